using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace TuyaIot.Client.Tests.Support;

/// <summary>The documented signature written once more in the plainest way, so that the client is not its own witness.</summary>
internal static class ReferenceSigner
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

    internal static string Encode(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(
        static value => Unreserved.Contains((char)value) ? ((char)value).ToString() : $"%{value:X2}"));

    internal static string Query(IEnumerable<KeyValuePair<string, string>> parameters) => string.Join('&', parameters
        .OrderBy(static parameter => parameter.Key, StringComparer.Ordinal)
        .Select(static parameter => $"{Encode(parameter.Key)}={Encode(parameter.Value)}"));

    internal static string Sign(string method, string query, string secret)
    {
        byte[] text = Encoding.UTF8.GetBytes($"{method}&{Encode("/")}&{Encode(query)}");
#pragma warning disable CA5350 // The API defines HMAC-SHA1.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret + "&"), text));
#pragma warning restore CA5350
    }
}
