using System;
using System.Globalization;
using System.Text.RegularExpressions;
using TuyaIot.Errors;
using TuyaIot.Replies;

namespace TuyaIot.Connection;

/// <summary>Reads an endpoint: host, host:port or a URL. It is encrypted, and plain only where that is safe or allowed.</summary>
internal static class IotEndpoint
{
    private static readonly Form Api = new(
        Uri.UriSchemeHttps,
        Uri.UriSchemeHttp,

        // The port of the documented samples' hosts.
        8686,
        "InvalidEndpoint",
        "an endpoint",
        "Give a host, host:port or https://host:port as the console shows it (Development Configuration > Cloud API). Leave out user, path and query.",
        "change the commands");

    private static readonly Form Messages = new(
        "amqps",
        "amqp",
        5671,
        "InvalidMessageEndpoint",
        "an endpoint for messages",
        "Give a host, host:port or amqps://host:port of the server-side subscription. Leave out user, path and query.",
        "take the messages");

    private static readonly Regex Shape = new(
        @"\A(?:(?<scheme>[a-z][a-z0-9+.\-]*)://)?(?<host>\[[0-9a-f:.%]+\]|[^\s:/?#@\[\]\\]+)(?::(?<port>[0-9]{1,5}))?/?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>What may be a user and a password: all between the scheme and the last @.</summary>
    private static readonly Regex UserInfo = new(
        @"\A(\s*(?:[a-z][a-z0-9+.\-]*://)?).*(?=@)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>The endpoint that requests go to. Default: https and port 8686.</summary>
    public static Uri Parse(string text, bool allowUnencrypted) => Parse(text, allowUnencrypted, Api);

    /// <summary>The endpoint that messages come from. Default: amqps and port 5671, which is AMQP's own.</summary>
    public static Uri ParseMessages(string text, bool allowUnencrypted) => Parse(text, allowUnencrypted, Messages);

    /// <summary>A text that was meant as a URL, without the user and the password that it may hold.</summary>
    public static string Show(string text) => LogSanitizer.Clean(UserInfo.Replace(text, "$1" + LogSanitizer.Mask)) ?? text;

    private static Uri Parse(string text, bool allowUnencrypted, Form form)
    {
        string trimmed = text.Trim();
        Match match = Shape.Match(trimmed);
        string scheme = match.Groups["scheme"].Success ? match.Groups["scheme"].Value.ToLowerInvariant() : form.Secure;
        int port = match.Groups["port"].Success ? int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture) : form.Port;
        if (!match.Success
            || LogSanitizer.MakeVisible(trimmed) != trimmed
            || (scheme != form.Secure && scheme != form.Plain)
            || port is 0 or > ushort.MaxValue
            || !Uri.TryCreate($"{scheme}://{match.Groups["host"].Value}:{port}/", UriKind.Absolute, out Uri? endpoint))
        {
            string shown = Show(text);
            throw new IotArgumentException(form.ErrorId, shown, $"'{shown}' is not {form.Name}.", form.RecommendedAction);
        }

        if (scheme == form.Plain && !endpoint.IsLoopback && !allowUnencrypted)
        {
            throw new IotArgumentException(
                "UnencryptedEndpoint",
                text,
                $"'{text}' is plain {form.Plain} to another machine. Anybody on the network could read and {form.Danger}.",
                $"Use {form.Secure}, or add -AllowUnencrypted where the network between here and there is yours alone.");
        }

        return endpoint;
    }

    /// <summary>One kind of endpoint.</summary>
    /// <param name="Secure">The scheme of an encrypted one, which is the default.</param>
    /// <param name="Plain">The scheme of a plain one.</param>
    /// <param name="Port">The default port.</param>
    /// <param name="ErrorId">The id of the error of what is none.</param>
    /// <param name="Name">What it is called, with its article.</param>
    /// <param name="RecommendedAction">What to give instead.</param>
    /// <param name="Danger">What others could do on a plain one, beside reading.</param>
    private sealed record Form(string Secure, string Plain, int Port, string ErrorId, string Name, string RecommendedAction, string Danger);
}
