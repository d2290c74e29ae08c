using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>A process or a disk that dies in the middle of a line takes that line with it and nothing else.</summary>
public sealed class TornJournalTests : IDisposable
{
    private static readonly string[] Devices = ["a", "Gerät", "设备", "never named"];

    private static readonly Dictionary<string, Action<Journal>> LastLines = new()
    {
        ["run"] = static _ => { },
        ["send"] = static journal => journal.Send(2, "设备"),
        ["outcome"] = static journal => journal.TryFinish(1, JournalSample.Accepted),
        ["end"] = static journal => journal.End(),
    };

    private readonly JournalFolder _folder = new();

    public static TheoryData<string> Kinds => [.. LastLines.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Wherever_the_last_line_is_torn_the_whole_lines_are_resumed(string kind)
    {
        (byte[] whole, byte[] all) = Write(LastLines[kind]);
        DeviceOutcome?[] known = FindIn(whole);
        DeviceOutcome?[] knownByAll = FindIn(all);

        for (int length = whole.Length; length < all.Length; length++)
        {
            // Without its line break alone, a line is whole.
            DeviceOutcome?[] expected = length < all.Length - 1 ? known : knownByAll;
            byte[] torn = [.. all.Take(length)];

            Assert.Equal(expected, FindIn(torn));
            Assert.Equal(torn, _folder.Bytes.Take(length));

            // What was read as torn may not come back as whole, or the other way round.
            Assert.Equal(expected, _folder.Find(Devices));
        }
    }

    [Fact]
    public void Wherever_its_first_line_is_torn_a_journal_begins_anew()
    {
        _folder.Run(static _ => { });
        byte[] header = _folder.Bytes;

        for (int length = 0; length < header.Length - 1; length++)
        {
            byte[] torn = [.. header.Take(length)];
            _folder.Bytes = torn;
            _folder.Run(static _ => { });
            Assert.Equal((length == 0 ? 1 : 2, 1), (_folder.Lines.Count, JournalSummary.Read(_folder.Path).Runs));
            Assert.Equal(torn, _folder.Bytes.Take(length));
        }
    }

    [Fact]
    public void A_journal_may_be_torn_many_times()
    {
        for (int run = 0; run < 5; run++)
        {
            _folder.Run(journal => journal.Send(1, $"whole{run}"));
            int whole = _folder.Bytes.Length;
            _folder.Run(static _ => { });
            _folder.Bytes = [.. _folder.Bytes.Take(whole + 20 + run)];
        }

        Assert.All(_folder.Find([.. Enumerable.Range(0, 5).Select(static run => $"whole{run}")]), static outcome => Assert.Equal(DeviceOutcome.Unknown, outcome));
    }

    [Fact]
    public void A_summary_reads_it_too_and_leaves_it_as_it_is()
    {
        (_, byte[] all) = Write(LastLines["outcome"]);

        for (int length = 0; length < all.Length; length++)
        {
            _folder.Bytes = [.. all.Take(length)];
            JournalSummary.Read(_folder.Path);
            Assert.Equal(all.Take(length), _folder.Bytes);
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A journal with one accepted device and one in flight, before and after a last line.</summary>
    private (byte[] Whole, byte[] All) Write(Action<Journal> last)
    {
        byte[] whole;
        byte[] all;
        using (Journal journal = _folder.Open())
        {
            journal.Send(0, "a");
            journal.TryFinish(0, JournalSample.Accepted);
            journal.Send(1, "Gerät");
            whole = _folder.Bytes;
            last(journal);
            all = _folder.Bytes;
        }

        // The first line of a second run is what a journal adds by being opened.
        byte[] run = all.AsSpan(0, all.AsSpan().IndexOf((byte)'\n') + 1).ToArray();
        return (whole, all.Length > whole.Length ? all : [.. all, .. run]);
    }

    private DeviceOutcome?[] FindIn(byte[] bytes)
    {
        _folder.Bytes = bytes;
        return _folder.Find(Devices);
    }
}
