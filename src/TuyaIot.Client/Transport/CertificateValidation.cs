using System;
using System.Globalization;
using System.Linq;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TuyaIot.Transport;

/// <summary>Which server certificate is trusted where the system's trust does not fit: one by its thumbprint, or any.</summary>
internal static class CertificateValidation
{
    /// <summary>
    /// Null leaves it to the system's trust. A certificate with another thumbprint throws: so the failure of this very connection says
    /// what was presented, while others are opened and may fail for another reason.
    /// </summary>
    public static RemoteCertificateValidationCallback? CreateCallback(RpcOptions options) => options switch
    {
#pragma warning disable CA5359 // Asked for by name: -SkipCertificateCheck.
        { SkipCertificateCheck: true } => static (_, _, _, _) => true,
#pragma warning restore CA5359
        { CertificateThumbprint: string thumbprint } => (_, certificate, _, _) => Matches(certificate, thumbprint),
        _ => null,
    };

    private static bool Matches(X509Certificate? certificate, string thumbprint)
    {
        string? sha1 = certificate?.GetCertHashString();
        string? sha256 = certificate is null ? null : Sha256(certificate);
        if (string.Equals(sha1, thumbprint, StringComparison.OrdinalIgnoreCase)
            || string.Equals(sha256, thumbprint, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        string? presented = thumbprint.Length == sha1?.Length ? sha1 : sha256;
        throw new CertificateMismatchException(certificate is null
            ? $"-CertificateThumbprint expects the certificate {thumbprint}, and the server presented none"
            : $"-CertificateThumbprint expects the certificate {thumbprint}, and the server presented {presented} ({certificate.Subject})");
    }

    private static string Sha256(X509Certificate certificate)
    {
        using SHA256 sha256 = SHA256.Create();
        return string.Concat(
            sha256.ComputeHash(certificate.GetRawCertData()).Select(static value => value.ToString("X2", CultureInfo.InvariantCulture)));
    }
}

/// <summary>The server's certificate is not the one that -CertificateThumbprint names.</summary>
/// <param name="message">What was expected and what the server presented.</param>
internal sealed class CertificateMismatchException(string message) : AuthenticationException(message);
