using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using TuyaIot.Client.Tests.Journals;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Execution;
using TuyaIot.Journals;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Execution;

/// <summary>What a wait reads back from the journal of a run: what was sent, to whom, and of whom it is not known what they did.</summary>
public sealed class JournaledCommandTests : IDisposable
{
    private static readonly DateTimeOffset GatewayAt = DateTimeOffset.UnixEpoch.AddSeconds(9);

    private static readonly IReadOnlyList<RpcParameter> Reset =
        [new("Args", """{"mode":2}"""), new("Identifier", "Reset"), new("ProductKey", "pk1"), new("Qos", "1")];

    private static readonly Outcome Accepted = JournalSample.Accepted with { Reply = JournalSample.Accepted.Reply with { Date = GatewayAt } };

    private readonly JournalFolder _folder = new();
    private readonly TestTime _time = new();
    private int _number;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_service_comes_back_as_it_was_sent()
    {
        Run(journal => Send(journal, Reset, Accepted, "77", "a", "b"));

        (SentCommand command, string[] names) = Assert.Single(ReadOpen());

        Assert.Equal(["a", "b"], names);
        Assert.Equal(("pk1", "Reset", """{"mode":2}""", null, 1), (command.ProductKey, command.Identifier, command.Args, command.Property, command.Qos));
        Assert.Equal(
            (DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(87), GatewayAt, "77"), (command.SentAt, command.Latency, command.GatewayAt, command.MessageId));
        Assert.Equal((false, null, null, _folder.Path), (command.IsUnknown, command.Seen, command.Journal, command.JournalPath));
        Assert.Equal(Reset, command.Parameters);
    }

    [Fact]
    public void Properties_come_back_as_such()
    {
        Run(journal => Send(journal, [new("Items", """{"x":1}"""), new("ProductKey", "pk1")], Accepted, null, "a"));

        SentCommand command = Assert.Single(ReadOpen()).Command;

        Assert.Equal((null, null, """{"x":1}""", null), (command.Identifier, command.Args, command.Property, command.Qos));
    }

    [Theory]
    [InlineData("Args", """{"x":1}""")]
    [InlineData("Qos", "-1")]
    [InlineData("Qos", "one")]
    public void What_makes_no_sense_is_left_out(string name, string value)
    {
        Run(journal => Send(journal, [new(name, value)], Accepted, null, "a"));

        SentCommand command = Assert.Single(ReadOpen()).Command;

        Assert.Equal((string.Empty, null, null, null), (command.ProductKey, command.Identifier, command.Args, command.Qos));
    }

    [Fact]
    public void A_request_whose_outcome_is_not_known_was_sent_after_its_line()
    {
        DateTimeOffset start = _time.GetUtcNow();
        Run(journal =>
        {
            Send(journal, Reset, JournalSample.Unknown, null, "lost");
            _time.Advance(TimeSpan.FromSeconds(7));
            journal.Sending(++_number, Reset, ["in flight"]);
        });

        Assert.Equal(
            [("lost", DateTimeOffset.UnixEpoch, true), ("in flight", start.AddSeconds(7), true)],
            ReadOpen().Select(static open => (open.Names.Single(), open.Command.SentAt, open.Command.IsUnknown)));
    }

    [Fact]
    public void Devices_are_left_out_where_it_is_known_and_apart_where_an_earlier_wait_gave_them_up()
    {
        Run(journal =>
        {
            Send(journal, Reset, JournalSample.Rejected, null, "refused");
            Send(journal, Reset, Accepted, "1", "a", "b", "executed", "silent", "c", "failed", "d");
            Send(journal, Reset, Accepted, "2", "e");
            See(journal, ExecutionStatus.Executed, "executed");
            See(journal, ExecutionStatus.Failed, "failed");
            See(journal, ExecutionStatus.NoAnswer, "silent");
        });

        Assert.Equal(
            [("1", null, "a b"), ("1", ExecutionStatus.NoAnswer, "silent"), ("1", null, "c d"), ("2", null, "e")],
            ReadOpen().Select(static open => (open.Command.MessageId!, open.Command.Seen, string.Join(' ', open.Names))));
    }

    [Fact]
    public void Where_everything_is_known_nothing_comes()
    {
        Run(journal =>
        {
            Send(journal, Reset, Accepted, "1", "a");
            See(journal, ExecutionStatus.Executed, "a");
        });

        Assert.Empty(ReadOpen());
    }

    [Fact]
    public void It_can_be_ended_early()
    {
        Run(journal => Send(journal, Reset, Accepted, null, "a"));

        Assert.Throws<OperationCanceledException>(() => ReadOpen(new CancellationToken(canceled: true)));
    }

    private List<(SentCommand Command, string[] Names)> ReadOpen(CancellationToken cancellationToken = default)
    {
        JournalAggregator journal = new(_folder.Path);
        journal.Read(cancellationToken: CancellationToken.None);
        List<(SentCommand, string[])> open = [];
        JournaledCommand.ReadOpen(journal, _folder.Path, (command, names) => open.Add((command, [.. names])), cancellationToken);
        return open;
    }

    private void Run(Action<Journal> run)
    {
        using Journal journal = _folder.Open(time: _time);
        run(journal);
    }

    private void Send(Journal journal, IReadOnlyList<RpcParameter> parameters, Outcome outcome, string? messageId, params string[] names)
    {
        journal.Sending(++_number, parameters, names);
        journal.TryFinish(_number, outcome, messageId);
    }

    private static void See(Journal journal, ExecutionStatus status, params string[] names) => journal.Record(new JournalExecution(default, Reset, names, status));
}
