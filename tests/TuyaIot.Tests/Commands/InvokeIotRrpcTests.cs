using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>Invoke-IotRrpc: the code of the reply decides, and journal, summary, error and result say the same.</summary>
public sealed class InvokeIotRrpcTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tuyaiot").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("SUCCESS", "Accepted", null)]
    [InlineData("OFFLINE", "Rejected", "DeviceOffline")]
    [InlineData("TIMEOUT", "Unknown", "OutcomeUnknown")]
    [InlineData("HALFCONN", "Unknown", "OutcomeUnknown")]
    [InlineData("UNKNOWN", "Unknown", "OutcomeUnknown")]
    public void Result_error_summary_and_journal_agree(string code, string status, string? error)
    {
        using TestGateway gateway = new(Reply(code));
        using Shell shell = new();
        shell.Use(gateway);
        string path = Path.Combine(_folder, "run.jsonl");
        shell["path"] = path;
        ShellResult result = shell.Run("$result = 'd1' | Invoke-IotRrpc ping -JournalPath $path -InformationVariable said; $result; $said.MessageData");

        PSObject device = result.Output[0];
        Assert.Equal((status, code, "17"), (device.Status(), device.Get<string>("RrpcCode"), device.Get<string>("MessageId")));
        Assert.Equal(error is null ? [] : new[] { error }, result.Errors.Select(static one => one.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(1, Convert.ToInt32(result.Output[1].Properties[status].Value, null));
        Assert.Equal(1, Convert.ToInt32(shell.Run("Get-IotJournal $path").Output.Single().Properties[status].Value, null));
        Assert.Equal(code == "SUCCESS" ? "pong" : null, device.Properties["Reply"].Value);

        // A second run of the journal sends only what is known not to have arrived.
        shell.Run("'d1' | Invoke-IotRrpc ping -JournalPath $path");
        Assert.Equal(code == "OFFLINE" ? 2 : 1, gateway.Requests.Count);
    }

    [Theory]
    [InlineData("'d1' | Invoke-IotRrpc ping -TimeoutSec 2.5 -Topic /a")]
    [InlineData("[pscustomobject]@{ DeviceName = 'd1'; Message = 'ping'; TimeoutSec = '2.5'; Topic = '/a' } | Invoke-IotRrpc")]
    [InlineData("'d1' | Invoke-IotRrpc ping -TimeoutSec 2.5 -Topic /a | Invoke-IotRrpc")]
    public void Names_rows_and_results_are_taken(string script)
    {
        using TestGateway gateway = new(Reply("SUCCESS"));
        Assert.Empty(Run(gateway, script).Errors);

        Assert.All(gateway.Requests, static request => Assert.Equal(
            ("RRpc", "d1", "cGluZw==", "2500", "/a"), (request["Action"], request["DeviceName"], request["RequestBase64Byte"], request["Timeout"], request["Topic"])));
        Assert.Equal(script.EndsWith("/a | Invoke-IotRrpc", StringComparison.Ordinal) ? 2 : 1, gateway.Requests.Count);
    }

    [Theory]
    [InlineData("gP8=", null, 2)]
    [InlineData("", "", 0)]
    [InlineData("4oCL", "\\u200B", 3)]
    [InlineData("no Base64!", null, -1)]
    public void A_reply_that_is_no_text_is_bytes(string payload, string? text, int length)
    {
        using TestGateway gateway = new(GatewayReply.Ok($$"""{"Success":true,"RrpcCode":"SUCCESS","PayloadBase64Byte":"{{payload}}"}"""));
        PSObject result = Assert.Single(Run(gateway, "'d1' | Invoke-IotRrpc -Bytes 1").Output);

        Assert.Equal(text, result.Properties["Reply"].Value);
        Assert.Equal(length, (result.Properties["ReplyBytes"].Value as byte[])?.Length ?? -1);
    }

    [Theory]
    [InlineData("0.9")]
    [InlineData("8.1")]
    [InlineData("2,5")]
    public void A_timeout_that_the_gateway_does_not_have_is_refused(string seconds)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        Assert.Contains("TimeoutSec", shell.Catch($"'d1' | Invoke-IotRrpc ping -TimeoutSec '{seconds}'").Exception.Message, StringComparison.Ordinal);
        Assert.Empty(gateway.Requests);
    }

    private static GatewayReply Reply(string code) => GatewayReply.Ok(
        $$"""{"RequestId":"R-1","Success":true,"MessageId":17,"RrpcCode":"{{code}}"{{(code == "SUCCESS" ? ",\"PayloadBase64Byte\":\"cG9uZw==\"" : "")}}}""");

    private static ShellResult Run(TestGateway gateway, string script)
    {
        using Shell shell = new();
        shell.Use(gateway);
        return shell.Run(script);
    }
}
