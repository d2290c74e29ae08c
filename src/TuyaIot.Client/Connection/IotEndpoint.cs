using System;
using System.Globalization;
using System.Text.RegularExpressions;
using TuyaIot.Errors;

namespace TuyaIot.Connection;

/// <summary>Reads an endpoint: host, host:port or a URL; https and port 8686 where unsaid; http only where it is safe or allowed.</summary>
internal static class IotEndpoint
{
    /// <summary>The port of the documented samples' hosts.</summary>
    public const int DefaultPort = 8686;

    private static readonly Regex Shape = new(
        @"\A(?:(?<scheme>[a-z][a-z0-9+.\-]*)://)?(?<host>\[[0-9a-f:.%]+\]|[^\s:/?#@\[\]\\]+)(?::(?<port>[0-9]{1,5}))?/?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static Uri Parse(string text, bool allowUnencrypted)
    {
        Match match = Shape.Match(text.Trim());
        string scheme = match.Groups["scheme"].Success ? match.Groups["scheme"].Value.ToLowerInvariant() : Uri.UriSchemeHttps;
        int port = match.Groups["port"].Success ? int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture) : DefaultPort;
        if (!match.Success
            || (scheme != Uri.UriSchemeHttps && scheme != Uri.UriSchemeHttp)
            || port is 0 or > ushort.MaxValue
            || !Uri.TryCreate($"{scheme}://{match.Groups["host"].Value}:{port}/", UriKind.Absolute, out Uri? endpoint))
        {
            throw new IotArgumentException(
                "InvalidEndpoint",
                text,
                $"'{text}' is not an endpoint.",
                "Give a host, host:port or https://host:port as the console shows it (Development Configuration > Cloud API), without a path or a query.");
        }

        if (scheme == Uri.UriSchemeHttp && !endpoint.IsLoopback && !allowUnencrypted)
        {
            throw new IotArgumentException(
                "UnencryptedEndpoint",
                text,
                $"'{text}' is plain http to another machine: whoever listens could read and change what devices are told.",
                "Use https, or add -AllowUnencrypted where the network between here and there is yours alone.");
        }

        return endpoint;
    }
}
