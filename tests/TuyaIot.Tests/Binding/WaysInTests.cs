using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Binding;

/// <summary>However a credential comes, what it says reaches the gateway, rightly signed.</summary>
public sealed class WaysInTests
{
    private const string Table = "@{ AccessKeyId = 'key'; AccessKeySecret = $Secret; Endpoint = $Endpoint; ProductKey = 'pk1'; RequestsPerSecond = 0 }";

    [Theory]
    [InlineData("Set-IotCredential -AccessKeyId key -AccessKeySecret $Secret -Endpoint $Endpoint -ProductKey pk1 -RequestsPerSecond 0")]
    [InlineData("Set-IotCredential key $Secret $Endpoint -ProductKey pk1 -RequestsPerSecond 0")]
    [InlineData("[pscredential]::new('key', $Secret) | Set-IotCredential -Endpoint $Endpoint -ProductKey pk1 -RequestsPerSecond 0")]
    [InlineData("Set-IotCredential -Credential ([pscredential]::new('key', $Secret)) -Endpoint $Endpoint -ProductKey pk1 -RequestsPerSecond 0")]
    [InlineData($"Set-IotCredential -Connection {Table}")]
    [InlineData($"{Table} | Set-IotCredential")]
    [InlineData($"$t = {Table}; $t.AccessKeySecret = 'Top#Secret/0123456789'; $t.ProductKey = 'other'; Set-IotCredential -Connection $t -ProductKey pk1")]
    [InlineData($"[pscustomobject]{Table} | Set-IotCredential -RequestsPerSecond 0")]
    [InlineData($"{Table} | Set-IotCredential -Name n", "-Credential n")]
    [InlineData($"{Table} | Set-IotCredential -Name n", "-Credential N")]
    [InlineData($"{Table} | Set-IotCredential -Name n; $c = Get-IotCredential n", "-Credential $c")]
    [InlineData($"$c = {Table} | Set-IotCredential -PassThru; Remove-IotCredential", "-Credential $c")]
    [InlineData($"$c = {Table}", "-Credential $c")]
    public void A_credential_may_come_in_any_of_these_ways(string set, string use = "")
    {
        using Shell shell = new();
        shell["key"] = "key";
        shell.Run("$sim = Start-IotSimulator -AccessKeyId key -AccessKeySecret $Secret -ProductKey pk1; $Endpoint = $sim.Endpoint");

        ShellResult given = shell.Run(set);
        ShellResult result = shell.Run($"'d1' | Invoke-IotThingsService -Identifier Set {use}");
        shell.Run("Stop-IotSimulator $sim");

        Assert.Empty(given.Errors);
        Assert.Empty(result.Errors);
        Assert.Equal("Accepted", Assert.Single(result.Output).Status());
    }

    [Fact]
    public void A_simulator_is_a_credential_by_the_names_of_its_properties()
    {
        using Shell shell = new();
        shell.Run("$sim = Start-IotSimulator -InstanceId i1 -ProductKey pk9; $sim | Set-IotCredential -RequestsPerSecond 0");

        ShellResult result = shell.Run("'d1' | Invoke-IotThingsService -Identifier Set; Get-IotSimulatorRequest $sim; Stop-IotSimulator $sim");

        Assert.Empty(result.Errors);
        Assert.Equal("Accepted", result.Output[0].Status());
        Assert.Equal("pk9", result.Output[1].Get<string>("ProductKey"));
    }

    [Theory]
    [InlineData("Get", "JSON")]
    [InlineData("Post", "JSON")]
    [InlineData("Get", "XML")]
    [InlineData("Post", "xml")]
    public void Extra_parameters_are_sent_and_signed(string method, string format)
    {
        using Shell shell = new();
        PSObject simulator = shell.UseSimulator(
            $"-ProductKey pk1 -Method {method} -CommonParameter @{{ Version = '2018-01-20'; Format = '{format}'; RegionId = 'cn shanghai'; SignatureVersion = '1.0' }}");

        ShellResult result = shell.Run("'d1' | Invoke-IotThingsService -Identifier Set; Get-IotSimulatorRequest $sim; Stop-IotSimulator $sim");

        Assert.Empty(result.Errors);
        Assert.Equal("Accepted", result.Output[0].Status());
        Assert.Equal(result.Output[1].Get<string>("RequestId"), result.Output[0].Get<string>("RequestId"));
        Assert.Equal(0, simulator.Get<long>("SignatureErrorCount"));
        Assert.Contains("RegionId, cn shanghai", string.Join("|", LanguagePrimitives.ConvertTo<string[]>(result.Output[1].Properties["Parameters"].Value)));
    }

    [Theory]
    [InlineData("Format = 'XML'")]
    [InlineData("Format = 'JSON'")]
    public void A_refusal_reads_the_same_in_either_format(string format)
    {
        using Shell shell = new();
        shell.Run("$sim = Start-IotSimulator -ProductKey pk1");
        shell.Run($"$sim | Set-IotCredential -RequestsPerSecond 0 -CommonParameter @{{ {format} }}");

        ShellResult result = shell.Run("'d1' | Invoke-IotThingsService -Identifier Set -ProductKey other; Stop-IotSimulator $sim");

        Assert.Single(result.Errors).Is("RequestRefused", ErrorCategory.InvalidArgument);
        Assert.Equal("iot.prod.NotExistedProduct", Assert.Single(result.Output).Get<string>("Code"));
    }

    [Fact]
    public void An_empty_field_of_a_connection_says_nothing()
    {
        using Shell shell = new();
        ShellResult result = shell.Run("""
            Set-IotCredential -PassThru -Connection @{
                AccessKeyId = 'id'; AccessKeySecret = 'secret'; Endpoint = 'h'; RequestsPerSecond = ''; TimeoutSeconds = ' '; ProductKey = '' }
            """);

        Assert.Empty(result.Errors);
        Assert.Null(Assert.Single(result.Output).Get<double?>("RequestsPerSecond"));
        Assert.Null(result.Output[0].Properties["ProductKey"].Value);
    }

    [Fact]
    public void The_samples_parameters_and_no_others_are_sent_where_nothing_is_said()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        shell.Run("'d1' | Invoke-IotThingsService -Identifier Set");

        shell.Use(gateway, "-InstanceId i1");
        shell.Run("'d1' | Invoke-IotThingsService -Identifier Set -Qos 0");

        string[] common = ["AccessKeyId", "Action", "SignatureMethod", "SignatureNonce", "Timestamp", "Signature"];
        string[] own = ["Args", "DeviceName.1", "Identifier", "ProductKey"];
        Assert.Equal(common.Concat(own).Order(), Names(gateway.Requests[0]));
        Assert.Equal(common.Concat(own).Append("IotInstanceId").Append("Qos").Order(), Names(gateway.Requests[1]));
        Assert.Equal("i1", gateway.Requests[1]["IotInstanceId"]);
        Assert.Equal("0", gateway.Requests[1]["Qos"]);
        Assert.Matches("^[0-9a-f]{32}$", gateway.Requests[0]["SignatureNonce"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", gateway.Requests[0]["Timestamp"]);
    }

    private static IOrderedEnumerable<string> Names(GatewayRequest request) => request.Parameters.Select(parameter => parameter.Key).Order();
}
