using System;
using System.Globalization;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TuyaIot.Transport;

/// <summary>Which server certificate is trusted where the system's trust does not fit: one by its thumbprint, or any.</summary>
internal static class CertificateValidation
{
    public static RemoteCertificateValidationCallback? For(RpcOptions options) => options switch
    {
#pragma warning disable CA5359 // Asked for by name: -SkipCertificateCheck.
        { SkipCertificateCheck: true } => static (_, _, _, _) => true,
#pragma warning restore CA5359
        { CertificateThumbprint: string thumbprint } => (_, certificate, _, _) => Matches(certificate, thumbprint),
        _ => null,
    };

    private static bool Matches(X509Certificate? certificate, string thumbprint)
    {
        if (certificate is null)
        {
            return false;
        }

        using SHA256 sha256 = SHA256.Create();
        string hash256 = string.Concat(
            sha256.ComputeHash(certificate.GetRawCertData()).Select(static value => value.ToString("X2", CultureInfo.InvariantCulture)));
        return string.Equals(certificate.GetCertHashString(), thumbprint, StringComparison.OrdinalIgnoreCase)
            || string.Equals(hash256, thumbprint, StringComparison.OrdinalIgnoreCase);
    }
}
