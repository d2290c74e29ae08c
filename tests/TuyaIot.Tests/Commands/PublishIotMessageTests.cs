using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>Publish-IotMessage: a text, bytes or a file to the same topic of many devices, or to one topic.</summary>
public sealed class PublishIotMessageTests : IDisposable
{
    private const int MaxLength = 256 * 1_024;

    private readonly string _folder = Directory.CreateTempSubdirectory("tuyaiot").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("'d1', 'd2' | Publish-IotMessage get 'h\u00E9'", "TopicShortName=get")]
    [InlineData("Publish-IotMessage get -Bytes 104, 195, 169 -DeviceName d1, d2", "TopicShortName=get")]
    [InlineData("'d1', 'd2' | Publish-IotMessage -TopicTemplateName '/pk1/${deviceName}/user/get' -Path $file", "TopicTemplateName=/pk1/${deviceName}/user/get")]
    [InlineData("[pscustomobject]@{ DeviceName = 'd1', 'd2'; TopicShortName = 'get'; Message = 'h\u00E9' } | Publish-IotMessage", "TopicShortName=get")]
    [InlineData("'d1', 'd2' | Publish-IotMessage get 'h\u00E9' | Publish-IotMessage", "TopicShortName=get")]
    [InlineData("'d1', 'd2' | Publish-IotMessage get -Path $file | Publish-IotMessage", "TopicShortName=get")]
    public void Devices_share_a_request_and_its_message_is_Base64(string script, string topic)
    {
        string file = Path.Combine(_folder, "[a].bin");
        File.WriteAllBytes(file, Encoding.UTF8.GetBytes("h\u00E9"));
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        shell["file"] = file;
        ShellResult result = shell.Run(script);

        Assert.Empty(result.Errors);
        Assert.All(gateway.Requests, request =>
        {
            Assert.Equal(("BatchPub", "aMOp", null), (request["Action"], request["MessageContent"], request["Qos"]));
            Assert.Equal(["d1", "d2"], request.DeviceNames());
            Assert.Equal([topic], request.Parameters.Where(static one => one.Key.StartsWith("Topic", StringComparison.Ordinal)).Select(static one => $"{one.Key}={one.Value}"));
        });
        Assert.Equal("Accepted", result.Output[^1].Status());
        Assert.Equal(script.Contains("| Publish-IotMessage get", StringComparison.Ordinal) && script.EndsWith("| Publish-IotMessage", StringComparison.Ordinal) ? 2 : 1, gateway.Requests.Count);
    }

    [Fact]
    public void Rows_with_other_messages_are_other_requests_and_a_device_is_named_once()
    {
        using TestGateway gateway = new();
        ShellResult result = Run(gateway, """
            'd1', 'd2', 'd1' | ForEach-Object { [pscustomobject]@{ DeviceName = $_; Message = 'a'; Qos = '1' } }
            """ + " | Publish-IotMessage get -PerDevice; [pscustomobject]@{ DeviceName = 'd1'; Message = 'a' }, [pscustomobject]@{ DeviceName = 'd1'; Message = 'b' } | Publish-IotMessage get");

        Assert.Empty(result.Errors);
        Assert.Equal(3, gateway.Requests.Count);
        Assert.Equal(["d1", "d2"], gateway.Requests[0].DeviceNames());
        Assert.Equal("1", gateway.Requests[0]["Qos"]);
        Assert.Equal(["YQ==", "Yg=="], gateway.Requests.Skip(1).Select(static request => request["MessageContent"]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("-Topic /pk9/d1/user/get", "pk9")]
    [InlineData("-Topic /pk9/d1/user/get -ProductKey pk2", "pk2")]
    public void One_topic_has_a_message_id_and_says_its_product(string arguments, string productKey)
    {
        using TestGateway gateway = new(GatewayReply.Ok("""{"RequestId":"R-1","Success":true,"messageId":17}"""));
        PSObject result = Assert.Single(Run(gateway, $"Publish-IotMessage {arguments} -Message hi -Qos 0").Output);

        GatewayRequest request = Assert.Single(gateway.Requests);
        Assert.Equal(("Pub", productKey, "/pk9/d1/user/get", "aGk=", "0"), (request["Action"], request["ProductKey"], request["TopicFullName"], request["MessageContent"], request["Qos"]));
        Assert.Equal(("17", "R-1", "Accepted"), (result.Get<string>("MessageId"), result.Get<string>("RequestId"), result.Status()));
    }

    [Fact]
    public void A_lost_reply_for_one_topic_is_unknown_and_not_sent_again()
    {
        using TestGateway gateway = new(GatewayReply.Reset, GatewayReply.Accepted);
        ShellResult result = Run(gateway, "Publish-IotMessage -Topic /pk1/d1/user/get -Message hi");

        ErrorRecord error = Assert.Single(result.Errors);
        error.Is("OutcomeUnknown", ErrorCategory.ConnectionError);
        Assert.Equal("Unknown", Assert.Single(result.Output).Status());
        Assert.Same(result.Output[0].BaseObject, error.Target());
        Assert.Single(gateway.Requests);
    }

    [Theory]
    [InlineData("-Message ('x' * $max)", null)]
    [InlineData("-Bytes ([byte[]]::new($max))", null)]
    [InlineData("-Message ('x' * ($max + 1))", "MessageTooLarge")]
    [InlineData("-Message ([string][char]0xE9 * ($max / 2 + 1))", "MessageTooLarge")]
    [InlineData("-Bytes ([byte[]]::new($max + 1))", "MessageTooLarge")]
    [InlineData("-Path $file", "MessageTooLarge")]
    [InlineData("-Path \"$folder/nosuch\"", "PathNotFound")]
    [InlineData("-Path Env:PATH", "PathNotOnFileSystem")]
    [InlineData("-Message ''", "NoMessage")]
    [InlineData("-Bytes @()", "NoMessage")]
    [InlineData("-Message a -Bytes 1", "InvalidMessage")]
    public void A_message_is_checked_before_it_is_sent(string message, string? error)
    {
        string file = Path.Combine(_folder, "large.bin");
        File.WriteAllBytes(file, new byte[MaxLength + 1]);
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway, "-Method Post");
        shell["max"] = MaxLength;
        shell["file"] = file;
        shell["folder"] = _folder;

        foreach (string script in new[] { $"'d1' | Publish-IotMessage get {message}", $"Publish-IotMessage -Topic /pk1/d1/user/get {message}" })
        {
            if (error is null)
            {
                Assert.Empty(shell.Run(script).Errors);
            }
            else
            {
                Assert.StartsWith($"{error},", shell.Catch(script).FullyQualifiedErrorId, StringComparison.Ordinal);
            }
        }

        Assert.Equal(error is null ? 2 : 0, gateway.Requests.Count);
    }

    [Theory]
    [InlineData("'d1' | Publish-IotMessage get -Bytes ([byte[]]::new(6000))")]
    [InlineData("Publish-IotMessage -Topic /pk1/d1/user/get -Bytes ([byte[]]::new(6000))")]
    public void What_is_too_long_for_a_URL_names_the_way_out(string script)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        ErrorRecord error = Assert.IsType<ErrorRecord>(shell.Run($"try {{ $null = {script} -ErrorAction Stop }} catch {{ $_ }}").Output.Single().BaseObject);

        error.Is("RequestTooLong", ErrorCategory.InvalidArgument);
        Assert.Contains("-Method Post", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("'d1' | Publish-IotMessage -Message a", "NoTopicShortName")]
    [InlineData("Publish-IotMessage -Message a -DeviceName d1", "NoTopicShortName")]
    [InlineData("'d1' | Publish-IotMessage 'a/+' a", "InvalidTopic")]
    [InlineData("'d1' | Publish-IotMessage a a -TopicTemplateName '/pk1/${deviceName}/user/a'", "InvalidTopic")]
    [InlineData("Publish-IotMessage -Topic get -Message a", "InvalidTopic")]
    [InlineData("Publish-IotMessage -Topic ' ' -Message a", "InvalidTopic")]
    [InlineData("'d1' | Publish-IotMessage get", "NoMessage")]
    [InlineData("'d1' | Publish-IotMessage get a -Qos 2", "InvalidQos")]
    public void A_mistake_on_the_command_line_is_one_error_and_nothing_is_sent(string script, string error)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch(script).Is(error, ErrorCategory.InvalidArgument);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public void A_row_without_a_message_is_an_error_of_its_own_and_one_that_contradicts_is_not_sent()
    {
        using TestGateway gateway = new();
        ShellResult result = Run(gateway, """
            [pscustomobject]@{ DeviceName = 'd1'; Message = 'a' }, [pscustomobject]@{ DeviceName = 'd2'; Message = ' '.Trim() } | Publish-IotMessage get
            [pscustomobject]@{ DeviceName = 'd3'; Message = 'a' } | Publish-IotMessage get -Bytes 1
            """);

        Assert.Equal(["NoMessage", "InvalidMessage"], result.Errors.Select(static error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(["d1"], gateway.DeviceNames);
    }

    private static ShellResult Run(TestGateway gateway, string script)
    {
        using Shell shell = new();
        shell.Use(gateway);
        return shell.Run(script);
    }
}
