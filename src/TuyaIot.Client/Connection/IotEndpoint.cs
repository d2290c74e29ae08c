using System;
using System.Globalization;
using System.Text.RegularExpressions;
using TuyaIot.Errors;
using TuyaIot.Replies;

namespace TuyaIot.Connection;

/// <summary>Reads an endpoint: host, host:port or a URL. Default: https and port 8686; http only where it is safe or allowed.</summary>
internal static class IotEndpoint
{
    /// <summary>The port of the documented samples' hosts.</summary>
    public const int DefaultPort = 8686;

    private static readonly Regex Shape = new(
        @"\A(?:(?<scheme>[a-z][a-z0-9+.\-]*)://)?(?<host>\[[0-9a-f:.%]+\]|[^\s:/?#@\[\]\\]+)(?::(?<port>[0-9]{1,5}))?/?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>What may be a user and a password: all between the scheme and the last @.</summary>
    private static readonly Regex UserInfo = new(
        @"\A(\s*(?:[a-z][a-z0-9+.\-]*://)?).*(?=@)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);

    public static Uri Parse(string text, bool allowUnencrypted)
    {
        string trimmed = text.Trim();
        Match match = Shape.Match(trimmed);
        string scheme = match.Groups["scheme"].Success ? match.Groups["scheme"].Value.ToLowerInvariant() : Uri.UriSchemeHttps;
        int port = match.Groups["port"].Success ? int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture) : DefaultPort;
        if (!match.Success
            || LogSanitizer.MakeVisible(trimmed) != trimmed
            || (scheme != Uri.UriSchemeHttps && scheme != Uri.UriSchemeHttp)
            || port is 0 or > ushort.MaxValue
            || !Uri.TryCreate($"{scheme}://{match.Groups["host"].Value}:{port}/", UriKind.Absolute, out Uri? endpoint))
        {
            string shown = Show(text);
            throw new IotArgumentException(
                "InvalidEndpoint",
                shown,
                $"'{shown}' is not an endpoint.",
                "Give a host, host:port or https://host:port as the console shows it (Development Configuration > Cloud API). Leave out user, path and query.");
        }

        if (scheme == Uri.UriSchemeHttp && !endpoint.IsLoopback && !allowUnencrypted)
        {
            throw new IotArgumentException(
                "UnencryptedEndpoint",
                text,
                $"'{text}' is plain http to another machine. Anybody on the network could read and change the commands.",
                "Use https, or add -AllowUnencrypted where the network between here and there is yours alone.");
        }

        return endpoint;
    }

    /// <summary>A text that was meant as a URL, without the user and the password that it may hold.</summary>
    public static string Show(string text) => LogSanitizer.Clean(UserInfo.Replace(text, "$1" + LogSanitizer.Mask)) ?? text;
}
