using System.Security.Cryptography;

namespace TuyaIot.Rpc;

/// <summary>A SignatureNonce as the documented samples show it: 32 lower-case hex digits, never twice.</summary>
internal static class Nonce
{
    private const int Size = 16;

    public static string Create()
    {
        byte[] random = new byte[Size];
        using (RandomNumberGenerator source = RandomNumberGenerator.Create())
        {
            source.GetBytes(random);
        }

        return Hex.Lower(random);
    }
}
