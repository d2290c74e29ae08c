using System;
using System.Text;
using Amqp;
using Amqp.Framing;
using Amqp.Types;
using TuyaIot.Messages;
using TuyaIot.Messages.Subscription;
using Xunit;

namespace TuyaIot.Client.Tests.Messages.Subscription;

/// <summary>A message is read from its bytes, whatever parts its sender left out or wrote in another form.</summary>
public sealed class MessageDecoderTests
{
    private static readonly DateTime Moment = new(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc);

    public static TheoryData<string, RestrictedDescribed?, string> Bodies => new()
    {
        { "bytes", new Data { Binary = "{\"a\":1}"u8.ToArray() }, "{\"a\":1}" },
        { "bytes in two parts", Parts("{\"a\"", ":1}"), "{\"a\":1}" },
        { "bytes as a value", new AmqpValue { Value = "{}"u8.ToArray() }, "{}" },
        { "a text", new AmqpValue { Value = "{\"ä\":1}" }, "{\"ä\":1}" },
        { "a number", new AmqpValue { Value = 7 }, "" },
        { "a list", new AmqpSequence { List = new object[] { 1, 2 } }, "" },
        { "nothing", null, "" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_body_is_bytes_or_a_text(string form, RestrictedDescribed? body, string content)
    {
        DeviceMessage message = Decode(new Message { BodySection = body, ApplicationProperties = new ApplicationProperties { ["topic"] = form } });

        Assert.Equal((form, content), (message.Topic, Encoding.UTF8.GetString(message.Content.Span)));
    }

    /// <summary>A section of data must not be null, and the library reads it so.</summary>
    [Theory]
    [InlineData("00 53 75 40", "")]
    [InlineData("00 53 75 40 00 53 75 A0 01 41", "A")]
    public void A_section_that_is_null_is_empty(string bytes, string content)
    {
        byte[] message = Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal));

        DeviceMessage decoded = MessageDecoder.Decode(Message.Decode(new ByteBuffer(message, 0, message.Length, message.Length)));

        Assert.Equal(content, Encoding.UTF8.GetString(decoded.Content.Span));
    }

    [Fact]
    public void What_stands_beside_the_body_has_a_name_in_any_case()
    {
        ApplicationProperties properties = new();
        properties.Map[7] = "no name";
        properties["TOPIC"] = "/k1/d1/user/x";
        properties["MessageID"] = "m1";
        properties["generatetime"] = "1700000000000";

        DeviceMessage message = Decode(new Message { ApplicationProperties = properties });

        Assert.Equal(("/k1/d1/user/x", "m1", Moment), (message.Topic, message.MessageId, message.GeneratedAt?.UtcDateTime));
    }

    [Fact]
    public void Without_application_properties_the_standard_ones_have_the_id_and_the_time()
    {
        DeviceMessage message = Decode(new Message { Properties = new Properties { MessageId = "m1", CreationTime = Moment } });

        Assert.Equal((string.Empty, "m1", Moment), (message.Topic, message.MessageId, message.GeneratedAt?.UtcDateTime));
    }

    [Fact]
    public void The_application_properties_are_those_that_count()
    {
        DeviceMessage message = Decode(new Message
        {
            Properties = new Properties { MessageId = "other", CreationTime = DateTime.UnixEpoch },
            ApplicationProperties = new ApplicationProperties { ["topic"] = "t", ["messageId"] = "m1", ["generateTime"] = 1_700_000_000_000 },
        });

        Assert.Equal(("m1", Moment), (message.MessageId, message.GeneratedAt?.UtcDateTime));
    }

    [Fact]
    public void Without_any_properties_there_is_a_body()
    {
        DeviceMessage message = Decode(new Message { BodySection = new Data { Binary = "x"u8.ToArray() } });

        Assert.Equal((MessageKind.Custom, string.Empty, null, null), (message.Kind, message.Topic, message.MessageId, message.GeneratedAt));
        Assert.Equal("x"u8.ToArray(), message.Content.ToArray());
    }

    [Fact]
    public void Standard_properties_without_a_time_give_none() =>
        Assert.Null(Decode(new Message { Properties = new Properties { MessageId = "m1" } }).GeneratedAt);

    private static DataList Parts(params string[] texts)
    {
        DataList list = new();
        foreach (string text in texts)
        {
            list.Add(new Data { Binary = Encoding.UTF8.GetBytes(text) });
        }

        return list;
    }

    private static DeviceMessage Decode(Message message) => MessageDecoder.Decode(Message.Decode(message.Encode()));
}
