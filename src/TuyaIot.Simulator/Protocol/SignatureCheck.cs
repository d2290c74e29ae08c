using System;
using System.Security.Cryptography;
using System.Text;

namespace TuyaIot.Simulator.Protocol;

/// <summary>
/// The signature that a request should carry: HMAC-SHA1 with the secret and an ampersand as key. It shares no code with the client,
/// so that one mistake cannot pass on both sides.
/// </summary>
internal static class SignatureCheck
{
    internal static byte[] CreateKey(string secret) => Encoding.UTF8.GetBytes(secret + "&");

    internal static string Compute(byte[] key, ArraySegment<byte> stringToSign)
    {
#pragma warning disable CA5350 // The API defines HMAC-SHA1.
        using HMACSHA1 hmac = new(key);
#pragma warning restore CA5350
        return Convert.ToBase64String(hmac.ComputeHash(stringToSign.Array!, stringToSign.Offset, stringToSign.Count));
    }

    /// <summary>Compares in constant time.</summary>
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
