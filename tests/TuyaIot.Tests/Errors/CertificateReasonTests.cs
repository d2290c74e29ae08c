using System;
using System.IO;
using System.Management.Automation;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using TuyaIot.Tests.Hosting;
using Xunit;

namespace TuyaIot.Tests.Errors;

/// <summary>Runs that share their connections get the reason of their own connection, and the way out that fits it.</summary>
public sealed class CertificateReasonTests : IDisposable
{
    private readonly X509Certificate2 _expected = SelfSigned("CN=expected");
    private readonly X509Certificate2 _other = SelfSigned("CN=other");
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public void Dispose()
    {
        _listener.Dispose();
        _expected.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void A_server_that_lost_its_TLS_is_not_told_as_the_wrong_certificate_of_before()
    {
        _listener.Start();
        _ = ServeAsync();
        using Shell shell = new();
        shell["Endpoint"] = $"https://{_listener.LocalEndpoint}";
        Assert.Empty(shell.Run($"Set-IotCredential {Shell.AccessKeyId} $Secret $Endpoint -ProductKey pk1 -CertificateThumbprint {_expected.Thumbprint}").Errors);

        ErrorRecord[] errors = [Fail(shell), Fail(shell), Fail(shell)];

        Assert.All(errors, static error => error.Is("SecureConnectionFailed", ErrorCategory.SecurityError));
        Assert.Contains($"presented {_other.Thumbprint} (CN=other)", errors[0].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("presented", errors[1].ToString(), StringComparison.Ordinal);
        Assert.Contains($"presented {_other.Thumbprint} (CN=other)", errors[2].ToString(), StringComparison.Ordinal);
        Assert.Contains("certificate was renewed", errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("certificate was renewed", errors[1].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private static ErrorRecord Fail(Shell shell) => shell.Catch("'d1' | Invoke-IotThingsService Set -WarningAction SilentlyContinue");

    /// <summary>The second connection is answered without TLS.</summary>
    private async Task ServeAsync()
    {
        for (int connection = 1; ; connection++)
        {
            using TcpClient client = await _listener.AcceptTcpClientAsync();
            NetworkStream stream = client.GetStream();
            if (connection == 2)
            {
                await stream.ReadExactlyAsync(new byte[1]);
                await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());

                // What is left unread would be answered by a reset.
                await stream.CopyToAsync(Stream.Null);
                continue;
            }

            try
            {
                using SslStream secure = new(stream);
                await secure.AuthenticateAsServerAsync(_other);
                await secure.ReadExactlyAsync(new byte[1]);
            }
            catch (Exception exception) when (exception is AuthenticationException or IOException)
            {
                // The client does not want this certificate.
            }
        }
    }

    private static X509Certificate2 SelfSigned(string subject)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(subject, key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
