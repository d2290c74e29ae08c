using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Binding;

/// <summary>What a credential says reaches the gateway, rightly signed, and nothing else does.</summary>
public sealed class SentParametersTests
{
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
