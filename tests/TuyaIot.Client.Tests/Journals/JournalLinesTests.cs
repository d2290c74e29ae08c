using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Client.Tests.Support.Gateways;
using TuyaIot.Delivery;
using TuyaIot.Journals;
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
        using ScriptedGateway gateway = ScriptedGateway.Start(Answers.After(() => release.Task, Answers.Accepted));
        using DeliveryRig rig = new(gateway.Endpoint, _time);
        using Journal journal = _folder.Open();

        journal.Send(1, "device1", "device2");
        Task<Outcome> delivery = rig.DeliverAsync();
        await gateway.ArrivalAsync();
        string[] whileHeld = [.. _folder.Lines];
        release.SetResult();
        journal.TryFinish(1, await delivery);

        Assert.Equal(["run", "send"], whileHeld.Select(Kind));
        Assert.Equal(["run", "send", "outcome"], _folder.Lines.Select(Kind));
    }

    [Fact]
    public void Each_line_says_what_it_is_in_one_JSON_object()
    {
        using (Journal journal = _folder.Open(time: _time))
        {
            journal.Send(7, "device1", "Gerät 2", "a\"b\\c<>&+'");
            journal.TryFinish(7, JournalSample.Rejected);
            journal.TryFinish(8, JournalSample.Accepted);
            journal.TryFinish(9, JournalSample.NotSent);
            journal.End();
        }

        const string At = "\"at\":\"2024-11-19T10:15:00+00:00\"";
        Assert.Equal(
            [
                """{"run":1,(at),"command":{"endpoint":"https://gateway.example:8686/","action":"InvokeThingsService","parameters":{"ProductKey":"a1BwAGV0001","Identifier":"Set"}}}""",
                """{"send":7,(at),"parameters":{"Args":"{\"param1\":1}","Identifier":"Set","ProductKey":"a1BwAGV0001"},"deviceName":["device1","Gerät 2","a\"b\\c<>&+'"]}""",
                """{"outcome":7,(at),"status":"Rejected","attempts":1,"milliseconds":1234,"sent":true,"code":"iot.device.NotExistedDevice","errorMessage":"No."}""",
                """{"outcome":8,(at),"status":"Accepted","attempts":1,"milliseconds":1234,"latencyMilliseconds":87,"throttled":2,"sent":true,"requestId":"r-1"}""",
                """{"outcome":9,(at),"status":"Rejected","attempts":1,"milliseconds":1234,"sent":false,"errorMessage":"Nobody."}""",
                """{"end":true,(at)}""",
            ],
            _folder.Lines.Select(line => line.Replace(At, "(at)")));
    }

    [Fact]
    public void What_is_written_of_an_outcome_is_read_and_lines_from_before_it_was_are_too()
    {
        _folder.Run(static journal => journal.TryFinish(7, JournalSample.Accepted));
        _folder.Text += """{"outcome":8,"at":"2024-11-19T10:15:00Z","status":"Rejected","attempts":3,"milliseconds":5,"sent":true}""" + "\n";

        JournalOutcome[] outcomes = [.. JournalReader.Read(_folder.Path).OfType<JournalOutcome>()];

        Assert.Equal([(7, TimeSpan.FromMilliseconds(87), 2), (8, null, 0)], outcomes.Select(outcome => (outcome.Number, outcome.Latency, outcome.Throttled)));
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
        Assert.Equal(DeliveryStatus.Unknown, again.State.Find(JournalSample.Told("{\r\n \"a\": \"\u2028\"\n}"), "a\r\nb\u0085\u2029"));
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
        Assert.All(_folder.Find([.. Enumerable.Range(0, 500).Select(number => $"device{number}")]), status => Assert.Equal(DeliveryStatus.Accepted, status));
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
        using ScriptedGateway gateway = ScriptedGateway.Start(async (connection, request) => await Answers.Http(
            400,
            JsonSerializer.Serialize(new { Code = "iot.device.X", Message = $"key {DeliveryRig.Secret}, GET /?a=b&Signature={request.Signature}" }))(connection, request));
        using DeliveryRig rig = new(gateway.Endpoint, _time);
        using Journal journal = _folder.Open();

        journal.Send(1, "device1");
        journal.TryFinish(1, await rig.DeliverAsync());

        Assert.Contains("GET /?a=b", _folder.Text);
        Assert.DoesNotContain(DeliveryRig.Secret, _folder.Text);
        Assert.DoesNotContain(gateway.Requests.Single().Signature, _folder.Text);
    }

    public void Dispose() => _folder.Dispose();

    private static string Kind(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        return json.RootElement.EnumerateObject().First().Name;
    }
}
