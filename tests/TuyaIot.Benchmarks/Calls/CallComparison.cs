using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Benchmarks.Processes;
using TuyaIot.Benchmarks.Support;
using TuyaIot.Signing;

namespace TuyaIot.Benchmarks.Calls;

/// <summary>A call for 100 devices beside HttpClient sending as much that was made beforehand, turn by turn.</summary>
internal static class CallComparison
{
    /// <summary>As long as it takes until the runtime has compiled everything for good.</summary>
    private const int WarmUps = 8;

    private const int Rounds = 11;

    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(500);

    public static async Task RunAsync()
    {
        using Sibling server = Sibling.Server();
        Uri endpoint = new(server.ReadLine()!);
        foreach (RpcMethod method in new[] { RpcMethod.Post, RpcMethod.Get })
        {
            foreach (int inFlight in new[] { 1, 16 })
            {
                await CompareAsync(server, endpoint, method, inFlight);
            }
        }
    }

    private static async Task CompareAsync(Sibling server, Uri endpoint, RpcMethod method, int inFlight)
    {
        using OurCaller ours = new(endpoint, method);
        using PrebuiltCaller prebuilt = new(endpoint, method);
        using SocketCaller sockets = new(endpoint, method, inFlight);
        ICaller[] callers = [ours, prebuilt, sockets];

        List<Round>[] rounds = [[], [], []];
        int connections = 0;
        long calls = 0;
        for (int round = 0; round < WarmUps + Rounds; round++)
        {
            for (int caller = 0; caller < callers.Length; caller++)
            {
                int before = server.Connections();
                Round result = await MeasureAsync(callers[caller], inFlight);
                if (caller == 0)
                {
                    connections += server.Connections() - before;
                    calls += result.Calls;
                }

                if (round >= WarmUps)
                {
                    rounds[caller].Add(result);
                }
            }
        }

        double[] perSecond = [.. rounds.Select(static all => Row.Median(all.Select(static one => one.PerSecond)))];
        double[] bytes = [.. rounds.Select(static all => Row.Median(all.Select(static one => one.Bytes)))];
        string what = $"{(method is RpcMethod.Get ? "GET" : "POST")}, {inFlight} in flight";
        Console.WriteLine(Row.Of(
            what, $"{perSecond[0]:#,0}/s", $"prebuilt through HttpClient {perSecond[1]:#,0}/s", perSecond[0] / perSecond[1], "≥ 0.75"));
        Console.WriteLine(Row.Of(
            $"{what}: allocated above it", $"{bytes[0] - bytes[1]:#,0} B", $"{bytes[1]:#,0} B", null, "≤ 2,000 B"));
        Console.WriteLine(Row.Of(
            $"{what}: connections", $"{connections}", $"{calls:#,0} calls", null, "< 1 in 1,000"));
        Console.WriteLine(Row.Of(
            $"{what}: the server itself", $"over sockets {perSecond[2]:#,0}/s", $"prebuilt {perSecond[1]:#,0}/s", perSecond[2] / perSecond[1], "> 1"));
    }

    private static async Task<Round> MeasureAsync(ICaller caller, int inFlight)
    {
        GC.Collect();
        long calls = 0;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Stopwatch clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(async lane =>
        {
            long mine = 0;
            while (clock.Elapsed < RoundTime)
            {
                await caller.CallAsync(lane);
                mine++;
            }

            Interlocked.Add(ref calls, mine);
        }));
        double seconds = clock.Elapsed.TotalSeconds;
        return new Round(calls, calls / seconds, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)calls);
    }

    private readonly record struct Round(long Calls, double PerSecond, double Bytes);
}
