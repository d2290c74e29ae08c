using System;

namespace TuyaIot.Rpc;

/// <summary>A SignatureNonce as the documented samples show it: a random UUID, 32 lower-case hex digits, never twice.</summary>
internal static class Nonce
{
    public static string Create() => Guid.NewGuid().ToString("N");
}
