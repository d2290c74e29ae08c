using System;
using System.Collections.Generic;
using TuyaIot.Delivery;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>
/// A run in simulated time: requests that never end, a network that delays each at random, a gateway that throttles, and stalls
/// of 50 to 400 ms, about every five seconds on either side. The same seed gives the same run.
/// </summary>
/// <param name="Jitter">The longest delay of an arrival, in seconds.</param>
/// <param name="Stalls">Whether client and gateway stall.</param>
/// <param name="InFlight">How many requests may be under way.</param>
internal sealed record PaceSimulation(double Jitter, bool Stalls, int InFlight)
{
    /// <summary>How long a request takes to the gateway at least, and its reply back.</summary>
    public double OneWay { get; init; } = 0.001;

    public double Seconds { get; init; } = 100;

    /// <summary>From when on replies are counted.</summary>
    public double From { get; init; }

    /// <summary>Requests at an even pace: each leaves an interval after the one before, whatever was answered.</summary>
    public (int Accepted, int Refused) RunEven(double perSecond, Func<double, bool> gateway, int seed)
    {
        double due = 0;
        return Run(gateway, seed, () => due, now => due = now + (1 / perSecond), static (_, _, _) => { });
    }

    /// <summary>Requests at the module's pace.</summary>
    public (int Accepted, int Refused) RunPaced(double ceiling, Func<double, bool> gateway, int seed)
    {
        Pace pace = new();
        bool hasReply = false;
        return Run(
            gateway,
            seed,
            () => pace.Due,
            now => pace.Release(now, ceiling),
            (now, releasedAt, refused) =>
            {
                pace.Report(now, releasedAt, refused, ceiling);
                if (!hasReply)
                {
                    hasReply = true;
                    pace.HoldInterval(now, ceiling);
                }
            });
    }

    private (int Accepted, int Refused) Run(
        Func<double, bool> gateway, int seed, Func<double> due, Action<double> release, Action<double, double, bool> report)
    {
        Random random = new(seed);
        StallTimes client = StallTimes.Create(Stalls, Seconds, random);
        StallTimes server = StallTimes.Create(Stalls, Seconds, random);
        PriorityQueue<(bool IsReply, double ReleasedAt, bool IsRefused), double> events = new();
        (int Accepted, int Refused) total = (0, 0);
        int inFlight = 0;
        int limit = 1;
        double now = 0;
        while (true)
        {
            double next = inFlight < limit ? client.After(Math.Max(now, due())) : double.PositiveInfinity;
            if (!events.TryPeek(out _, out double at) || next < at)
            {
                now = next;
                if (now > Seconds)
                {
                    return total;
                }

                release(now);
                inFlight++;
                events.Enqueue((false, now, false), server.After(now + OneWay + (Jitter * random.NextDouble())));
                continue;
            }

            (bool isReply, double releasedAt, bool isRefused) = events.Dequeue();
            now = at;
            if (now > Seconds)
            {
                return total;
            }

            if (isReply)
            {
                // The first request goes alone.
                limit = InFlight;
                inFlight--;
                report(now, releasedAt, isRefused);
                continue;
            }

            bool accepted = gateway(now);
            if (now >= From)
            {
                total = accepted ? (total.Accepted + 1, total.Refused) : (total.Accepted, total.Refused + 1);
            }

            events.Enqueue((true, releasedAt, !accepted), client.After(now + OneWay));
        }
    }

    private sealed class StallTimes(List<(double From, double To)> times)
    {
        public static StallTimes Create(bool any, double seconds, Random random)
        {
            List<(double From, double To)> times = [];
            for (double time = 0; any && time < seconds;)
            {
                double from = time - (5 * Math.Log(1 - random.NextDouble()));
                time = from + 0.05 + (0.35 * random.NextDouble());
                times.Add((from, time));
            }

            return new StallTimes(times);
        }

        /// <summary>The time itself, or the end of the stall that it falls into.</summary>
        public double After(double time)
        {
            foreach ((double from, double to) in times)
            {
                if (time >= from && time < to)
                {
                    return to;
                }
            }

            return time;
        }
    }
}
