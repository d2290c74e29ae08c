using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using TuyaIot.Journals;
using TuyaIot.Reports;
using TuyaIot.Reports.Page;
using Xunit;

namespace TuyaIot.Fuzz.Tests.Targets;

/// <summary>A journal: it is read, and some are counted, shown and resumed as Get-IotJournal, Export-IotRunReport and the next run do.</summary>
internal sealed class JournalTarget : FuzzTarget
{
    public const string Folder = "journal";

    private const string Checksum = ",\"crc\":\"";

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public override string Name => Folder;

    public override IReadOnlyList<byte[]> Samples { get; } =
    [
        Lines(
            """{"type":"run","version":1,"at":"2024-11-19T10:15:00+00:00","number":1,"command":{"endpoint":"https://gateway.example:8686/","action":"InvokeThingsService","parameters":{"ProductKey":"pk1","Identifier":"Set"}},"expected":3""",
            """{"type":"send","at":"2024-11-19T10:15:00.1+00:00","number":1,"parameters":{"Args":"{\"param1\":1}","Identifier":"Set","ProductKey":"pk1"},"deviceName":["d1","d2"]""",
            """{"type":"send","at":"2024-11-19T10:15:00.2+00:00","number":2,"parameters":{"Args":"{\"param1\":1}","Identifier":"Set","ProductKey":"pk1"},"deviceName":["Gerät"]""",
            """{"type":"refusal","at":"2024-11-19T10:15:00.3+00:00","number":1,"sent":true,"code":"Throttling.User","errorMessage":"Too many." """,
            """{"type":"repeat","at":"2024-11-19T10:15:00.4+00:00","number":1""",
            """{"type":"outcome","at":"2024-11-19T10:15:01+00:00","number":1,"status":"Accepted","attempts":1,"milliseconds":880,"latencyMilliseconds":87,"sent":true,"requestId":"r-1" """,
            """{"type":"outcome","at":"2024-11-19T10:15:02+00:00","number":2,"status":"Rejected","attempts":2,"milliseconds":1234,"throttled":1,"sent":false,"code":"iot.device.NotExistedDevice","errorMessage":"No." """,
            """{"type":"end","at":"2024-11-19T10:15:03+00:00" """),
        [
            .. Lines(
                """{"type":"run","version":1,"at":"2024-11-19T10:15:00+00:00","number":1,"command":{"endpoint":"https://gateway.example:8686/","action":"SetDevicesProperty","parameters":{"ProductKey":"pk1"}}""",
                """{"type":"send","at":"2024-11-19T10:15:00.1+00:00","number":1,"parameters":{"Items":"{\"level\":10.0,\"b\":[1]}","ProductKey":"pk1"},"deviceName":["d1","d2","d3"]"""),
            .. """{"type":"outcome","at":"20"""u8, (byte)'\n',
            .. Lines(
                """{"type":"run","version":1,"at":"2024-11-19T11:15:00+00:00","number":2,"command":{"endpoint":"https://gateway.example:8686/","action":"SetDevicesProperty","parameters":{"ProductKey":"pk1"}},"tornBytes":26""",
                """{"type":"send","at":"2024-11-19T11:15:00.1+00:00","number":1,"parameters":{"Items":"{\"b\":[1],\"level\":10.0}","ProductKey":"pk1"},"deviceName":["d4"]""",
                """{"type":"outcome","at":"2024-11-19T11:15:01+00:00","number":1,"status":"Unknown","attempts":1,"milliseconds":5,"sent":true,"errorMessage":"Lost." """,
                """{"type":"execution","at":"2024-11-19T11:15:02+00:00","parameters":{"Items":"{\"b\":[1],\"level\":10.0}","ProductKey":"pk1"},"deviceName":["d4"],"status":"Executed","evidence":"PropertyReport","inferred":true,"elapsedMilliseconds":900""",
                """{"type":"execution","at":"2024-11-19T11:15:03+00:00","parameters":{"Items":"{\"level\":10.0,\"b\":[1]}","ProductKey":"pk1"},"deviceName":["d1","d2"],"status":"Failed","code":"5092","message":"No.","late":true""",
                """{"type":"later","at":"2024-11-19T11:15:04+00:00","a":1"""),
            .. """{"type":"send","at"""u8,
        ],
    ];

    protected override IReadOnlyList<string> Words =>
    [
        "\"type\"", "\"run\"", "\"send\"", "\"outcome\"", "\"end\"", "\"version\"", "\"at\"", "\"number\"", "\"command\"", "\"endpoint\"", "\"parameters\"", "\"deviceName\"", "\"status\"",
        "\"attempts\"", "\"milliseconds\"", "\"sent\"", "\"tornBytes\"", "\"expected\"", "\"crc\"", "\"Accepted\"", "\"Unknown\"", "\"Rejected\"", "\"d1\"", "\"x:\"", "\"execution\"", "\"Executed\"", "\"Offline\"", "\"NoAnswer\"", "\"evidence\"", "\"refusal\"", "\"repeat\"", "\"http://[\"",
        "\"0001-01-01T00:00:00+00:00\"", "\"9999-12-31T23:59:59+00:00\"", "\n", "\r\n", "{\"run\":1,\"at\":\"", "{\"type\":\"run\",\"version\":2", "922337203685477",
    ];

    public override bool Read(byte[] input)
    {
        JournalReplay? replay = Replay(input);

        // Files take most of the time.
        if (IsThorough || input.Length % 16 == 0)
        {
            File.WriteAllBytes(_path, input);
            JournalSummary? summary = Summarize();
            Assert.Equal(replay is null, summary is null);
            if (replay is not null && summary is not null)
            {
                Assert.Equal(replay.Ledger.Total, summary.Accepted + summary.Rejected + summary.NotSent + summary.Unknown);
                Assert.NotEmpty(summary.ToString());
                using MemoryStream page = new();
                ReportPage.Write(RunReport.Read(_path), page, DateTimeOffset.UnixEpoch);
                Resume(replay, input);
            }

            File.Delete(_path);
        }

        return replay is not null;
    }

    public override long MaxAllocated(byte[] input) => 6_000_000 + (500L * input.Length);

    protected override byte[] Repair(byte[] input, Random random) => random.Next(4) == 0 ? input : Seal(input);

    /// <summary>The next run finds what the reading found, and changes no byte before its own.</summary>
    private void Resume(JournalReplay replay, byte[] input)
    {
        JournalCommand command = replay.Command ?? new JournalCommand(new Uri("https://gateway.example/"), "Pub", []);
        using (Journal journal = Journal.Open(_path, command, TimeProvider.System))
        {
            Assert.Equal(replay.Ledger.Total, journal.Ledger.Total);
            Assert.All(Enum.GetValues<DeviceOutcome>(), outcome => Assert.Equal(replay.Ledger.Count(outcome), journal.Ledger.Count(outcome)));
        }

        byte[] resumed = File.ReadAllBytes(_path);
        Assert.True(resumed.AsSpan().StartsWith(input));
        Assert.Equal(replay.Ledger.Total, Replay(resumed)?.Ledger.Total);
    }

    private static JournalReplay? Replay(byte[] input)
    {
        try
        {
            JournalReplay replay = new();
            replay.ReadAll(new JournalReader(new MemoryStream(input), "run.jsonl").Read());
            return replay;
        }
        catch (JournalException)
        {
            return null;
        }
    }

    private JournalSummary? Summarize()
    {
        try
        {
            return JournalSummary.Read(_path);
        }
        catch (JournalException)
        {
            return null;
        }
    }

    private static byte[] Lines(params string[] contents) => Seal(Utf8(string.Concat(contents.Select(static content => $"{content.TrimEnd()}{Checksum}00000000\"}}\n"))));

    /// <summary>Makes the checksum of each line right that has one.</summary>
    private static byte[] Seal(byte[] journal)
    {
        byte[] sealedLines = [.. journal];
        int start = 0;
        while (start < journal.Length)
        {
            int end = Array.IndexOf(journal, (byte)'\n', start) is >= 0 and int found ? found : journal.Length;
            Span<byte> line = sealedLines.AsSpan(start, end - start);
            if (line.Length > JournalLine.ChecksumLength && line[^JournalLine.ChecksumLength..].StartsWith(Encoding.ASCII.GetBytes(Checksum)))
            {
                JournalLine.WriteChecksum(line[..^JournalLine.ChecksumLength], line[^JournalLine.ChecksumLength..]);
            }

            start = end + 1;
        }

        return sealedLines;
    }
}
