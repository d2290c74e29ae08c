using System.Globalization;
using System.Text;

namespace TuyaIot.Binding;

/// <summary>Single values as JSON: nothing escaped that JSON does not demand, and a decimal place in every double and float.</summary>
internal static class JsonText
{
    public static void AppendString(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (char c in text)
        {
            switch (c)
            {
                case '"':
                    json.Append("\\\"");
                    break;
                case '\\':
                    json.Append("\\\\");
                    break;
                case '\n':
                    json.Append("\\n");
                    break;
                case '\r':
                    json.Append("\\r");
                    break;
                case '\t':
                    json.Append("\\t");
                    break;
                case < ' ':
                    json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    json.Append(c);
                    break;
            }
        }

        json.Append('"');
    }

    /// <summary>
    /// The text of a double or float with its decimal place: a value that the thing model types as float or double must carry
    /// one even where it is whole, 10.0 (page id Kdxqks15v8umc).
    /// </summary>
    public static string WithDecimalPlace(string roundTrip)
    {
        if (roundTrip.IndexOf(".", System.StringComparison.Ordinal) >= 0)
        {
            return roundTrip;
        }

        int exponent = roundTrip.IndexOf("E", System.StringComparison.Ordinal);
        return exponent < 0 ? roundTrip + ".0" : roundTrip.Insert(exponent, ".0");
    }
}
