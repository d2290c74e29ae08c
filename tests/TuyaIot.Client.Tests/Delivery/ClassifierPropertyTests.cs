using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Replies;
using TuyaIot.Tests.Servers;
using Xunit;
using Outcome = TuyaIot.Delivery.Outcome;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>Whatever a reply says, there is one verdict, and a command whose reply leaves a doubt is not sent again.</summary>
public sealed class ClassifierPropertyTests
{
    private static readonly Gen<string?> Code = Gen.OneOf(
        Gen.Constant<string?>(null),
        Gen.Elements(Classifier.Codes.Select(static row => row.Beginning).ToArray()).Zip(Gen.Elements("", ".User", "X"), static (code, end) => (string?)(code + end)),
        Texts.Any.Generator.Select(static text => (string?)text));

    private static readonly Gen<int> Status = Gen.OneOf(Gen.Elements(200, 204, 301, 400, 403, 408, 429, 500, 502, 503, 504), Gen.Choose(100, 999));

    private static readonly Gen<TransportFailure?> Failure = Gen.Frequency(
        (3, Gen.Constant<TransportFailure?>(null)),
        (1, Gen.Elements(Enum.GetValues<TransportFailureKind>()).Zip(Gen.Elements(true, false), static (kind, sent) => (TransportFailure?)new TransportFailure(kind, sent, "No reply."))));

    private static readonly Arbitrary<RpcReply> Replies =
        (from failure in Failure
         from status in Gen.OneOf(Gen.Constant<int?>(null), Status.Select(static status => (int?)status))
         from success in Gen.Elements<bool?>(null, true, false)
         from contradictory in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
         from code in Code
         select new RpcReply { Failure = failure, HttpStatus = status, Success = success, IsContradictory = contradictory, Code = code }).ToArbitrary();

    /// <summary>What a gateway sends: any status with fields of any value, or no JSON at all.</summary>
    private static readonly Arbitrary<GatewayReply> Sent =
        (from status in Status.Where(static status => status is >= 200 and not (204 or 304))
         from success in Gen.Elements("", "\"Success\":true", "\"Success\":false", "\"success\":\"false\"", "\"Success\":7")
         from code in Code
         from whole in Gen.Frequency((6, Gen.Constant(true)), (1, Gen.Constant(false)))
         select new GatewayReply(status, whole ? Body(success, code) : success)).ToArbitrary();

    [Fact]
    public void Any_reply_has_one_verdict() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(20_000),
        Prop.ForAll(Replies, static reply =>
        {
            Verdict verdict = Classifier.Classify(reply);
            return Enum.IsDefined(verdict.Status)
                && (verdict.Status is DeliveryStatus.Accepted) == (verdict.Reason is RejectionReason.None)
                && (verdict.Status is DeliveryStatus.Unknown) == (verdict.Reason is RejectionReason.Ambiguous);
        }));

    [Fact]
    public void What_is_accepted_says_so_in_every_field() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(20_000),
        Prop.ForAll(Replies, static reply =>
            (Classifier.Classify(reply).Status is DeliveryStatus.Accepted)
            == reply is { Failure: null, Success: true, IsContradictory: false, HttpStatus: >= 200 and < 300 }));

    /// <summary>A refusal is believed only where nothing else in the reply speaks against it.</summary>
    [Fact]
    public void What_may_have_been_carried_out_is_never_refused() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(20_000),
        Prop.ForAll(Replies, static reply => Classifier.Classify(reply) switch
        {
            { Status: not DeliveryStatus.Rejected } => true,
            { Reason: RejectionReason.Throttled } => reply is { Failure: null, IsContradictory: false, Success: not true, HttpStatus: null or < 500 or 503 },
            _ => reply is { Failure.Sent: false } or { Failure: null, IsContradictory: false, Success: not true, HttpStatus: null or < 500 },
        }));

    /// <summary>The gateway answers the first request with anything, and would accept every further one.</summary>
    [Fact]
    public async Task A_command_is_sent_again_only_after_a_reply_that_refuses_it_for_now()
    {
        GatewayReply[] replies = Gen.Sample(Sent.Generator, 40);
        Assert.Contains(replies, static reply => reply.Body.Contains("Success\":true", StringComparison.Ordinal));

        foreach (GatewayReply reply in replies)
        {
            using TestGateway gateway = new(reply, GatewayReply.Accepted);

            Outcome outcome = await gateway.DeliverAsync(new TestTime());

            Verdict first = Classifier.Classify(Replied.With(reply.Status, "application/json", System.Text.Encoding.UTF8.GetBytes(reply.Body)));
            bool isForNow = first.Reason is RejectionReason.Throttled;
            Assert.Equal((isForNow ? 2 : 1, isForNow ? Verdict.Accepted : first), (gateway.Requests.Count, outcome.Verdict));
        }
    }

    private static string Body(string success, string? code) =>
        $"{{{string.Join(',', new[] { success, code is null ? "" : $"\"Code\":{JsonSerializer.Serialize(code)}" }.Where(static field => field.Length > 0))}}}";
}
