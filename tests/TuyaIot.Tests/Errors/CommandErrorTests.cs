using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Errors;

/// <summary>Each error that a user meets has an id, a category, the user's own value and a way out.</summary>
public sealed class CommandErrorTests
{
    [Fact]
    public void A_name_that_no_credential_has()
    {
        using Shell shell = new();

        ErrorRecord invoke = shell.Catch("'d1' | Invoke-IotThingsService -Identifier Set -Credential nobody");
        ErrorRecord get = Assert.Single(shell.Run("Get-IotCredential nobody").Errors);
        ErrorRecord remove = Assert.Single(shell.Run("Remove-IotCredential nobody").Errors);

        foreach (ErrorRecord error in new[] { invoke, get, remove })
        {
            error.Is("CredentialNotFound", ErrorCategory.ObjectNotFound);
            Assert.Equal("nobody", error.Target());
        }
    }

    [Fact]
    public void What_is_no_credential_at_all()
    {
        using Shell shell = new();
        shell.Catch("'d1' | Invoke-IotThingsService -Identifier Set -Credential 5").Is("InvalidCredential", ErrorCategory.InvalidArgument);
    }

    [Fact]
    public void No_product_key_ends_the_command_once_for_all_names()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway, "-InstanceId i1");
        shell.Run($"Set-IotCredential {Shell.AccessKeyId} $Secret $Endpoint -RequestsPerSecond 0");

        shell.Catch("'d1', 'd2' | Invoke-IotThingsService -Identifier Set").Is("NoProductKey", ErrorCategory.InvalidArgument);
        ShellResult rows = shell.Run("""
            [pscustomobject]@{ DeviceName = 'd1'; ProductKey = '' }, [pscustomobject]@{ DeviceName = 'd2'; ProductKey = 'pk2' } |
                Invoke-IotThingsService -Identifier Set
            """);

        Assert.Single(rows.Errors).Is("NoProductKey", ErrorCategory.InvalidArgument);
        Assert.Equal(["d2"], Assert.Single(gateway.Requests).DeviceNames());
    }

    [Theory]
    [InlineData("not a host")]
    [InlineData("https://host/path")]
    [InlineData("https://host?x=1")]
    [InlineData("ftp://host")]
    [InlineData("host:99999")]
    [InlineData("host:0")]
    [InlineData("https://user:password@host", "https://********@host")]
    public void What_is_no_endpoint(string endpoint, string? shown = null)
    {
        using Shell shell = new();
        ErrorRecord error = shell.Catch($"Set-IotCredential id $Secret '{endpoint}'");
        error.Is("InvalidEndpoint", ErrorCategory.InvalidArgument);
        Assert.Equal(shown ?? endpoint, error.Target());
        Assert.DoesNotContain("password", error.ToString(), System.StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_http_to_another_machine_needs_to_be_allowed()
    {
        using Shell shell = new();

        ErrorRecord error = shell.Catch("Set-IotCredential id $Secret http://gateway.example");
        ShellResult allowed = shell.Run("Set-IotCredential id $Secret http://gateway.example -AllowUnencrypted -PassThru");

        error.Is("UnencryptedEndpoint", ErrorCategory.InvalidArgument);
        Assert.Equal("http://gateway.example", error.Target());
        Assert.Equal("http://gateway.example:8686/", Assert.Single(allowed.Output).Get<string>("Endpoint"));
    }

    [Theory]
    [InlineData("gateway.example", "https://gateway.example:8686/")]
    [InlineData("gateway.example:443", "https://gateway.example/")]
    [InlineData(" HTTPS://Gateway.example:9000/ ", "https://gateway.example:9000/")]
    [InlineData("http://127.0.0.1:80", "http://127.0.0.1/")]
    [InlineData("http://localhost", "http://localhost:8686/")]
    [InlineData("[::1]:8080", "https://[::1]:8080/")]
    public void An_endpoint_is_a_host_a_host_and_port_or_a_URL(string endpoint, string url)
    {
        using Shell shell = new();
        ShellResult set = shell.Run($"Set-IotCredential id $Secret '{endpoint}' -PassThru");
        Assert.Equal(url, Assert.Single(set.Output).Get<string>("Endpoint"));
    }

    [Fact]
    public void A_key_that_no_credential_has()
    {
        using Shell shell = new();

        ErrorRecord set = shell.Catch("Set-IotCredential -Connection @{ AccessKey = 'x' }");
        ErrorRecord inline = shell.Catch("'d1' | Invoke-IotThingsService -Identifier Set -Credential @{ AccessKey = 'x' }");

        set.Is("UnknownCredentialKey", ErrorCategory.InvalidArgument);
        inline.Is("UnknownCredentialKey", ErrorCategory.InvalidArgument);
        Assert.Equal("AccessKey", set.Target());
    }

    [Theory]
    [InlineData("AccessKeyId", "NoAccessKeyId")]
    [InlineData("AccessKeySecret", "NoAccessKeySecret")]
    [InlineData("Endpoint", "NoEndpoint")]
    public void A_credential_that_lacks_something(string missing, string errorId)
    {
        using Shell shell = new();
        shell.Run($$"""
            $table = @{ AccessKeyId = 'id'; AccessKeySecret = $Secret; Endpoint = 'gateway.example' }
            $table.Remove('{{missing}}')
            """);
        shell.Catch("Set-IotCredential -Connection $table").Is(errorId, ErrorCategory.InvalidArgument);
    }

    [Theory]
    [InlineData("-RequestsPerSecond -1", "InvalidRequestsPerSecond")]
    [InlineData("-TimeoutSeconds 0", "InvalidTimeoutSeconds")]
    [InlineData("-CertificateThumbprint abc", "InvalidCertificateThumbprint")]
    [InlineData("-Proxy ftp://proxy.example", "InvalidProxy")]
    [InlineData("-Proxy proxy.example:3128", "InvalidProxy")]
    [InlineData("-CommonParameter @{ Action = 'x' }", "InvalidCommonParameter")]
    [InlineData("-InstanceId i1 -CommonParameter @{ IotInstanceId = 'i2' }", "InvalidCommonParameter")]
    public void A_setting_out_of_its_range(string setting, string errorId)
    {
        using Shell shell = new();
        shell.Catch($"Set-IotCredential id $Secret gateway.example {setting}").Is(errorId, ErrorCategory.InvalidArgument);
    }

    [Fact]
    public void A_gateway_that_is_not_there_is_one_error_and_nothing_was_sent()
    {
        // Bound, so that no server of another test gets the port, and not listening.
        using Socket closed = new(SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        string endpoint = $"http://127.0.0.1:{((IPEndPoint)closed.LocalEndPoint!).Port}";
        using Shell shell = new();
        shell.Run($"Set-IotCredential id $Secret {endpoint} -ProductKey pk1 -RequestsPerSecond 0");

        ShellResult result = shell.Run("$r = $null; try { 'd1' | Invoke-IotThingsService -Identifier Set -OutVariable r } catch { $_ }; $r");

        ErrorRecord error = result.Errors.Count == 1
            ? result.Errors[0]
            : Assert.Single(result.Output.Select(output => output.BaseObject).OfType<ErrorRecord>());
        error.Is("GatewayUnreachable", ErrorCategory.ConnectionError);
        PSObject failed = PSObject.AsPSObject(error.Target());
        Assert.Equal("Rejected", failed.Status());
        Assert.Equal(["d1"], failed.DeviceName());
        Assert.Null(failed.Properties["SentAt"].Value);
    }
}
