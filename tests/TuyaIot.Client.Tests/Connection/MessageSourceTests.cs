using System.Net;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Connection;
using TuyaIot.Errors;
using Xunit;

namespace TuyaIot.Client.Tests.Connection;

/// <summary>Which messages are read: those of the credential, unless a command names others.</summary>
public sealed class MessageSourceTests
{
    [Theory]
    [InlineData("amqps://one", "g1", null, null, "amqps://one:5671/", "g1")]
    [InlineData("amqps://one", "g1", " ", "", "amqps://one:5671/", "g1")]
    [InlineData("amqps://one", "g1", "amqps://two:5672", " g2 ", "amqps://two:5672/", "g2")]
    [InlineData("amqps://one", null, null, "g2", "amqps://one:5671/", "g2")]
    [InlineData(null, "g1", "two", null, "amqps://two:5671/", "g1")]
    [InlineData(" ", "", "amqp://localhost", "g2", "amqp://localhost:5671/", "g2")]
    public void A_command_may_name_others_than_the_credential(
        string? endpoint, string? group, string? otherEndpoint, string? otherGroup, string readEndpoint, string readGroup)
    {
        MessageSource source = MessageSource.From(CreateProfile(endpoint, group), otherEndpoint, otherGroup);

        Assert.Equal((readEndpoint, readGroup), (source.Endpoint.AbsoluteUri, source.GroupId));
    }

    [Theory]
    [InlineData(null, "g1", null, null, "NoMessageEndpoint", null)]
    [InlineData("amqps://one", null, null, " ", "NoConsumerGroup", null)]
    [InlineData(null, null, null, null, "NoMessageEndpoint", null)]
    [InlineData("amqps://one", "g1", null, "g|2", "InvalidConsumerGroupId", "g|2")]
    public void Without_an_endpoint_or_a_group_there_is_nothing_to_read(
        string? endpoint, string? group, string? otherEndpoint, string? otherGroup, string errorId, string? value)
    {
        ConnectionProfile profile = CreateProfile(endpoint, group);

        IotArgumentException exception = Assert.Throws<IotArgumentException>(() => MessageSource.From(profile, otherEndpoint, otherGroup));

        Assert.Equal((errorId, value), (exception.ErrorId, exception.Value));
    }

    /// <summary>The permission is the credential's, for all that a command names.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_endpoint_without_TLS_needs_permission(bool allowUnencrypted)
    {
        ConnectionProfile profile = CreateProfile("amqps://one", "g1", allowUnencrypted);

        if (allowUnencrypted)
        {
            Assert.Equal("amqp", MessageSource.From(profile, "amqp://far.example", null).Endpoint.Scheme);
        }
        else
        {
            Assert.Throws<IotArgumentException>(() => MessageSource.From(profile, "amqp://far.example", null));
        }
    }

    private static ConnectionProfile CreateProfile(string? endpoint, string? group, bool allowUnencrypted = false) => new(new IotCredentialSettings
    {
        AccessKeyId = "testid",
        AccessKeySecret = new NetworkCredential(string.Empty, Sample.Secret).SecurePassword,
        Endpoint = "host",
        MessageEndpoint = endpoint,
        ConsumerGroupId = group,
        AllowUnencrypted = allowUnencrypted,
    });
}
