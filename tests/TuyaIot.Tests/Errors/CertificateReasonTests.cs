using System;
using System.IO;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Errors;

/// <summary>Runs that share their connections get the reason of their own connection, and the way out that fits it.</summary>
public sealed class CertificateReasonTests : IDisposable
{
    private readonly X509Certificate2 _other = TestCertificate.Create();

    public void Dispose() => _other.Dispose();

    [Fact]
    public void A_server_that_lost_its_TLS_is_not_told_as_the_wrong_certificate_of_before()
    {
        int connection = 0;
        using WireServer server = new(stream =>
            Interlocked.Increment(ref connection) == 2 ? AnswerWithoutTlsAsync(stream) : TestCertificate.Serve(_other)(stream));
        using Shell shell = new();
        shell["Endpoint"] = server.SecureEndpoint.AbsoluteUri;
        Assert.Empty(shell.Run($"Set-IotCredential {Shell.AccessKeyId} $Secret $Endpoint -ProductKey pk1 -CertificateThumbprint {new string('0', 40)}").Errors);

        ErrorRecord[] errors = [Fail(shell), Fail(shell), Fail(shell)];

        Assert.All(errors, static error => error.Is("SecureConnectionFailed", ErrorCategory.SecurityError));
        Assert.Contains($"presented {_other.Thumbprint} (CN=localhost)", errors[0].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("presented", errors[1].ToString(), StringComparison.Ordinal);
        Assert.Contains($"presented {_other.Thumbprint} (CN=localhost)", errors[2].ToString(), StringComparison.Ordinal);
        Assert.Contains("certificate was renewed", errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("certificate was renewed", errors[1].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private static ErrorRecord Fail(Shell shell) => shell.Catch("'d1' | Invoke-IotThingsService Set -WarningAction SilentlyContinue");

    private static async Task<Stream> AnswerWithoutTlsAsync(Stream stream)
    {
        await stream.ReadExactlyAsync(new byte[1]);
        await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        throw new IOException("This connection ends here.");
    }
}
