using System;
using System.Globalization;
using System.Linq;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>A journal of millions of devices has to fit into memory beside everything else.</summary>
[Collection(Alone.Name)]
public sealed class DeviceLedgerTests
{
    private const int Many = 300_000;

    private static readonly JournalOutcome Accepted = JournalOutcome.Create(DateTimeOffset.UnixEpoch, 1, JournalSample.Accepted);
    private static readonly JournalOutcome Rejected = JournalOutcome.Create(DateTimeOffset.UnixEpoch, 1, JournalSample.Rejected);

    [Fact]
    public void Whatever_their_number_devices_take_at_most_40_bytes_each()
    {
        DeviceLedger ledger = new();
        long before = GC.GetTotalMemory(forceFullCollection: true);

        // Tables grow by steps, so that the worst number may be any.
        for (int count = 20_000; count <= Many; count += 20_000)
        {
            Record(ledger, count - 20_000, 20_000, Accepted);
            double bytes = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / count;
            Assert.True(bytes <= 40, $"{bytes} bytes a device at {count}");
        }

        Assert.Equal(Many, ledger.Total);
    }

    [Fact]
    public void Each_of_many_is_found_with_what_became_of_it()
    {
        DeviceLedger ledger = new();
        Record(ledger, 0, Many / 2, Accepted);
        Record(ledger, Many / 2, Many / 2, Rejected);
        Record(ledger, 0, Many, Rejected);
        DeviceKeyPrefix prefix = DeviceKey.CreatePrefix(JournalSample.Parameters);

        Assert.All(
            Enumerable.Range(0, Many),
            number => Assert.Equal(number < Many / 2 ? DeviceOutcome.Accepted : DeviceOutcome.Rejected, ledger.Find(prefix, Name(number))));
        Assert.All(Enumerable.Range(Many, 1000), number => Assert.Null(ledger.Find(prefix, Name(number))));
        Assert.Equal((Many / 2, Many / 2, Many), (ledger.Count(DeviceOutcome.Accepted), ledger.Count(DeviceOutcome.Rejected), ledger.Total));
    }

    private static void Record(DeviceLedger ledger, int start, int count, JournalOutcome outcome) => ledger.Record(
        new JournalSend(DateTimeOffset.UnixEpoch, 1, JournalSample.Parameters, [.. Enumerable.Range(start, count).Select(Name)]), outcome);

    private static string Name(int number) => "device" + number.ToString(CultureInfo.InvariantCulture);
}
