using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using System.Threading.Tasks;
using TuyaIot.Tests.Pipeline;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>Get-IotProduct: one request a key, one typed object a product, and one error a key that has none.</summary>
public sealed class GetIotProductTests
{
    private const string ProductSecret = "Pr0ductS3cret";

    [Fact]
    public void A_product_is_a_typed_object_with_the_facts_of_the_gateway()
    {
        using Shell shell = new();
        shell.UseSimulator("-ProductKey pk1");
        DateTime before = DateTime.UtcNow.AddMinutes(-1);

        PSObject product = Assert.Single(shell.Run("Get-IotProduct; Stop-IotSimulator $sim").Output);

        Assert.Equal("TuyaIot.IotProduct", product.BaseObject.GetType().FullName);
        Assert.Equal("TuyaIot.IotProduct", $"{Assert.Single(shell.Run("(Get-Command Get-IotProduct).OutputType.Type.FullName").Output)}");
        Assert.Equal("pk1", product.Get<string>("ProductKey"));
        Assert.Equal("RELEASE_STATUS", product.Get<string>("ProductStatus"));
        Assert.Equal("secret", product.Get<string>("AuthType"));
        Assert.Equal("3", product.Get<string>("NetType"));
        Assert.Equal((0, 1), (product.Get<int>("NodeType"), product.Get<int>("DataFormat")));
        Assert.IsType<long>(product.Properties["DeviceCount"].Value);
        DateTime created = Assert.IsType<DateTime>(product.Properties["CreatedAt"].Value);
        Assert.Equal(DateTimeKind.Utc, created.Kind);
        Assert.InRange(created, before, DateTime.UtcNow);
    }

    [Theory]
    [InlineData("Get-IotProduct pk1, pk2, pk3")]
    [InlineData("'pk1', '', 'pk2', 'pk3' | Get-IotProduct")]
    [InlineData("[pscustomobject]@{ ProductKey = 'pk1', 'pk2' }, [pscustomobject]@{ ProductKey = 'pk3' } | Get-IotProduct")]
    public void Each_key_is_asked_for_in_its_turn(string script)
    {
        using TestGateway gateway = new(Describe);
        ShellResult result = Run(gateway, script);

        Assert.Empty(result.Errors);
        Assert.Equal(["pk1", "pk2", "pk3"], result.Output.Select(static product => product.Get<string>("ProductKey")));
        Assert.Equal(["Pumps of pk1", "Pumps of pk2", "Pumps of pk3"], result.Output.Select(static product => product.Get<string>("ProductName")));
        Assert.Equal(["pk1", "pk2", "pk3"], gateway.Requests.Select(static request => request["ProductKey"]).Order());
        Assert.All(gateway.Requests, static request => Assert.Equal("QueryProduct", request["Action"]));
    }

    [Fact]
    public void A_product_binds_to_the_command_for_its_devices()
    {
        using TestGateway gateway = new(static request => request["Action"] == "QueryProduct" ? Describe(request) : GatewayReply.Accepted);
        ShellResult result = Run(gateway, "Get-IotProduct pk2, pk3 | Invoke-IotThingsService Set -DeviceName d1");

        Assert.Empty(result.Errors);
        Assert.Equal(["pk2", "pk3"], result.Output.Select(static sent => sent.Get<string>("ProductKey")).Order());
    }

    [Fact]
    public void A_key_that_does_not_exist_is_an_error_of_that_key_and_the_others_follow()
    {
        using Shell shell = new();

        ShellResult result = shell.Run("""
            $sim = Start-IotSimulator -ProductKey pk1, pk3
            $sim | Set-IotCredential -RequestsPerSecond 0
            Get-IotProduct pk1, nosuch, pk3
            Stop-IotSimulator $sim
            """);

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("ProductNotFound", ErrorCategory.ObjectNotFound);
        Assert.Equal("nosuch", error.Target());
        Assert.Contains("iot.prod.NotExistedProduct", error.Exception.Message);
        Assert.Equal(["pk1", "pk3"], result.Output.Select(static product => product.Get<string>("ProductKey")));
    }

    [Theory]
    [InlineData("""{"RequestId":"A-1","Success":true}""")]
    [InlineData("""{"RequestId":"A-1","Success":true,"Data":null}""")]
    [InlineData("""{"RequestId":"A-1","Success":true,"Data":[]}""")]
    [InlineData("""{"RequestId":"A-1","Success":true,"Data":"none"}""")]
    public void A_reply_without_a_product_is_an_error_of_that_key_and_the_others_follow(string reply)
    {
        using TestGateway gateway = new(request => request.Number == 1 ? GatewayReply.Ok(reply) : Describe(request));
        ShellResult result = Run(gateway, "Get-IotProduct pk1, pk2");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("ReplyUnreadable", ErrorCategory.InvalidData);
        Assert.Equal("pk1", error.Target());
        Assert.Equal("pk2", Assert.Single(result.Output).Get<string>("ProductKey"));
        Assert.Equal(2, gateway.Requests.Count);
    }

    public static TheoryData<string> TransientFaults => ["503", "reset", "close", "cut", "429"];

    [Theory]
    [MemberData(nameof(TransientFaults))]
    public void A_query_is_sent_again_after_a_transient_fault(string fault)
    {
        Dictionary<string, GatewayReply> replies = new()
        {
            ["503"] = new GatewayReply(503, "<html><body>Sorry</body></html>", "Content-Type: text/html\r\n"),
            ["reset"] = GatewayReply.Reset,
            ["close"] = GatewayReply.Close,
            ["cut"] = GatewayReply.Ok("""{"RequestId":"A-1","Succ"""),
            ["429"] = GatewayReply.Refused("Throttling.User", status: 429),
        };
        using TestGateway gateway = new(request => request.Number == 1 ? replies[fault] : Describe(request));
        ShellResult result = Run(gateway, "Get-IotProduct pk1");

        Assert.Empty(result.Errors);
        Assert.Equal("pk1", Assert.Single(result.Output).Get<string>("ProductKey"));
        Assert.Equal(2, gateway.Requests.Count);
        Assert.Equal(2, gateway.Requests.Select(static request => request["SignatureNonce"]).Distinct().Count());
    }

    [Fact]
    public void Secrets_are_masked_in_Raw_and_are_nowhere_else()
    {
        using TestGateway gateway = new(Describe);
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("Get-IotProduct pk1 -Verbose -Debug; Get-IotProduct pk1 | Out-Default");

        JsonElement raw = JsonDocument.Parse(Assert.Single(result.Output).Get<string>("Raw")!).RootElement;
        Assert.Equal("Pumps of pk1", raw.GetProperty("Data").GetProperty("ProductName").GetString());
        Assert.Equal("********", raw.GetProperty("Data").GetProperty("ProductSecret").GetString());
        string everything = Everything.TextOf(shell, result);
        Assert.DoesNotContain(ProductSecret, everything);
        Assert.DoesNotContain(Shell.Secret, everything);
        Assert.Contains("Pumps of pk1", shell.UI.Screen);
    }

    [Theory]
    [InlineData("InvalidAccessKeyId.NotFound", "AccessKeyNotFound", ErrorCategory.AuthenticationError)]
    [InlineData("SignatureDoesNotMatch", "SignatureRefused", ErrorCategory.AuthenticationError)]
    [InlineData("iot.common.RamActionPermissionDeny", "AccountRefused", ErrorCategory.PermissionDenied)]
    public void What_every_other_key_would_meet_as_well_ends_the_command(string code, string errorId, ErrorCategory category)
    {
        using TestGateway gateway = new(_ => GatewayReply.Refused(code, status: 400));
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch("Get-IotProduct pk1, pk2").Is(errorId, category);

        Assert.Single(gateway.Requests);
    }

    [Fact]
    public void What_cannot_be_a_key_is_an_error_and_is_not_sent()
    {
        using TestGateway gateway = new(Describe);
        ShellResult result = Run(gateway, "Get-IotProduct \"pk`u{200B}1\", pk2");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("InvalidProductKey", ErrorCategory.InvalidArgument);
        Assert.Equal("pk\u200B1", error.Target());
        Assert.Equal(["pk2"], gateway.Requests.Select(static request => request["ProductKey"]));
    }

    [Fact]
    public void Without_any_key_all_products_are_listed_page_by_page()
    {
        using TestGateway gateway = new(static request => GatewayReply.Ok(
            $$"""
            {"RequestId":"A-1","Success":true,"Data":{"CurrentPage":{{request["CurrentPage"]}},"PageCount":2,"List":{"ProductInfo":[
            {"ProductKey":"pk{{request["CurrentPage"]}}a","ProductName":"Pumps","ProductSecret":"{{ProductSecret}}"},{"ProductKey":"pk{{request["CurrentPage"]}}b"}]} } }
            """));
        using Shell shell = new();
        UseWithoutProduct(shell, gateway);

        ShellResult result = shell.Run("Get-IotProduct");

        Assert.Empty(result.Errors);
        Assert.Equal(["pk1a", "pk1b", "pk2a", "pk2b"], result.Output.Select(static product => product.Get<string>("ProductKey")));
        Assert.All(gateway.Requests, static request => Assert.Equal("QueryProductList", request["Action"]));
        Assert.Equal(["1", "2"], gateway.Requests.Select(static request => request["CurrentPage"]));
        Assert.DoesNotContain(ProductSecret, Everything.TextOf(shell, result));
    }

    [Theory]
    [InlineData("InvalidAction.NotFound", 404)]
    [InlineData("iot.common.APINotSupportedInInstance", 200)]
    public void A_gateway_that_cannot_list_products_is_an_error_that_names_the_way_around(string code, int status)
    {
        using TestGateway gateway = new(_ => GatewayReply.Refused(code, status: status));
        using Shell shell = new();
        UseWithoutProduct(shell, gateway);

        ErrorRecord error = shell.Catch("Get-IotProduct");

        error.Is("ActionNotSupported", ErrorCategory.NotImplemented);
        Assert.Contains("QueryProductList", error.ErrorDetails.RecommendedAction);
        Assert.Contains("Give the keys", error.ErrorDetails.RecommendedAction);
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_while_the_gateway_is_silent()
    {
        TaskCompletionSource<GatewayReply> never = new();
        using TestGateway gateway = new(_ => never.Task);
        using Shell shell = new();
        shell.Use(gateway);

        using ShellRun run = shell.Start("Get-IotProduct pk1, pk2");
        await gateway.ArrivedAsync(1);
        await run.StopAsync();
        ShellResult result = await run.EndAsync();

        Assert.Equal(PSInvocationState.Stopped, run.State);
        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        Assert.Single(gateway.Requests);
    }

    private static void UseWithoutProduct(Shell shell, TestGateway gateway)
    {
        shell["Endpoint"] = gateway.Endpoint.AbsoluteUri;
        shell.Run($"Set-IotCredential {Shell.AccessKeyId} $Secret $Endpoint -RequestsPerSecond 0");
    }

    private static ShellResult Run(TestGateway gateway, string script)
    {
        using Shell shell = new();
        shell.Use(gateway);
        return shell.Run(script);
    }

    private static GatewayReply Describe(GatewayRequest request) => GatewayReply.Ok(
        $$"""
        {"RequestId":"A-1","Success":true,"Data":{"ProductKey":"{{request["ProductKey"]}}","ProductName":"Pumps of {{request["ProductKey"]}}",
        "ProductSecret":"{{ProductSecret}}","NodeType":"0","DeviceCount":7,"GmtCreate":1700000000000,"ProductStatus":"RELEASE_STATUS"} }
        """);
}
