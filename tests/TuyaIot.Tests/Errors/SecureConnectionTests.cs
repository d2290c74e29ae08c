using System;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Errors;

/// <summary>A certificate that nobody vouches for is trusted where the user says so, and nowhere else.</summary>
public sealed class SecureConnectionTests : IDisposable
{
    private readonly X509Certificate2 _certificate = TestCertificate.Create();

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public void An_untrusted_certificate_ends_the_run_before_anything_is_sent()
    {
        using TestGateway gateway = new(static _ => GatewayReply.Accepted, _certificate);
        using Shell shell = new();
        shell.Use(gateway);

        ErrorRecord error = shell.Catch("'d1', 'd2' | Invoke-IotThingsService -Identifier Set -BatchSize 1");

        error.Is("SecureConnectionFailed", ErrorCategory.SecurityError);
        Assert.Equal("Rejected", PSObject.AsPSObject(error.Target()).Status());
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public void The_certificate_with_the_given_thumbprint_is_trusted_and_no_other()
    {
        using TestGateway gateway = new(static _ => GatewayReply.Accepted, _certificate);
        using Shell shell = new();

        shell.Use(gateway, $"-CertificateThumbprint {_certificate.Thumbprint}");
        Assert.Empty(shell.Run("'d1' | Invoke-IotThingsService -Identifier Set").Errors);
        shell.Use(gateway, $"-CertificateThumbprint {_certificate.GetCertHashString(HashAlgorithmName.SHA256)}");
        Assert.Empty(shell.Run("'d2' | Invoke-IotThingsService -Identifier Set").Errors);
        shell.Use(gateway, $"-CertificateThumbprint {new string('0', 40)}");
        ErrorRecord mismatch = shell.Catch("'d3' | Invoke-IotThingsService -Identifier Set");
        mismatch.Is("SecureConnectionFailed", ErrorCategory.SecurityError);
        Assert.Contains($"expects the certificate {new string('0', 40)}, and the server presented {_certificate.Thumbprint} ", mismatch.ToString(), StringComparison.Ordinal);
        Assert.Contains("certificate was renewed", mismatch.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        shell.Use(gateway, "-SkipCertificateCheck");
        Assert.Empty(shell.Run("'d4' | Invoke-IotThingsService -Identifier Set").Errors);

        Assert.Equal(["d1", "d2", "d4"], gateway.DeviceNames);
    }
}
