using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using TuyaIot.Signing;

namespace TuyaIot.Benchmarks.Signing;

/// <summary>The signature as one writes it down from its description: a sorted dictionary and strings.</summary>
internal static class StraightforwardSigner
{
    public static string Sign(RpcRequest request, string secret)
    {
        SortedDictionary<string, string> parameters = new(StringComparer.Ordinal)
        {
            ["Action"] = request.Action,
            ["AccessKeyId"] = "testid",
            ["SignatureMethod"] = "HMAC-SHA1",
            ["SignatureNonce"] = Guid.NewGuid().ToString("N"),
            ["Timestamp"] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        };
        foreach (RpcParameter parameter in request.Parameters)
        {
            parameters[parameter.Name] = parameter.Value;
        }

        string query = string.Join("&", parameters.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        byte[] hash = HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret + "&"), Encoding.UTF8.GetBytes($"POST&%2F&{Uri.EscapeDataString(query)}"));
        return $"{query}&Signature={Uri.EscapeDataString(Convert.ToBase64String(hash))}";
    }
}
