using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Benchmarks.Support;

namespace TuyaIot.Benchmarks.Calls;

/// <summary>How long the requests of a run alone take.</summary>
internal static class RequestRun
{
    /// <summary>As many as a run has in flight by default.</summary>
    public const int InFlight = 8;

    private const int WarmUps = 3;
    private const int Rounds = 5;

    public static async Task<double> SecondsAsync(ICaller caller, int calls)
    {
        List<double> seconds = [];
        for (int round = 0; round < WarmUps + Rounds; round++)
        {
            seconds.Add(await MeasureAsync(caller, calls));
        }

        return Row.Median(seconds.Skip(WarmUps));
    }

    private static async Task<double> MeasureAsync(ICaller caller, int calls)
    {
        int left = calls;
        Stopwatch clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(lane => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await caller.CallAsync(lane);
            }
        })));
        return clock.Elapsed.TotalSeconds;
    }
}
