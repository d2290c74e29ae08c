using System;
using System.Globalization;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TuyaIot.Transport;

/// <summary>Which server certificate is trusted where the system's trust does not fit: one by its thumbprint, or any.</summary>
internal sealed class CertificateValidation
{
    private readonly string? _thumbprint;

    public CertificateValidation(RpcOptions options)
    {
        _thumbprint = options.CertificateThumbprint;
        Callback = options switch
        {
#pragma warning disable CA5359 // Asked for by name: -SkipCertificateCheck.
            { SkipCertificateCheck: true } => static (_, _, _, _) => true,
#pragma warning restore CA5359
            { CertificateThumbprint: string } => (_, certificate, _, _) => Matches(certificate),
            _ => null,
        };
    }

    /// <summary>Null leaves it to the system's trust.</summary>
    public RemoteCertificateValidationCallback? Callback { get; }

    /// <summary>What was expected and what the server presented last; null where that was the same.</summary>
    public string? Mismatch { get; private set; }

    private bool Matches(X509Certificate? certificate)
    {
        string? sha1 = certificate?.GetCertHashString();
        string? sha256 = certificate is null ? null : Sha256(certificate);
        bool matches = string.Equals(sha1, _thumbprint, StringComparison.OrdinalIgnoreCase)
            || string.Equals(sha256, _thumbprint, StringComparison.OrdinalIgnoreCase);
        string? presented = _thumbprint!.Length == sha1?.Length ? sha1 : sha256;
        Mismatch = matches ? null
            : certificate is null ? $"-CertificateThumbprint expects the certificate {_thumbprint}, and the server presented none"
            : $"-CertificateThumbprint expects the certificate {_thumbprint}, and the server presented {presented} ({certificate.Subject})";
        return matches;
    }

    private static string Sha256(X509Certificate certificate)
    {
        using SHA256 sha256 = SHA256.Create();
        return string.Concat(
            sha256.ComputeHash(certificate.GetRawCertData()).Select(static value => value.ToString("X2", CultureInfo.InvariantCulture)));
    }
}
