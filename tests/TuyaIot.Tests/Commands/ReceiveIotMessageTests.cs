using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Text;
using System.Threading;
using TuyaIot.Simulator.Amqp;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>Receive-IotMessage: what is in a message that is not as documented, and what becomes of it.</summary>
public sealed class ReceiveIotMessageTests : IDisposable
{
    private const string Property = "/pk1/d1/thing/event/property/post";

    private readonly PushServer _server;
    private TimeSpan _loginTime;
    private int _count;

    public ReceiveIotMessageTests() => _server = new PushServer(new PushOptions
    {
        EndPoint = new IPEndPoint(IPAddress.Loopback, 0),
        Groups = ["g1"],
        Authenticate = (_, _) =>
        {
            Thread.Sleep(_loginTime);
            return "g1";
        },
        CreateFaults = null,
    });

    public void Dispose() => _server.Dispose();

    [Fact]
    public void A_body_that_cannot_be_read_is_an_error_and_the_next_one_comes()
    {
        Publish(Property, "{\"items\":\u202E");
        Publish(Property, new string('x', 1_000));
        Publish(Property, "{\"items\":{\"level\":{\"value\":7}}}");

        ShellResult result = Receive();

        Assert.Equal("level = 7", $"{Assert.Single(result.Output)}");
        Assert.Equal(["MessageUnreadable", "MessageUnreadable"], result.Errors.Select(static error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal("m1", result.Errors[0].TargetObject);
        Assert.Contains(@"it is not JSON. Its 12 bytes: {""items"":\u202E", $"{result.Errors[0]}", StringComparison.Ordinal);
        Assert.Contains($"Its 1,000 bytes begin: {new string('x', 200)}", $"{result.Errors[1]}", StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 201), $"{result.Errors[1]}", StringComparison.Ordinal);
        Assert.Equal(3, _server.GetCounts().Settled);
    }

    [Fact]
    public void The_time_of_a_silence_begins_when_the_connection_is_up()
    {
        _loginTime = TimeSpan.FromSeconds(2);
        Publish(Property, "{\"items\":{\"level\":{\"value\":7}}}");

        Assert.Equal("level = 7", $"{Assert.Single(Receive().Output)}");
    }

    /// <summary>It would come again and again.</summary>
    [Fact]
    public void An_unreadable_body_that_ends_the_pipeline_is_settled()
    {
        Publish(Property, "x");
        Assert.Throws<ActionPreferenceStopException>(() => Receive("-ErrorAction Stop"));

        Assert.Equal(1, _server.GetCounts().Settled);
    }

    [Theory]
    [InlineData("{\"a\":[1,{\"b\":true}]}", "@{a=System.Object[]}", "{\"a\":[1,{\"b\":true}]}")]
    [InlineData("hello", "hello", "hello")]
    [InlineData("", "", "")]
    [InlineData("{\"deviceSecret\":\"abcdef\"}", "@{deviceSecret=********}", "{\"deviceSecret\":\"********\"}")]
    public void A_custom_body_is_what_it_is(string body, string data, string raw)
    {
        Publish("/pk1/d1/user/update", body);

        PSObject message = Assert.Single(Receive().Output);

        Assert.Equal(("Custom", "d1", data, raw), (message.Get<string>("Kind"), message.Get<string>("DeviceName"), $"{message.Properties["Data"].Value}", message.Get<string>("Raw")));
    }

    [Fact]
    public void A_custom_body_that_is_no_text_is_bytes()
    {
        Publish("/pk1/d1/user/update", [0xFF, 0x00]);

        PSObject message = Assert.Single(Receive().Output);

        Assert.Equal([0xFF, 0x00], Assert.IsType<byte[]>(message.Properties["Data"].Value));
        Assert.Equal("/wA=", message.Get<string>("Raw"));
    }

    private void Publish(string topic, string body) => Publish(topic, Encoding.UTF8.GetBytes(body));

    private void Publish(string topic, byte[] body) =>
        _server.Publish([new PushedMessage(string.Create(CultureInfo.InvariantCulture, $"m{++_count}"), topic, DateTimeOffset.UtcNow, body, "d1")]);

    private ShellResult Receive(string arguments = "")
    {
        using Shell shell = new();
        return shell.Run(
            "$credential = @{ AccessKeyId = 'testid'; AccessKeySecret = 'testsecret'; Endpoint = 'host'; ConsumerGroupId = 'g1'; MessageEndpoint = '"
            + string.Create(CultureInfo.InvariantCulture, $"amqp://127.0.0.1:{_server.EndPoint.Port}")
            + $"' }}; Receive-IotMessage -TimeoutSec 1 -Credential $credential {arguments}");
    }
}
