using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace TuyaIot.Simulator.Messages;

/// <summary>
/// Checks the user name and the password of a client. The user name is <c>{client}|authMode=aksign,…|</c>, its pairs in any order; the
/// password is Base64(HMAC(secret, authId=…&amp;timestamp=…)).
/// </summary>
internal sealed class PushCredential(string accessKeyId, string secret, string? instanceId)
{
    private const int MaxClientIdLength = 64;

    /// <summary>The consumer group that the user name names, or null if something is wrong.</summary>
    internal string? Check(string userName, string password)
    {
        string[] parts = userName.Split('|');
        if (parts.Length != 3 || parts[0].Length is 0 or > MaxClientIdLength || parts[2].Length > 0)
        {
            return null;
        }

        Dictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (string pair in parts[1].Split(','))
        {
            int equals = pair.IndexOf('=', 0);
            if (equals < 1 || pairs.ContainsKey(pair.Substring(0, equals)))
            {
                return null;
            }

            pairs[pair.Substring(0, equals)] = pair.Substring(equals + 1);
        }

        return Get("authMode") == "aksign"
            && Get("authId") == accessKeyId
            && Get("timestamp") is { Length: > 0 } timestamp
            && (instanceId is null || Get("iotInstanceId") == instanceId)
            && Sign(Get("signMethod"), $"authId={accessKeyId}&timestamp={timestamp}") is { } expected
            && expected == password
                ? Get("consumerGroupId")
                : null;

        string? Get(string name) => pairs.TryGetValue(name, out string? value) ? value : null;
    }

    private string? Sign(string? method, string text)
    {
        using HMAC? hmac = Create(method, Encoding.UTF8.GetBytes(secret));
        return hmac is null ? null : Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

#pragma warning disable CA5350, CA5351 // The platform takes these.
    private static HMAC? Create(string? method, byte[] key) => method switch
    {
        "hmacsha1" => new HMACSHA1(key),
        "hmacsha256" => new HMACSHA256(key),
        "hmacmd5" => new HMACMD5(key),
        _ => null,
    };
#pragma warning restore CA5350, CA5351
}
