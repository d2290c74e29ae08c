using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.Specifications;
using Microsoft.Extensions.Time.Testing;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Concurrency.Tests;

[Collection(Exploration.Collection)]
public sealed class JournalTests
{
    private static readonly Outcome Accepted = new(Verdict.Accepted, new RpcReply(), 1, null, TimeSpan.Zero);

    /// <summary>What was written before the end is there, each line whole; what comes after the end says that it was not written.</summary>
    [Fact]
    public void Lines_of_several_requests_are_whole_and_none_is_lost_whenever_the_journal_is_closed() => Exploration.Run(static async () =>
    {
        SlowFile file = new();
        Journal journal = new("run.jsonl", file, new DeviceLedger(), new FakeTimeProvider());
        int begun = 0;
        int finished = 0;
        Task[] requests = [Task.Run(() => SendAsync(1)), Task.Run(() => SendAsync(2)), Task.Run(() => SendAsync(3))];
        Task closing = Task.Run(journal.Dispose);
        await Task.WhenAll(requests);
        await closing;

        Specification.Assert(file.Text.Length == 0 || file.Text[^1] == '\n', "The last line is not whole.");
        JournalEntry[] entries = [.. file.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ToEntry)];
        Specification.Assert(entries.OfType<JournalSend>().Count() == begun, "What is said to be written is not there.");
        Specification.Assert(entries.OfType<JournalOutcome>().Count() == finished, "An outcome that is said to be written is not there.");

        async Task SendAsync(int number)
        {
            try
            {
                journal.Sending(number, [], [$"device{number}"]);
            }
            catch (JournalException)
            {
                return;
            }

            Interlocked.Increment(ref begun);
            await Task.Yield();
            if (journal.TryFinish(number, Accepted))
            {
                Interlocked.Increment(ref finished);
            }
        }
    });

    [Fact]
    public void Each_of_several_requests_is_recorded_while_the_others_are() => Exploration.Run(static async () =>
    {
        SlowFile file = new();
        using Journal journal = new("run.jsonl", file, new DeviceLedger(), new FakeTimeProvider());
        Task[] requests = [Task.Run(() => SendAsync(1)), Task.Run(() => SendAsync(2)), Task.Run(() => SendAsync(3))];
        await Task.WhenAll(requests);
        Specification.Assert(file.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ToEntry).Count() == 6, "A line is missing.");

        async Task SendAsync(int number)
        {
            journal.Sending(number, [], [$"device{number}"]);
            await Task.Yield();
            Specification.Assert(journal.TryFinish(number, Accepted), "An outcome was not written.");
        }
    });

    private static JournalEntry ToEntry(string line) => JournalLine.Parse(Encoding.UTF8.GetBytes(line)) ?? throw new InvalidDataException(line);

    /// <summary>Another task may have its turn in the middle of a line.</summary>
    private sealed class SlowFile : MemoryStream
    {
        public string Text { get; private set; } = string.Empty;

        public override void Write(byte[] buffer, int offset, int count)
        {
            base.Write(buffer, offset, count / 2);
            SchedulingPoint.Interleave();
            base.Write(buffer, offset + (count / 2), count - (count / 2));
        }

        public override void Flush() => Text = Encoding.UTF8.GetString(ToArray());
    }
}
