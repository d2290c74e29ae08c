using System;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>What is no journal is not made one: it is refused by name and line, and stays as it was.</summary>
public sealed class DamagedJournalTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    [Theory]
    [InlineData("hello")]
    [InlineData("hello\n")]
    [InlineData("\n")]
    [InlineData("device1\ndevice2\ndevice3")]
    [InlineData("{\"run\":5}")]
    [InlineData("{\"run\":\"./build.ps1\"}\n")]
    [InlineData("{\n  \"run\": 1\n}\n")]
    [InlineData("\u0000\u0001\u00FF\u00FE")]
    public void A_file_that_is_no_journal_is_refused_and_left_alone(string text)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        _folder.Bytes = bytes;

        AssertDamaged(1, () => _folder.Open());
        AssertDamaged(1, () => IotJournalSummary.Read(_folder.Path));
        Assert.Equal(bytes, _folder.Bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"send\":1,\"at\":\"2024-11-19T10:15:00+00:00\",\"parameters\":{\"Args\":null},\"deviceName\":[\"a\"]}")]
    [InlineData("{\"send\":1,\"at\":\"2024-11-19T10:15:00+00:00\",\"parameters\":{},\"deviceName\":[null]}")]
    [InlineData("{\"send\":1,\"at\":\"2024-11-19T10:15:00+00:00\",\"parameters\":{},\"deviceName\":[\"a\"")]
    [InlineData("{\"send\":99999999999,\"at\":\"2024-11-19T10:15:00+00:00\",\"parameters\":{},\"deviceName\":[]}")]
    [InlineData("{\"send\":1,\"at\":\"yesterday\",\"parameters\":{},\"deviceName\":[]}")]
    [InlineData("{\"run\":2,\"at\":\"2024-11-19T10:15:00+00:00\",\"command\":{\"endpoint\":null,\"action\":\"a\",\"parameters\":{}}}")]
    [InlineData("{\"run\":2,\"at\":\"2024-11-19T10:15:00+00:00\",\"command\":{\"endpoint\":\"https://a/\",\"action\":null,\"parameters\":{}}}")]
    public void A_broken_line_is_named_by_its_number(string line)
    {
        _folder.Run(static journal => journal.Send(1, "a"));
        foreach (string rest in new[] { "", "hello\n", _folder.Lines[1] + "\n", _folder.Lines[1] })
        {
            _folder.Text = $"{_folder.Lines[0]}\n{_folder.Lines[1]}\n{line}\n{rest}";
            string before = _folder.Text;

            AssertDamaged(3, () => _folder.Open());
            AssertDamaged(3, () => IotJournalSummary.Read(_folder.Path));
            Assert.Equal(before, _folder.Text);
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"Postponed\"")]
    [InlineData("\"1\"")]
    public void A_status_never_heard_of_is_unknown(string status)
    {
        _folder.Run(static journal => journal.Send(1, "a"));
        _folder.Text += $$"""{"outcome":1,"at":"2024-11-19T10:15:00+00:00","status":{{status}},"attempts":1,"milliseconds":1,"sent":true}""" + "\n";

        Assert.Equal([DeliveryStatus.Unknown], _folder.Find("a"));
    }

    [Fact]
    public void Whatever_byte_is_changed_it_opens_or_says_what_is_wrong()
    {
        _folder.Run(static journal =>
        {
            journal.Send(1, "a");
            journal.TryFinish(1, JournalSample.Rejected);
            journal.End();
        });
        byte[] sound = _folder.Bytes;

        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt>(), ArbMap.Default.ArbFor<byte>(), (position, value) =>
        {
            byte[] changed = [.. sound];
            changed[position.Get * 7919 % sound.Length] = value;
            _folder.Bytes = changed;
            return Record.Exception(() => _folder.Open().Dispose()) is null or JournalException;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    public void Dispose() => _folder.Dispose();

    private void AssertDamaged(int line, Func<object> read)
    {
        JournalException exception = Assert.Throws<JournalException>(read);
        Assert.Equal(("JournalDamaged", _folder.Path), (exception.ErrorId, exception.Path));
        Assert.StartsWith($"Line {line} of ", exception.Message);
    }
}
