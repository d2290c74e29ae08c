using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using TuyaIot.Benchmarks.Support;
using TuyaIot.Execution;
using TuyaIot.Messages;

namespace TuyaIot.Benchmarks.Messages;

/// <summary>What Wait-IotCommand does with a message while it waits for 1,000,000 devices, and what it holds of each.</summary>
internal static class TrackerComparison
{
    private const string ProductKey = "a1BwAGV0001";
    private const int Many = 1_000_000;
    private const int Few = 10_000;
    private const int BatchSize = 100;
    private const int ChunkSize = 10_000;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static IEnumerable<string> Run()
    {
        // Compiles everything for good.
        for (int i = 0; i < 30; i++)
        {
            Measure(Few);
        }

        double[] few = Best(Few, 15), many = Best(Many, 3);
        yield return Row.Of(
            "replies that Wait-IotCommand matches", $"{many[0]:#,0}/s with {Many:#,0} devices open", $"{few[0]:#,0}/s with {Few:#,0}", many[0] / few[0], "> 1,000/s");
        yield return Row.Of(
            "held of an open device, with its name", $"{many[1]:0} B of {Many:#,0}", $"{few[1]:0} B of {Few:#,0}", many[1] / few[1], "1");
    }

    private static double[] Best(int devices, int rounds)
    {
        double[][] measured = [.. Enumerable.Range(0, rounds).Select(_ => Measure(devices))];
        return [Row.Median(measured.Select(static one => one[0])), Row.Median(measured.Select(static one => one[1]))];
    }

    /// <summary>Messages a second, and bytes of a device.</summary>
    private static double[] Measure(int devices)
    {
        int told = 0;
        ExecutionTracker tracker = new(new ExecutionOptions(), executions => told += executions.Count);
        tracker.Attach(Start.AddHours(-1));
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int first = 0; first < devices; first += BatchSize)
        {
            tracker.Add(Command, [.. Enumerable.Range(first, BatchSize).Select(NameOf)], Start);
        }

        double bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)devices;
        Stopwatch clock = new();
        for (int first = 0; first < devices; first += ChunkSize)
        {
            ReplyMessage[] replies = [.. Enumerable.Range(first, ChunkSize).Select(Reply)];
            clock.Start();
            foreach (ReplyMessage reply in replies)
            {
                tracker.Hear(reply, Start.AddSeconds(2));
            }

            clock.Stop();
        }

        return told == devices
            ? [devices / clock.Elapsed.TotalSeconds, bytes]
            : throw new InvalidOperationException($"{told} of {devices} devices were matched.");
    }

    private static SentCommand Command { get; } = new()
    {
        ProductKey = ProductKey,
        Identifier = "Set",
        Args = "{}",
        SentAt = Start,
        Latency = TimeSpan.FromSeconds(0.2),
        GatewayAt = Start,
    };

    private static string NameOf(int number) => number.ToString("'device-'0000000000", CultureInfo.InvariantCulture);

    private static ReplyMessage Reply(int number)
    {
        string name = NameOf(number);
        return new ReplyMessage(name, $"/{ProductKey}/{name}/thing/downlink/reply/message", Start.AddSeconds(1))
        {
            ProductKey = ProductKey,
            DeviceName = name,
            Code = 200,
            RequestId = "77",
            CommandTopic = $"/sys/{ProductKey}/{name}/thing/service/Set_reply",
        };
    }
}
