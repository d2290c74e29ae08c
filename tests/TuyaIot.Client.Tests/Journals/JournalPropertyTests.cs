using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>What holds for every journal, wherever it is cut and whatever becomes of its bytes.</summary>
public sealed class JournalPropertyTests : IDisposable
{
    private static readonly string[] Devices = ["a", "b", "Gerät"];

    private static readonly TuyaIot.Delivery.Outcome[] Outcomes = [JournalSample.Accepted, JournalSample.Rejected, JournalSample.Unknown, JournalSample.NotSent];

    private static readonly DeviceOutcome[] Names = [DeviceOutcome.Accepted, DeviceOutcome.Rejected, DeviceOutcome.Unknown, DeviceOutcome.NotSent];

    /// <summary>
    /// What runs do: begin another run, send to a device, finish the oldest request that is open in one of four ways or have it refused and
    /// sent again, end.
    /// </summary>
    private static readonly Arbitrary<int[]> Steps = Gen.Choose(0, 10).ArrayOf().Resize(20).ToArbitrary();

    private readonly JournalFolder _folder = new();

    [Fact]
    public void Wherever_a_journal_is_cut_the_ledger_says_what_the_whole_lines_prove() =>
        Prop.ForAll(Steps, ArbMap.Default.ArbFor<NonNegativeInt>(), (steps, cut) =>
        {
            List<DeviceOutcome?[]> proven = Write(steps);
            byte[] prefix = [.. _folder.Bytes.Take(cut.Get * 7919 % (_folder.Bytes.Length + 1))];

            // A line without its line break alone is whole too.
            byte[] all = _folder.Bytes;
            int whole = all.Take(prefix.Length + 1).Count(static value => value == '\n');
            Assert.Equal(proven[whole], Read(prefix));

            _folder.Bytes = prefix;
            Assert.Equal(proven[whole], _folder.Find(Devices));
            Assert.Equal(prefix, _folder.Bytes.Take(prefix.Length));
            Assert.Equal(proven[whole], Read(_folder.Bytes));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Whichever_bit_is_flipped_it_is_found_or_changes_nothing()
    {
        Write([1, 2, 4, 0, 8, 2, 3, 5, 1, 0]);
        int whole = _folder.Bytes.Length;
        _folder.Run(static _ => { });
        _folder.Bytes = [.. _folder.Bytes.Take(whole + 30)];
        _folder.Run(static journal => journal.End());
        byte[] sound = _folder.Bytes;
        DeviceOutcome?[] known = Read(sound);
        int harmless = 0;

        for (int bit = 0; bit < sound.Length * 8; bit++)
        {
            byte[] flipped = [.. sound];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.Equal(known, Read(flipped));
                harmless++;
            }
            catch (JournalException)
            {
                // Found.
            }
        }

        // The bits of the torn line, of which 30 bytes are there; none of its flips makes a line break of it.
        Assert.InRange(harmless, 1, 30 * 8);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<NonNegativeInt>(), Steps, (bytes, position, steps) =>
        {
            Write(steps);
            byte[] sound = _folder.Bytes;
            int start = position.Get * 7919 % (sound.Length + 1);
            AssertReadOrRefused(bytes);
            AssertReadOrRefused([.. sound.Take(start), .. bytes]);
            AssertReadOrRefused([.. sound.Take(start), .. bytes, .. sound.Skip(start)]);
            AssertReadOrRefused([.. sound.Take(start), .. bytes, .. sound.Skip(start + bytes.Length)]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Any_content_whose_checksum_fits_is_read_or_refused() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt>(), ArbMap.Default.ArbFor<byte>(), Steps, (position, value, steps) =>
        {
            Write(steps);
            string[] lines = [.. _folder.Lines];
            int number = position.Get % lines.Length;
            byte[] line = Encoding.UTF8.GetBytes(lines[number].Substring(0, lines[number].IndexOf(",\"crc\"", StringComparison.Ordinal)));
            line[position.Get * 7919 % line.Length] = value == '\n' ? (byte)' ' : value;
            byte[] end = Encoding.UTF8.GetBytes($",\"crc\":\"{Crc32.Compute(line):x8}\"}}\n");
            AssertReadOrRefused(
            [
                .. lines.Take(number).SelectMany(static text => Encoding.UTF8.GetBytes(text + "\n")),
                .. line,
                .. end,
                .. lines.Skip(number + 1).SelectMany(static text => Encoding.UTF8.GetBytes(text + "\n")),
            ]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    public void Dispose() => _folder.Dispose();

    private static void AssertReadOrRefused(byte[] bytes)
    {
        try
        {
            Read(bytes);
        }
        catch (JournalException)
        {
            // Refused, in words.
        }
    }

    private static DeviceOutcome?[] Read(byte[] bytes)
    {
        JournalReplay replay = new();
        replay.ReadAll(new JournalReader(new MemoryStream(bytes), "run.jsonl").Read());
        DeviceKeyPrefix prefix = DeviceKey.CreatePrefix(JournalSample.Parameters);
        return [.. Devices.Select(name => replay.Ledger.Find(prefix, name))];
    }

    /// <summary>Writes a journal.</summary>
    /// <returns>What is known of the devices after each number of lines, by the rule in its plainest form.</returns>
    private List<DeviceOutcome?[]> Write(int[] steps)
    {
        _folder.Bytes = [];
        Dictionary<string, DeviceOutcome> known = [];
        List<(string Name, DeviceOutcome Outcome)> open = [];
        List<DeviceOutcome?[]> proven = [Proven()];
        Journal journal = _folder.Open();
        proven.Add(Proven());
        int sent = 0;
        int finished = 0;
        foreach (int step in steps)
        {
            if (step < 3)
            {
                journal.Send(++sent, Devices[step]);
                open.Add((Devices[step], DeviceOutcome.Unknown));
            }
            else if (step < 7 && open.Count > 0)
            {
                journal.TryFinish(++finished, Outcomes[step - 3]);
                Know(open[0].Name, Names[step - 3]);
                open.RemoveAt(0);
            }
            else if (step == 7)
            {
                journal.End();
            }
            else if (step == 8)
            {
                journal.Dispose();
                journal = _folder.Open();
                open.ForEach(request => Know(request.Name, request.Outcome));
                open.Clear();
                (sent, finished) = (0, 0);
            }
            else if (step == 9 && open.Count > 0)
            {
                journal.TryRefuse(finished + 1, isSent: true, "Throttling", "Too many.");
                open[0] = (open[0].Name, DeviceOutcome.Rejected);
            }
            else if (step == 10 && open.Count > 0)
            {
                journal.Repeating(finished + 1);
                open[0] = (open[0].Name, DeviceOutcome.Unknown);
            }
            else
            {
                continue;
            }

            proven.Add(Proven());
        }

        journal.Dispose();
        return proven;

        void Know(string name, DeviceOutcome outcome) => known[name] = Later(known, name, outcome);

        DeviceOutcome?[] Proven()
        {
            Dictionary<string, DeviceOutcome> now = new(known);
            foreach ((string name, DeviceOutcome outcome) in open)
            {
                now[name] = Later(now, name, outcome);
            }

            return [.. Devices.Select(name => now.TryGetValue(name, out DeviceOutcome outcome) ? outcome : (DeviceOutcome?)null)];
        }
    }

    private static DeviceOutcome Later(Dictionary<string, DeviceOutcome> known, string name, DeviceOutcome outcome) =>
        IsRefusal(outcome) && known.TryGetValue(name, out DeviceOutcome earlier) && !IsRefusal(earlier) ? earlier : outcome;

    private static bool IsRefusal(DeviceOutcome outcome) => outcome is DeviceOutcome.Rejected or DeviceOutcome.NotSent;
}
