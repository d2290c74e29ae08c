using System;
using System.Collections.Generic;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>The ways in which gateways count requests, none of which a client is told. Each answers whether it takes a request.</summary>
internal static class ThrottlingGateways
{
    public static IReadOnlyDictionary<string, Func<Func<double, double>, Func<double, bool>>> All { get; } =
        new Dictionary<string, Func<Func<double, double>, Func<double, bool>>>
        {
            ["last second"] = static quota => LastSecond(quota, countsRefused: false),
            ["last second, refused too"] = static quota => LastSecond(quota, countsRefused: true),
            ["fixed seconds"] = FixedSeconds,
            ["bucket"] = Bucket,
        };

    private static Func<double, bool> LastSecond(Func<double, double> quota, bool countsRefused)
    {
        Queue<double> seen = new();
        return now =>
        {
            while (seen.Count > 0 && seen.Peek() <= now - 1)
            {
                seen.Dequeue();
            }

            bool accepted = seen.Count + 1 <= quota(now);
            if (accepted || countsRefused)
            {
                seen.Enqueue(now);
            }

            return accepted;
        };
    }

    private static Func<double, bool> FixedSeconds(Func<double, double> quota)
    {
        // The gateway's seconds do not begin with the client's.
        const double Phase = 0.37;
        double second = -1;
        int count = 0;
        return now =>
        {
            if (Math.Floor(now + Phase) != second)
            {
                second = Math.Floor(now + Phase);
                count = 0;
            }

            return ++count <= quota(now);
        };
    }

    private static Func<double, bool> Bucket(Func<double, double> quota)
    {
        double tokens = double.PositiveInfinity;
        double last = 0;
        return now =>
        {
            tokens = Math.Min(quota(now), tokens + ((now - last) * quota(now)));
            last = now;
            if (tokens < 1)
            {
                return false;
            }

            tokens--;
            return true;
        };
    }
}
