using System;
using System.Security.Cryptography;
using System.Text;

namespace TuyaIot.Simulator.Checks;

/// <summary>The signature that a request should carry: HMAC-SHA1, keyed by the secret and an ampersand.</summary>
internal static class Signature
{
    internal static byte[] Key(string secret) => Encoding.UTF8.GetBytes(secret + "&");

    internal static string Compute(byte[] key, ArraySegment<byte> stringToSign)
    {
#pragma warning disable CA5350 // The API defines HMAC-SHA1.
        using HMACSHA1 hmac = new(key);
#pragma warning restore CA5350
        return Convert.ToBase64String(hmac.ComputeHash(stringToSign.Array!, stringToSign.Offset, stringToSign.Count));
    }

    /// <summary>Compares in a time that does not tell where the two differ.</summary>
    internal static bool Matches(string expected, string actual)
    {
        int difference = expected.Length ^ actual.Length;
        for (int i = 0; i < expected.Length; i++)
        {
            difference |= expected[i] ^ (i < actual.Length ? actual[i] : 0);
        }

        return difference == 0;
    }
}
