using System;
using System.IO;
using System.Net.Sockets;
using System.Security.Authentication;
using Amqp;
using Amqp.Framing;
using Amqp.Types;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Messages;
using TuyaIot.Messages.Subscription;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Messages.Subscription;

/// <summary>Which errors end the reading, and what is said of those after which another attempt may help.</summary>
public sealed class LinkFailureTests
{
    private readonly LinkFailure _failure = new(new SubscriptionOptions
    {
        Endpoint = new Uri("amqps://gateway:5671"),
        AccessKey = Sample.Key,
        GroupId = "g1",
        ClientId = "c1",
        Security = new RpcOptions { Endpoint = new Uri("https://unused") },
    });

    [Theory]
    [InlineData("amqp:unauthorized-access", "Auth", "MessageAccessRefused", "read the consumer group 'g1': Auth.")]
    [InlineData("amqp:unauthorized-access", null, "MessageAccessRefused", "read the consumer group 'g1'.")]
    [InlineData("amqp:unauthorized-access", "SysTemp", null, null)]
    [InlineData("amqp:not-found", "It is gone.", "ConsumerGroupNotFound", "no consumer group 'g1': It is gone.")]
    [InlineData("amqp:not-found", "  ", "ConsumerGroupNotFound", "no consumer group 'g1'.")]
    [InlineData("amqp:resource-limit-exceeded", "64", "ConsumerGroupFull", "as the gateway allows: 64.")]
    [InlineData("amqp:internal-error", "Auth", null, null)]
    [InlineData(null, "Auth", null, null)]
    public void An_error_ends_the_reading_where_no_attempt_would_help(string? condition, string? description, string? errorId, string? says)
    {
        MessageStreamException? end = _failure.FindEnd(new AmqpException(CreateError(condition, description)));

        Assert.Equal(errorId, end?.ErrorId);
        Assert.True(says is null || end!.Message.EndsWith(says, StringComparison.Ordinal), end?.Message);
    }

    [Fact]
    public void A_link_that_ended_without_an_error_is_made_again()
    {
        Assert.Null(_failure.FindEnd((Error?)null));
        Assert.Equal("the gateway ended the link without a reason", _failure.Describe((Error?)null));
    }

    [Theory]
    [InlineData("amqp:internal-error", "Try\r\nlater.", "amqp:internal-error: Try  later")]
    [InlineData("amqp:internal-error", null, "amqp:internal-error")]
    [InlineData(null, "Later", ": Later")]
    [InlineData(null, null, "no reason")]
    [InlineData("x", "the key is testsecret", "x: the key is ********")]
    public void An_error_is_said_in_the_gateways_words_without_what_must_not_be_shown(string? condition, string? description, string says) =>
        Assert.Equal(says, _failure.Describe(new AmqpException(CreateError(condition, description))));

    [Fact]
    public void A_certificate_that_is_not_trusted_ends_the_reading_however_deep_its_exception_is()
    {
        IOException exception = new("broken", new AuthenticationException("The certificate is not trusted."));

        Assert.Equal("No secure connection to gateway:5671: The certificate is not trusted.", _failure.FindEnd(exception)?.Message);
    }

    [Fact]
    public void The_exception_that_says_most_is_named()
    {
        Assert.Equal("no reply within 15 s", _failure.Describe(new TimeoutException()));
        Assert.Equal("Broken pipe", _failure.Describe(new InvalidOperationException("outer", new IOException("Broken pipe.", new SocketException()))));
        Assert.Equal(new SocketException(111).Message, _failure.Describe(new InvalidOperationException("outer", new SocketException(111))));
        Assert.Equal("outer", _failure.Describe(new InvalidOperationException("outer", new FormatException("inner"))));
        Assert.Null(_failure.FindEnd(new IOException("Broken pipe.")));
    }

    private static Error CreateError(string? condition, string? description)
    {
        Symbol? symbol = condition;
        return new Error(symbol) { Description = description };
    }
}
