using System.Net;
using System.Security;

namespace TuyaIot.Simulator;

/// <summary>The two ways between a secret and its text.</summary>
internal static class Secret
{
    internal static SecureString Protect(string text) => new NetworkCredential("", text).SecurePassword;

    internal static string Reveal(SecureString secret) => new NetworkCredential("", secret).Password;
}
