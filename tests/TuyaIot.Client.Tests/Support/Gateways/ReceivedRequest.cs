using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace TuyaIot.Client.Tests.Support.Gateways;

/// <summary>A request as it reached a gateway: the parameters of its URL or of its form.</summary>
internal sealed class ReceivedRequest
{
    private readonly Dictionary<string, string> _parameters;

    private ReceivedRequest(Dictionary<string, string> parameters) => _parameters = parameters;

    public string Nonce => _parameters["SignatureNonce"];

    public string Signature => _parameters["Signature"];

    public DateTimeOffset Timestamp => DateTimeOffset.ParseExact(
        _parameters["Timestamp"], "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static ReceivedRequest Parse(string requestLine, string body)
    {
        string target = requestLine.Split(' ')[1];
        string query = target.Contains('?') ? target[(target.IndexOf('?') + 1)..] : body;
        return new ReceivedRequest(query.Split('&').Select(pair => pair.Split('=')).ToDictionary(
            pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal));
    }
}
