using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Pipeline;
using TuyaIot.Replies;
using Xunit;
using Outcome = TuyaIot.Delivery.Outcome;

namespace TuyaIot.Fuzz.Tests.Properties;

/// <summary>A run that dies at any byte of its journal, and its next run: no device is told twice what it may have heard, and none is left out.</summary>
public sealed class ResumeTests : IDisposable
{
    private const int Devices = 8;

    private static readonly InvokeThingsService Call = new("pk1", "Set", JsonObjectText.Parse("""{"param1":1}"""), null);

    private static readonly JournalCommand Command = new(new Uri("https://gateway.example:8686/"), "InvokeThingsService", [new("ProductKey", "pk1")]);

    private static readonly Outcome[] Outcomes =
    [
        Create(Verdict.Accepted, isSent: true), Create(Verdict.Unknown, isSent: true),
        Create(Verdict.Refused(RejectionReason.Device), isSent: true), Create(Verdict.Refused(RejectionReason.Unreachable), isSent: false),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("resume");

    [Fact]
    public void Each_device_is_sent_or_skipped_or_reported_as_the_bytes_prove() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(-3, 3).ArrayOf(Devices).ToArbitrary(), ArbMap.Default.ArbFor<NonNegativeInt>(), ArbMap.Default.ArbFor<bool>(), (outcomes, cut, retryUnknown) =>
        {
            string path = Path.Combine(_folder.FullName, "run.jsonl");
            File.Delete(path);
            List<int> sentAt = [];
            List<int> refusedAt = [];
            List<int> repeatedAt = [];
            List<int> endedAt = [];
            int lines = 1;
            using (Journal journal = Journal.Open(path, Command, TimeProvider.System))
            {
                // Each request is on its way while the next one begins. -1 stays on its way, -2 after it was refused and sent again; -3 was
                // refused and waits.
                for (int device = 0; device < Devices; device++)
                {
                    journal.Sending(device + 1, Call.GetIdentity(), [NameOf(device)]);
                    sentAt.Add(++lines);
                    refusedAt.Add(outcomes[device] < -1 ? Write(() => journal.TryRefuse(device + 1, isSent: true, "Throttling", "Too many.")) : int.MaxValue);
                    repeatedAt.Add(outcomes[device] == -2 ? Write(() => journal.Repeating(device + 1)) : int.MaxValue);
                    endedAt.Add(outcomes[device] >= 0 && journal.TryFinish(device + 1, Outcomes[outcomes[device]]) ? ++lines : int.MaxValue);
                }
            }

            int Write(Action write)
            {
                write();
                return ++lines;
            }

            byte[] bytes = File.ReadAllBytes(path);
            int length = (int)((cut.Get * 7_919L) % (bytes.Length + 1));
            File.WriteAllBytes(path, bytes[..length]);

            // A line is whole without its line break too.
            int whole = bytes.Take(length + 1).Count(static value => value == '\n');

            List<string> reported = [];
            int number = 0;
            using Journal resumed = Journal.Open(path, Command, TimeProvider.System);
            JournalFilter filter = new(
                resumed.Ledger,
                new DeviceRunOptions { Delivery = new DeliveryOptions { RetryUnknown = retryUnknown } },
                () => ++number,
                finished => reported.AddRange(finished.Batch.DeviceName));
            JournalAdvice[] advice = [.. Enumerable.Range(0, Devices).Select(device => filter.Ask(Call, NameOf(device)))];
            filter.Complete();

            for (int device = 0; device < Devices; device++)
            {
                bool isSent = sentAt[device] <= whole;
                int? outcome = endedAt[device] <= whole ? outcomes[device] : null;
                bool isRefused = refusedAt[device] <= whole && repeatedAt[device] > whole;
                bool mayHaveRun = isSent && !isRefused && outcome is null or 1;
                JournalAdvice expected = outcome == 0 ? JournalAdvice.Skip
                    : !mayHaveRun ? JournalAdvice.Send
                    : retryUnknown ? JournalAdvice.SendAgain
                    : JournalAdvice.Skip;
                Assert.Equal(expected, advice[device]);
                Assert.Equal(mayHaveRun && !retryUnknown, reported.Contains(NameOf(device)));
            }

            Assert.Equal(reported.Count, reported.Distinct().Count());
        }));

    public void Dispose() => _folder.Delete(recursive: true);

    private static string NameOf(int device) => string.Create(CultureInfo.InvariantCulture, $"device{device}");

    private static Outcome Create(Verdict verdict, bool isSent) =>
        new(verdict, new RpcReply { HttpStatus = 200 }, 1, isSent ? DateTimeOffset.UnixEpoch : null, TimeSpan.FromSeconds(1));
}
