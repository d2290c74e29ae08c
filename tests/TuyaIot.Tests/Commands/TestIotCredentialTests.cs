using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>Test-IotCredential: one object a credential, whatever is wrong with it, and no error.</summary>
public sealed class TestIotCredentialTests
{
    [Fact]
    public void A_credential_that_works_is_told_so()
    {
        using Shell shell = new();
        shell.UseSimulator("-ProductKey pk1");

        ShellResult result = shell.Run("Test-IotCredential; Test-IotCredential -Quiet; Stop-IotSimulator $sim");

        Assert.Empty(result.Errors);
        PSObject test = result.Output[0];
        Assert.Equal("TuyaIot.IotCredentialTest", test.BaseObject.GetType().FullName);
        Assert.Equal((true, true, null, true, null), Read(test));
        Assert.True(test.Get<TimeSpan>("Latency") > TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, test.Get<TimeSpan>("ClockOffset"));
        Assert.Equal(true, result.Output[1].BaseObject);
    }

    [Theory]
    [InlineData("InvalidAccessKeyId.NotFound", false, false)]
    [InlineData("SignatureDoesNotMatch", false, false)]
    [InlineData("iot.common.RamActionPermissionDeny", true, false)]
    [InlineData("iot.system.BillIsOverDue", true, false)]
    [InlineData("iot.prod.NotExistedProduct", true, true)]
    [InlineData("InvalidVersion", null, false)]
    [InlineData("Nonsense", null, false)]
    public void What_the_gateway_says_stands_in_the_object(string code, bool? accepted, bool works)
    {
        using TestGateway gateway = new(_ => GatewayReply.Refused(code, status: 400));
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("Test-IotCredential -MaxAttempts 1; Test-IotCredential -MaxAttempts 1 -Quiet");

        Assert.Empty(result.Errors);
        Assert.Equal((works, true, null, accepted, code), Read(result.Output[0]));
        Assert.NotNull(result.Output[0].Get<string>("Problem"));
        Assert.NotNull(result.Output[0].Get<string>("Recommendation"));
        Assert.Equal(works, result.Output[1].BaseObject);
    }

    [Fact]
    public void Without_a_product_one_is_asked_for_that_cannot_exist()
    {
        using TestGateway gateway = new(static _ => GatewayReply.Refused("iot.prod.NotExistedProduct"));
        using Shell shell = new();
        shell["Endpoint"] = gateway.Endpoint.AbsoluteUri;
        shell.Run($"Set-IotCredential {Shell.AccessKeyId} $Secret $Endpoint");

        PSObject test = Assert.Single(shell.Run("Test-IotCredential").Output);

        Assert.Equal((true, true, null, true, "iot.prod.NotExistedProduct"), Read(test));
        Assert.Null(test.Properties["Problem"].Value);
        Assert.Equal("QueryProduct", Assert.Single(gateway.Requests)["Action"]);
    }

    [Fact]
    public void What_does_not_answer_is_not_reachable_and_what_is_no_gateway_is()
    {
        using X509Certificate2 certificate = TestCertificate.Create();
        using TestGateway gateway = new(static _ => new GatewayReply(200, "<html>Hello</html>", "text/html"));
        using TestGateway untrusted = new(static _ => GatewayReply.Accepted, certificate);
        using Shell shell = new();
        shell.Use(gateway);
        shell["Untrusted"] = untrusted.Endpoint.AbsoluteUri;

        ShellResult result = shell.Run("""
            Test-IotCredential @{ AccessKeyId = 'id'; AccessKeySecret = 'x'; Endpoint = 'http://127.0.0.1:1' } -MaxAttempts 1
            Test-IotCredential -MaxAttempts 1
            Test-IotCredential @{ AccessKeyId = 'id'; AccessKeySecret = 'x'; Endpoint = $Untrusted } -MaxAttempts 1
            """);

        Assert.Empty(result.Errors);
        Assert.Equal((false, false, null, null, null), Read(result.Output[0]));
        Assert.Equal((false, true, null, null, null), Read(result.Output[1]));
        Assert.Equal((false, true, false, null, null), Read(result.Output[2]));
        Assert.All(result.Output, static test => Assert.NotNull(test.Get<string>("Recommendation")));
    }

    [Fact]
    public void Each_credential_of_the_pipeline_is_tested_and_one_that_is_none_is_an_error()
    {
        using TestGateway gateway = new(static request => request["AccessKeyId"] == Shell.AccessKeyId
            ? GatewayReply.Ok("""{"Success":true,"Data":{"ProductKey":"pk1"}}""")
            : GatewayReply.Refused("InvalidAccessKeyId.NotFound"));
        using Shell shell = new();
        shell.Use(gateway);
        shell.Run("Set-IotCredential other $Secret $Endpoint -Name Other");

        ShellResult result = shell.Run("(Get-IotCredential) + 'nosuch' + 'Default' | Test-IotCredential");

        Assert.Equal(["Default", "Other", "Default"], result.Output.Select(static test => test.Get<string>("Name")));
        Assert.Equal([true, false, true], result.Output.Select(static test => test.Get<bool>("Success")));
        Assert.Single(result.Errors).Is("CredentialNotFound", ErrorCategory.ObjectNotFound);
    }

    [Fact]
    public void The_secret_is_nowhere()
    {
        using TestGateway gateway = new(static request => GatewayReply.Refused("InvalidAccessKeyId.NotFound", request.Url));
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("Test-IotCredential -Verbose -Debug; Test-IotCredential | Out-Default");

        string all = Pipeline.Everything.TextOf(shell, result);
        Assert.DoesNotContain(Shell.Secret, all);
        Assert.DoesNotContain(Uri.EscapeDataString(gateway.Requests[0]["Signature"]!), all);
    }

    private static (bool Success, bool Reachable, bool? Tls, bool? KeyAccepted, string? Code) Read(PSObject test) => (
        test.Get<bool>("Success"),
        test.Get<bool>("Reachable"),
        (bool?)test.Properties["Tls"].Value,
        (bool?)test.Properties["KeyAccepted"].Value,
        string.Create(CultureInfo.InvariantCulture, $"{test.Properties["Code"].Value}") is { Length: > 0 } code ? code : null);
}
