using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Tests.Servers;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>What a journal says, and when it says it.</summary>
public sealed class JournalLinesTests : IDisposable
{
    private readonly JournalFolder _folder = new();
    private readonly TestTime _time = new();

    [Fact]
    public async Task The_line_is_in_the_file_before_the_request_and_the_outcome_after_it()
    {
        TaskCompletionSource release = new();
        using TestGateway gateway = new(GatewayReply.Accepted.After(() => release.Task));
        using DeliveryRig rig = new(gateway.Endpoint, _time);
        using Journal journal = _folder.Open();

        journal.Send(1, "device1", "device2");
        Task<Outcome> delivery = rig.DeliverAsync();
        await gateway.ArrivedAsync(1);
        string[] whileHeld = [.. _folder.Lines];
        release.SetResult();
        journal.TryFinish(1, await delivery);

        Assert.Equal(["run", "send"], whileHeld.Select(Kind));
        Assert.Equal(["run", "send", "outcome"], _folder.Lines.Select(Kind));
    }

    [Fact]
    public void Each_line_says_what_it_is_in_one_JSON_object()
    {
        using (Journal journal = _folder.Open(time: _time, expected: 3))
        {
            journal.Send(7, "device1", "Gerät 2", "a\"b\\c<>&+'");
            journal.TryFinish(7, JournalSample.Rejected);
            journal.TryFinish(8, JournalSample.Accepted with { Reply = JournalSample.Accepted.Reply with { Date = _time.GetUtcNow().AddSeconds(-2), ErrorMessage = "Fine." } }, "m-1");
            journal.TryFinish(9, JournalSample.NotSent);
            journal.TryRefuse(10, isSent: true, "Throttling.User", "Too many.");
            journal.Repeating(10);
            journal.TryRefuse(10, isSent: false, null, "Nobody.");
            journal.End();
        }

        const string At = "\"at\":\"2024-11-19T10:15:00+00:00\"";
        Assert.Equal(
            [
                """{"type":"run","version":1,(at),"number":1,"command":{"endpoint":"https://gateway.example:8686/","action":"InvokeThingsService","parameters":{"ProductKey":"a1BwAGV0001","Identifier":"Set"}},"expected":3}""",
                """{"type":"send",(at),"number":7,"parameters":{"Args":"{\"param1\":1}","Identifier":"Set","ProductKey":"a1BwAGV0001"},"deviceName":["device1","Gerät 2","a\"b\\c<>&+'"]}""",
                """{"type":"outcome",(at),"number":7,"status":"Rejected","attempts":1,"milliseconds":1234,"sent":true,"code":"iot.device.NotExistedDevice","errorMessage":"No.","sentAt":"1970-01-01T00:00:00+00:00"}""",
                """{"type":"outcome",(at),"number":8,"status":"Accepted","attempts":1,"milliseconds":1234,"latencyMilliseconds":87,"throttled":2,"sent":true,"requestId":"r-1","sentAt":"1970-01-01T00:00:00+00:00","gatewayAt":"2024-11-19T10:14:58+00:00","messageId":"m-1"}""",
                """{"type":"outcome",(at),"number":9,"status":"Rejected","attempts":1,"milliseconds":1234,"sent":false,"errorMessage":"Nobody."}""",
                """{"type":"refusal",(at),"number":10,"sent":true,"code":"Throttling.User","errorMessage":"Too many."}""",
                """{"type":"repeat",(at),"number":10}""",
                """{"type":"refusal",(at),"number":10,"sent":false,"errorMessage":"Nobody."}""",
                """{"type":"end",(at)}""",
            ],
            _folder.Lines.Select(line => Regex.Replace(line, ",\"crc\":\"[0-9a-f]{8}\"}$", "}").Replace(At, "(at)")));
    }

    /// <summary>The value that every description of this checksum names, and one more of it with more bytes than one step takes.</summary>
    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xCBF43926)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339)]
    public void The_checksum_is_the_common_CRC_32(string text, uint checksum) => Assert.Equal(checksum, Crc32.Compute(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void The_checksum_of_a_line_is_that_of_its_bytes_in_front_of_it()
    {
        _folder.Run(static journal => journal.Send(1, "Gerät"));

        Assert.All(_folder.Lines, static line => Assert.Equal(JournalSample.Seal(Regex.Replace(line, ",\"crc\":.*", "}")), line + "\n"));
    }

    [Fact]
    public void What_is_written_of_an_outcome_is_read_and_what_may_be_missing_may_be()
    {
        _folder.Run(static journal => journal.TryFinish(7, JournalSample.Accepted));
        _folder.Text += JournalSample.Seal(
            """{"type":"outcome","at":"2024-11-19T10:15:00Z","number":8,"status":"Rejected","attempts":3,"milliseconds":5,"sent":true}""");

        using Stream file = JournalFile.OpenToRead(_folder.Path);
        JournalOutcome[] outcomes = [.. new JournalReader(file, _folder.Path).Read().OfType<JournalOutcome>()];

        Assert.Equal(
            [(7, TimeSpan.FromMilliseconds(87), 2, "r-1"), (8, null, 0, null)],
            outcomes.Select(static outcome => (outcome.Number, outcome.Latency, outcome.Throttled, outcome.RequestId)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whoever_resumes_a_long_journal_is_told_how_far_it_is(bool hasEnd)
    {
        string device = new('d', 600_000);
        _folder.Run(journal =>
        {
            for (int number = 0; number < 4; number++)
            {
                journal.Send(number, device);
            }
        });

        // It is told after the first line that ends beyond a mebibyte, the next such line, which is the last one, and at the end.
        int third = _folder.Lines.Take(3).Sum(static line => line.Length + 1);
        _folder.Text = hasEnd ? _folder.Text : _folder.Text.TrimEnd('\n');
        int length = _folder.Bytes.Length;
        List<double> told = [];
        Journal.Open(_folder.Path, JournalSample.Command, TimeProvider.System, progress: new Progress(told)).Dispose();

        Assert.Equal([(double)third / length, 1, 1], told);
    }

    [Fact]
    public void The_reading_of_a_long_journal_can_be_ended()
    {
        _folder.Run(static _ => { });

        Assert.Throws<OperationCanceledException>(() => Journal.Open(
            _folder.Path, JournalSample.Command, TimeProvider.System, cancellationToken: new CancellationToken(canceled: true)));

        _folder.Open().Dispose();
    }

    [Fact]
    public void Each_line_leaves_the_process_before_the_run_goes_on()
    {
        using MemoryStream system = new();
        using Journal journal = new("run.jsonl", new BufferedStream(system, 1_000_000), new DeviceLedger(), _time);

        journal.Send(1, "a");
        Assert.Equal((byte)'\n', system.ToArray()[^1]);
        long sent = system.Length;
        journal.TryFinish(1, JournalSample.Accepted);
        Assert.InRange(system.Length, sent + 1, long.MaxValue);
    }

    [Fact]
    public void Line_breaks_in_a_name_or_an_argument_break_no_line()
    {
        using (Journal journal = _folder.Open())
        {
            journal.Sending(1, JournalSample.Told("{\r\n \"a\": \"\u2028\"\n}"), ["a\r\nb\u0085\u2029"]);
        }

        Assert.Equal(["run", "send"], _folder.Lines.Select(Kind));
        using Journal again = _folder.Open();
        Assert.Equal(DeviceOutcome.Unknown, again.Find(JournalSample.Told("{\r\n \"a\": \"\u2028\"\n}"), "a\r\nb\u0085\u2029"));
    }

    [Fact]
    public void Lines_written_from_many_threads_stay_whole()
    {
        using (Journal journal = _folder.Open())
        {
            Parallel.For(0, 500, number =>
            {
                journal.Send(number, $"device{number}");
                journal.TryFinish(number, JournalSample.Accepted);
            });
        }

        Assert.Equal(1001, _folder.Lines.Count(line => Kind(line) is not null));
        Assert.All(_folder.Find([.. Enumerable.Range(0, 500).Select(number => $"device{number}")]), status => Assert.Equal(DeviceOutcome.Accepted, status));
    }

    [Fact]
    public void Once_closed_it_takes_nothing_more()
    {
        Journal journal = _folder.Open();
        journal.Send(1, "device1");
        journal.Dispose();
        string text = _folder.Text;

        Assert.Equal("JournalNotWritable", Assert.Throws<JournalException>(() => journal.Send(2, "device2")).ErrorId);
        Assert.False(journal.TryFinish(1, JournalSample.Accepted));
        Assert.Equal(text, _folder.Text);
    }

    [Fact]
    public async Task Neither_the_secret_nor_a_signature_is_in_it_even_where_the_gateway_echoes_them()
    {
        using TestGateway gateway = new(static request => new GatewayReply(
            400,
            JsonSerializer.Serialize(new { Code = "iot.device.X", Message = $"key {DeliveryRig.Secret}, GET /?a=b&Signature={request["Signature"]}" })));
        using DeliveryRig rig = new(gateway.Endpoint, _time);
        using Journal journal = _folder.Open();

        journal.Send(1, "device1");
        journal.TryFinish(1, await rig.DeliverAsync());

        Assert.Contains("GET /?a=b", _folder.Text);
        Assert.DoesNotContain(DeliveryRig.Secret, _folder.Text);
        Assert.DoesNotContain(gateway.Requests.Single()["Signature"]!, _folder.Text);
    }

    public void Dispose() => _folder.Dispose();

    private static string Kind(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("type").GetString()!;
    }

    private sealed class Progress(List<double> told) : IProgress<double>
    {
        public void Report(double value) => told.Add(value);
    }
}
