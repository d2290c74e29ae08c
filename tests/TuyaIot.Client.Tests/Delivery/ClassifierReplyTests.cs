using System.Linq;
using TuyaIot.Delivery;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>What a reply without a code, or no reply at all, means for a command that must not run twice.</summary>
public sealed class ClassifierReplyTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    public void Success_is_accepted(int status)
    {
        Assert.Equal(("Accepted", "None"), Classify(new RpcReply { HttpStatus = status, Success = true }));
        Assert.Equal(("Accepted", "None"), Classify(new RpcReply { HttpStatus = status, Success = true, Code = "200" }));
    }

    /// <summary>A reply that contradicts itself is nothing to rely upon, in either direction.</summary>
    [Theory]
    [InlineData(301)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public void Success_with_a_status_of_failure_is_unknown(int status)
    {
        Assert.Equal(("Unknown", "Ambiguous"), Classify(new RpcReply { HttpStatus = status, Success = true }));
        Assert.Equal(("Unknown", "Ambiguous"), Classify(new RpcReply { HttpStatus = status, Success = true, Code = "Throttling" }));
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(400, "InvalidParameter")]
    [InlineData(429, "Throttling.User")]
    public void A_reply_that_says_two_things_at_once_is_unknown(int status, string? code) => Assert.Equal(
        ("Unknown", "Ambiguous"),
        Classify(new RpcReply { HttpStatus = status, Code = code, IsContradictory = true }));

    [Theory]
    [InlineData(200, "Unknown", "Ambiguous")]
    [InlineData(204, "Unknown", "Ambiguous")]
    [InlineData(301, "Unknown", "Ambiguous")]
    [InlineData(400, "Rejected", "Request")]
    [InlineData(401, "Rejected", "Request")]
    [InlineData(403, "Rejected", "Request")]
    [InlineData(404, "Rejected", "Request")]
    [InlineData(405, "Rejected", "Request")]
    [InlineData(407, "Rejected", "Request")]
    [InlineData(408, "Unknown", "Ambiguous")]
    [InlineData(409, "Unknown", "Ambiguous")]
    [InlineData(413, "Rejected", "Request")]
    [InlineData(414, "Rejected", "Request")]
    [InlineData(429, "Rejected", "Throttled")]
    [InlineData(431, "Rejected", "Request")]
    [InlineData(499, "Unknown", "Ambiguous")]
    [InlineData(500, "Unknown", "Ambiguous")]
    [InlineData(502, "Unknown", "Ambiguous")]
    [InlineData(503, "Unknown", "Ambiguous")]
    [InlineData(504, "Unknown", "Ambiguous")]
    public void A_status_alone_refuses_only_where_the_command_was_not_looked_at(int status, string expected, string cause)
    {
        Assert.Equal((expected, cause), Classify(new RpcReply { HttpStatus = status }));
        Assert.Equal((expected, cause), Classify(new RpcReply { HttpStatus = status, Success = false }));
    }

    [Theory]
    [InlineData("ConnectionFailed", "Unreachable")]
    [InlineData("TimedOut", "Unreachable")]
    [InlineData("SecureConnectionFailed", "TlsFailed")]
    [InlineData("Stopped", "Stopped")]
    public void What_was_never_sent_is_refused(string kind, string cause) =>
        Assert.Equal(("Rejected", cause), Classify(Failed(System.Enum.Parse<TransportFailureKind>(kind), sent: false)));

    [Fact]
    public void What_was_sent_and_not_answered_is_unknown() => Assert.All(
        System.Enum.GetValues<TransportFailureKind>().Select(static kind => Failed(kind, sent: true)),
        static reply => Assert.Equal(("Unknown", "Ambiguous"), Classify(reply)));

    [Fact]
    public void A_reply_too_large_is_unknown_whatever_its_status() => Assert.Equal(
        ("Unknown", "Ambiguous"),
        Classify(Failed(TransportFailureKind.ReplyTooLarge, sent: true) with { HttpStatus = 400 }));

    [Theory]
    [InlineData("TlsFailed", true)]
    [InlineData("UnknownKey", true)]
    [InlineData("WrongSecret", true)]
    [InlineData("AccessDenied", true)]
    [InlineData("None", false)]
    [InlineData("Ambiguous", false)]
    [InlineData("Unreachable", false)]
    [InlineData("Stopped", false)]
    [InlineData("Throttled", false)]
    [InlineData("WrongClock", false)]
    [InlineData("Device", false)]
    [InlineData("Request", false)]
    public void Only_what_every_request_would_meet_ends_a_run(string reason, bool ends) =>
        Assert.Equal(ends, Verdict.Refused(System.Enum.Parse<RejectionReason>(reason)).EndsRun);

    private static RpcReply Failed(TransportFailureKind kind, bool sent) => new() { Failure = new TransportFailure(kind, sent, "No reply.") };

    private static (string Status, string Reason) Classify(RpcReply reply)
    {
        Verdict verdict = Classifier.Classify(reply);
        return (verdict.Status.ToString(), verdict.Reason.ToString());
    }
}
