using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Execution;
using TuyaIot.Journals;
using Xunit;
using static TuyaIot.Client.Tests.Execution.TrackerRig;

namespace TuyaIot.Client.Tests.Execution;

/// <summary>What holds whatever the order, and whatever the number.</summary>
[Collection(Alone.Name)]
public sealed class TrackerPropertyTests
{
    private static readonly string[] Kinds = ["executes", "fails", "offline", "silent", "late", "twice", "reports", "offline, then executes"];

    [Fact]
    public void Any_order_of_calls_and_messages_comes_to_the_same()
    {
        Gen<(int[] Kinds, int Seed)> runs =
            from kinds in Gen.Choose(0, (Kinds.Length * 3) - 1).NonEmptyListOf()
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select (kinds.ToArray(), seed);
        Prop.ForAll(runs.ToArbitrary(), run =>
        {
            TrackerRig rig = new();
            List<Action> steps = [];
            for (int number = 0; number < run.Kinds.Length; number++)
            {
                steps.AddRange(Steps(rig, $"d{number}", Kinds[run.Kinds[number] / 3], (run.Kinds[number] % 3) - 1));
            }

            Random order = new(run.Seed);
            foreach (Action step in steps.OrderBy(_ => order.Next()).ToArray())
            {
                step();
            }

            rig.HearAnother().Pass(130);
            Assert.Equal(0, rig.Tracker.Open);
            Assert.All(
                run.Kinds.Select(static (kind, number) => (Kind: Kinds[kind / 3], Variant: (kind % 3) - 1, Device: $"d{number}")),
                one => Assert.Equal(Expected(one.Kind, one.Variant), rig.Told.Last(told => told.DeviceName == one.Device).Status));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_their_number_open_devices_take_at_most_250_bytes_and_settled_ones_are_freed()
    {
        const int Count = 100_000;
        string[][] names = [.. Enumerable.Range(0, Count).Select(static number => "device" + number.ToString(CultureInfo.InvariantCulture)).Chunk(100)];
        ExecutionTracker tracker = new(new ExecutionOptions { MaxRecent = 100 }, static _ => { });
        tracker.Attach(At(-1));
        long before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (string[] group in names)
        {
            tracker.Add(Service(), group, At(0));
        }

        double open = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
        Assert.True(open <= 250, $"{open} bytes an open device");

        foreach (string name in names.SelectMany(static group => group))
        {
            tracker.Hear(Reply(name, 3), At(3));
        }

        double settled = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
        Assert.Equal(0, tracker.Open);

        // The table of devices keeps its size.
        Assert.True(settled <= 80, $"{settled} bytes a settled device");
        GC.KeepAlive(names);
    }

    private static IEnumerable<Action> Steps(TrackerRig rig, string device, string kind, int variant)
    {
        // A call with an id, one without, and one whose reply was lost.
        SentCommand command = kind == "reports" ? Properties("""{"x":1,"y":2}""") : Service();
        command = variant switch
        {
            0 => command,
            1 => command with { MessageId = "77" },
            _ => command with { IsUnknown = true, Latency = null },
        };
        yield return () => rig.Add(variant < 0 ? command with { SentAt = At(0.1) } : command, device);
        yield return () => rig.Hear(Reply(device, -3600));
        (double Second, int Code)[] replies = kind switch
        {
            "executes" => [(3, 200)],
            "fails" => [(3, 100_001)],
            "offline" => [(1, 9201)],
            "late" => [(110, 200)],
            "twice" => [(3, 200), (4, 200)],
            "offline, then executes" => [(1, 9201), (30, 200)],
            _ => [],
        };
        foreach ((double second, int code) in replies)
        {
            yield return () => rig.Hear(Reply(device, second, code));
        }

        if (kind == "reports")
        {
            yield return () => rig.Hear(Report(device, 2, """{"x":1}"""));
            yield return () => rig.Hear(Report(device, 3, """{"y":2}"""));
        }
    }

    private static ExecutionStatus Expected(string kind, int variant) => kind switch
    {
        "fails" => ExecutionStatus.Failed,
        "offline" => ExecutionStatus.Offline,
        "silent" => variant < 0 ? ExecutionStatus.Unknown : ExecutionStatus.NoAnswer,
        _ => ExecutionStatus.Executed,
    };
}
