using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Rpc;

namespace TuyaIot.Benchmarks.Calls;

/// <summary>How long HttpClient alone takes for the requests of a run.</summary>
internal static class PrebuiltRun
{
    private const int InFlight = 8;
    private const int Rounds = 5;

    public static async Task<double> SecondsAsync(Uri endpoint, RpcMethod method, int calls)
    {
        using PrebuiltCaller caller = new(endpoint, method);
        await MeasureAsync(caller, calls);
        double[] seconds = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            seconds[round] = await MeasureAsync(caller, calls);
        }

        return Row.Median(seconds);
    }

    private static async Task<double> MeasureAsync(PrebuiltCaller caller, int calls)
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
