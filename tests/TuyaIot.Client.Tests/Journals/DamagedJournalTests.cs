using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>What is no journal is not made one: it is refused by name and line, and stays as it was.</summary>
public sealed class DamagedJournalTests : IDisposable
{
    private const string At = "\"at\":\"2024-11-19T10:15:00+00:00\"";
    private const string Command = "\"command\":{\"endpoint\":\"https://a/\",\"action\":\"a\",\"parameters\":{}}";

    private readonly JournalFolder _folder = new();

    [Theory]
    [InlineData("hello")]
    [InlineData("hello\n")]
    [InlineData("\n")]
    [InlineData("device1\ndevice2\ndevice3")]
    [InlineData("{\"run\":5}")]
    [InlineData("{\"run\":\"./build.ps1\"}\n")]
    [InlineData("{\n  \"run\": 1\n}\n")]
    [InlineData("{\"type\":\"module\"}")]
    [InlineData("{\"type\":\"run\",\"version\":1,\"number\":1}\n")]
    [InlineData("\u0000\u0001\u00FF\u00FE")]
    public void A_file_that_is_no_journal_is_refused_and_left_alone(string text) => AssertDamaged(1, text);

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"type\":\"end\"," + At + "}")]
    [InlineData("{\"type\":\"end\"," + At + ",\"crc\":\"00000000\"}")]
    public void A_broken_line_is_named_by_its_number(string line) => AssertThirdLineDamaged(line + "\n");

    [Theory]
    [InlineData("{" + At + "}")]
    [InlineData("{\"type\":\"end\"}")]
    [InlineData("{\"type\":1," + At + "}")]
    [InlineData("{\"type\":\"send\"," + At + ",\"number\":1,\"deviceName\":[]}")]
    [InlineData("{\"type\":\"send\"," + At + ",\"number\":1,\"parameters\":{\"Args\":null},\"deviceName\":[\"a\"]}")]
    [InlineData("{\"type\":\"send\"," + At + ",\"number\":1,\"parameters\":[],\"deviceName\":[\"a\"]}")]
    [InlineData("{\"type\":\"send\"," + At + ",\"number\":1,\"parameters\":{},\"deviceName\":[null]}")]
    [InlineData("{\"type\":\"send\"," + At + ",\"number\":1,\"parameters\":{},\"deviceName\":null}")]
    [InlineData("{\"type\":\"send\"," + At + ",\"number\":1,\"parameters\":null,\"deviceName\":[]}")]
    [InlineData("{\"type\":\"send\"," + At + ",\"number\":1,\"parameters\":{},\"deviceName\":[\"a\"}")]
    [InlineData("{\"type\":\"send\"," + At + ",\"number\":99999999999,\"parameters\":{},\"deviceName\":[]}")]
    [InlineData("{\"type\":\"send\",\"at\":\"yesterday\",\"number\":1,\"parameters\":{},\"deviceName\":[]}")]
    [InlineData("{\"type\":\"outcome\"," + At + ",\"number\":1,\"status\":\"Accepted\",\"attempts\":1,\"milliseconds\":9223372036854775807,\"sent\":true}")]
    [InlineData("{\"type\":\"run\"," + At + ",\"number\":2," + Command + "}")]
    [InlineData("{\"type\":\"run\",\"version\":1," + At + ",\"number\":2,\"command\":null}")]
    [InlineData("{\"type\":\"run\",\"version\":1," + At + ",\"number\":2,\"command\":{\"endpoint\":null,\"action\":\"a\",\"parameters\":{}}}")]
    [InlineData("{\"type\":\"run\",\"version\":1," + At + ",\"number\":2,\"command\":{\"endpoint\":\"a\",\"action\":\"a\",\"parameters\":{}}}")]
    [InlineData("{\"type\":\"run\",\"version\":1," + At + ",\"number\":2,\"command\":{\"endpoint\":\"https://a/\",\"action\":null,\"parameters\":{}}}")]
    [InlineData("{\"type\":\"run\",\"version\":1," + At + ",\"number\":2," + Command + ",\"tornBytes\":7}")]
    public void A_line_whose_checksum_fits_may_be_broken_all_the_same(string line) => AssertThirdLineDamaged(JournalSample.Seal(line));

    [Fact]
    public void A_line_that_was_torn_is_legal_before_a_run_that_says_so_and_nowhere_else()
    {
        const string Torn = "{\"type\":\"send\",";
        string run = JournalSample.Seal("{\"type\":\"run\",\"version\":1," + At + ",\"number\":2," + Command + ",\"tornBytes\":15}");
        string end = JournalSample.Seal("{\"type\":\"end\"," + At + "}");
        _folder.Run(static journal => journal.Send(1, "a"));
        string whole = _folder.Text;

        _folder.Text = $"{whole}{Torn}\n{run}{end}";
        Assert.Equal((2, true), (JournalSummary.Read(_folder.Path).Runs, JournalSummary.Read(_folder.Path).Completed));

        AssertDamaged(3, $"{whole}{Torn}\n{end}");
        AssertDamaged(3, $"{whole}{Torn}\n");
        AssertDamaged(3, $"{whole}{Torn}x\n{run}");
        AssertDamaged(3, $"{whole}{Torn}\n{run.Replace(",\"tornBytes\":15", "")}");
        AssertDamaged(3, $"{whole}{Torn}\n{Torn}\n{run}");
        AssertDamaged(3, $"{whole}{run}");
    }

    [Fact]
    public void A_journal_begins_with_a_run() => AssertDamaged(1, JournalSample.Seal("{\"type\":\"end\"," + At + "}"));

    [Theory]
    [InlineData("{\"type\":\"run\",\"version\":2," + At + ",\"number\":1," + Command + "}", true)]
    [InlineData("{\"type\":\"run\",\"version\":7,\"and\":\"no checksum\"}\n", false)]
    [InlineData("{\"run\":1,\"at\":\"2024-11-19T10:15:00+00:00\",\"command\":{\"endpoint\":\"https://a/\",\"action\":\"a\",\"parameters\":{}}}\n", false)]
    [InlineData("{\"run\":1,\"at\":\"2024-11-", false)]
    public void A_journal_of_another_version_is_refused_as_that(string line, bool seal)
    {
        string text = seal ? JournalSample.Seal(line) : line;
        AssertRefused("JournalVersionNotSupported", "The journal ", text);
        AssertRefused("JournalVersionNotSupported", "The journal ", text + "more\n");
    }

    [Fact]
    public void A_later_run_may_be_of_another_version_too()
    {
        _folder.Run(static _ => { });
        AssertRefused(
            "JournalVersionNotSupported", "The journal ", _folder.Text + JournalSample.Seal("{\"type\":\"run\",\"version\":2," + At + ",\"number\":2," + Command + "}"));
    }

    [Fact]
    public void A_line_of_a_type_that_is_not_known_is_left_out_and_checked_all_the_same()
    {
        string later = JournalSample.Seal("{\"type\":\"executed\"," + At + ",\"number\":1,\"deviceName\":[\"a\"],\"evidence\":{\"id\":7}}");
        _folder.Run(static journal => journal.Send(1, "a"));
        string whole = _folder.Text;
        _folder.Text = whole + later;

        Assert.Equal([DeviceOutcome.Unknown], _folder.Find("a"));

        AssertDamaged(3, whole + later.Replace("7", "8"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"Postponed\"")]
    [InlineData("\"1\"")]
    public void A_status_never_heard_of_is_unknown(string status)
    {
        _folder.Run(static journal => journal.Send(1, "a"));
        _folder.Text += JournalSample.Seal($$"""{"type":"outcome",{{At}},"number":1,"status":{{status}},"attempts":1,"milliseconds":1,"sent":true}""");

        Assert.Equal([DeviceOutcome.Unknown], _folder.Find("a"));
    }

    [Fact(Timeout = 20_000)]
    public async Task Zeros_that_a_power_cut_left_behind_are_a_torn_line()
    {
        _folder.Run(static journal => journal.Send(1, "a"));
        _folder.Bytes = [.. _folder.Bytes, .. new byte[30_000_000]];

        await Task.Run(
            () =>
            {
                Assert.Equal([DeviceOutcome.Unknown], _folder.Find("a"));
                Assert.Equal([DeviceOutcome.Unknown], _folder.Find("a"));
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(3, JournalSummary.Read(_folder.Path).Runs);
    }

    public void Dispose() => _folder.Dispose();

    private void AssertThirdLineDamaged(string line)
    {
        _folder.Run(static journal => journal.Send(1, "a"));
        string whole = _folder.Text;
        string valid = whole.Substring(whole.IndexOf('\n') + 1);
        foreach (string rest in new[] { "", "hello\n", valid, valid.TrimEnd('\n') })
        {
            AssertDamaged(3, whole + line + rest);
        }
    }

    private void AssertDamaged(int line, string text) => AssertRefused("JournalDamaged", $"Line {line} of ", text);

    private void AssertRefused(string errorId, string message, string text)
    {
        byte[] bytes = text.All(static c => c < 256) ? Encoding.GetEncoding("ISO-8859-1").GetBytes(text) : Encoding.UTF8.GetBytes(text);
        _folder.Bytes = bytes;
        foreach (Action read in new Action[] { () => _folder.Open(), () => JournalSummary.Read(_folder.Path) })
        {
            JournalException exception = Assert.Throws<JournalException>(read);
            Assert.Equal((errorId, _folder.Path), (exception.ErrorId, exception.Path));
            Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(bytes, _folder.Bytes);
    }
}
