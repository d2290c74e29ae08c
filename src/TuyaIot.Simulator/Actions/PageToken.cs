using System;
using System.Globalization;
using System.Text;

namespace TuyaIot.Simulator.Actions;

/// <summary>The text that names the next page of a listing: its product, its time and its position. To a client it is opaque.</summary>
internal static class PageToken
{
    private const string Prefix = "ListResource";
    private const char Separator = '\n';

    internal static string Create(string productKey, DateTimeOffset now, int position) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        string.Join(Separator.ToString(), Prefix, productKey, Number(now.ToUnixTimeMilliseconds()), Number(position))));

    /// <summary>False if the token is none, if it is another product's, or if it is older than <paramref name="oldest"/>.</summary>
    internal static bool TryParse(string token, string productKey, DateTimeOffset oldest, out int position)
    {
        position = 0;
        return Decode(token).Split(Separator) is [Prefix, var key, var time, var index]
            && key == productKey
            && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds)
            && milliseconds >= oldest.ToUnixTimeMilliseconds()
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out position);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Decode(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            return "";
        }
    }
}
