using System;
using System.Linq;
using System.Text;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>What is written into a line is read out of it again.</summary>
public sealed class JournalConverterTests
{
    private const string At = "\"at\":\"2024-11-19T10:15:00+00:00\"";

    public static TheoryData<string> Statuses => [.. Enum.GetNames<ExecutionStatus>().Take(5)];

    public static TheoryData<string> Evidences => [.. Enum.GetNames<ExecutionEvidence>()];

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Each_status_at_a_device(string status) =>
        Assert.Equal(Enum.Parse<ExecutionStatus>(status), Copy(Execution(Enum.Parse<ExecutionStatus>(status))).Status);

    [Theory]
    [MemberData(nameof(Evidences))]
    public void Each_evidence(string evidence) => Assert.Equal(
        Enum.Parse<ExecutionEvidence>(evidence),
        Copy(Execution(ExecutionStatus.Executed) with { Evidence = Enum.Parse<ExecutionEvidence>(evidence) }).Evidence);

    [Theory]
    [InlineData("null")]
    [InlineData("\"Oracle\"")]
    public void An_evidence_never_heard_of_is_none(string evidence) => Assert.Null(
        Assert.IsType<JournalExecution>(Parse(
            "{\"type\":\"execution\"," + At + ",\"parameters\":{},\"deviceName\":[],\"status\":null,\"evidence\":" + evidence + "}")).Evidence);

    [Theory]
    [InlineData(DeliveryStatus.Accepted)]
    [InlineData(DeliveryStatus.Rejected)]
    [InlineData(DeliveryStatus.Unknown)]
    public void Each_status_of_a_request(object status) => Assert.Equal(
        (DeliveryStatus)status,
        Copy(new JournalOutcome(DateTimeOffset.UnixEpoch, 1, (DeliveryStatus)status, 1, TimeSpan.Zero, null, 0, true)).Status);

    [Fact]
    public void Parameters_and_names_in_their_order()
    {
        JournalSend send = Copy(new JournalSend(DateTimeOffset.UnixEpoch, 3, JournalSample.Parameters, ["b", "a", "b"]));

        Assert.Equal(JournalSample.Parameters, send.Parameters);
        Assert.Equal(["b", "a", "b"], send.DeviceName);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(922337203685477)]
    public void Times_in_milliseconds(long milliseconds) => Assert.Equal(
        TimeSpan.FromTicks(milliseconds * TimeSpan.TicksPerMillisecond),
        Copy(Execution(ExecutionStatus.Executed) with { Elapsed = TimeSpan.FromTicks(milliseconds * TimeSpan.TicksPerMillisecond) }).Elapsed);

    [Theory]
    [InlineData("{\"type\":\"execution\"," + At + ",\"parameters\":null,\"deviceName\":[],\"status\":null}")]
    [InlineData("{\"type\":\"execution\"," + At + ",\"parameters\":{},\"deviceName\":null,\"status\":null}")]
    [InlineData("{\"type\":\"execution\"," + At + ",\"parameters\":[],\"deviceName\":[],\"status\":null}")]
    [InlineData("{\"type\":\"execution\"," + At + ",\"parameters\":{},\"deviceName\":{},\"status\":null}")]
    [InlineData("{\"type\":\"execution\"," + At + ",\"parameters\":{},\"deviceName\":\"a\",\"status\":null}")]
    [InlineData("{\"type\":\"execution\"," + At + ",\"parameters\":{},\"deviceName\":[null],\"status\":null}")]
    [InlineData("{\"type\":\"execution\"," + At + ",\"parameters\":{\"a\":null},\"deviceName\":[],\"status\":null}")]
    [InlineData("{\"type\":\"execution\"," + At + ",\"parameters\":{},\"deviceName\":[],\"status\":1}")]
    [InlineData("{\"type\":\"execution\"," + At + ",\"parameters\":{},\"deviceName\":[],\"status\":null,\"elapsedMilliseconds\":922337203685478}")]
    [InlineData("{\"type\":\"run\",\"version\":1," + At + ",\"number\":1,\"command\":{\"endpoint\":\"https://a/\",\"action\":\"a\",\"parameters\":null}}")]
    [InlineData("{\"type\":\"run\",\"version\":1," + At + ",\"number\":1,\"command\":{\"endpoint\":\"https://a/\",\"action\":null,\"parameters\":{}}}")]
    [InlineData("{\"type\":\"run\",\"version\":1," + At + ",\"number\":1,\"command\":{\"endpoint\":null,\"action\":\"a\",\"parameters\":{}}}")]
    [InlineData("{\"type\":\"run\",\"version\":1," + At + ",\"number\":1,\"command\":null}")]
    [InlineData("{\"type\":\"send\"," + At + ",\"number\":1,\"parameters\":null,\"deviceName\":[]}")]
    [InlineData("{\"type\":\"send\"," + At + ",\"number\":1,\"parameters\":{},\"deviceName\":null}")]
    public void What_no_version_writes_is_no_line(string json) => Assert.Null(Parse(json));

    [Fact]
    public void A_line_is_sound_with_every_byte_alone()
    {
        // The shortest one: what a line begins with, and its checksum.
        byte[] line = Encoding.UTF8.GetBytes(JournalSample.Seal("{\"type\":\"}").TrimEnd('\n'));

        Assert.True(JournalLine.IsSound(line));
        Assert.False(JournalLine.IsSound(line.AsSpan(1)));
        Assert.False(JournalLine.IsSound(line.AsSpan(0, line.Length - 1)));
        Assert.False(JournalLine.IsSound([]));
        Assert.False(JournalLine.IsSound(Encoding.UTF8.GetBytes(JournalSample.Seal("{\"kind\":\"a\"}").TrimEnd('\n'))));
    }

    private static JournalExecution Execution(ExecutionStatus status) => new(DateTimeOffset.UnixEpoch, JournalSample.Parameters, ["a"], status);

    private static T Copy<T>(T entry) where T : JournalEntry
    {
        using JournalLineWriter writer = new();
        writer.Write(new JournalEnd(DateTimeOffset.UnixEpoch), endsLineBefore: true);
        ArraySegment<byte> line = writer.Write(entry, endsLineBefore: false);
        Assert.Equal((byte)'\n', line.AsSpan()[line.Count - 1]);
        Assert.True(JournalLine.IsSound(line.AsSpan(0, line.Count - 1)));
        return Assert.IsType<T>(JournalLine.Parse(line.AsSpan(0, line.Count - 1)));
    }

    private static JournalEntry? Parse(string json) => JournalLine.Parse(Encoding.UTF8.GetBytes(JournalSample.Seal(json).TrimEnd('\n')));
}
