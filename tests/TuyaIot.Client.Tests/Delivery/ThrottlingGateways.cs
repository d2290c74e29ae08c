using System;
using System.Collections.Generic;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>The ways in which gateways count requests, none of which a client is told.</summary>
internal static class ThrottlingGateways
{
    public static IReadOnlyDictionary<string, Func<double, Func<double, bool>>> All { get; } =
        new Dictionary<string, Func<double, Func<double, bool>>>
        {
            ["the last second"] = perSecond => LastSecond(perSecond, countsRefused: false),
            ["the last second, refused ones too"] = perSecond => LastSecond(perSecond, countsRefused: true),
            ["each second of the clock"] = EachSecond,
            ["a bucket for one"] = perSecond => Bucket(perSecond, 1),
            ["a bucket for a second's worth"] = perSecond => Bucket(perSecond, perSecond),
        };

    private static Func<double, bool> LastSecond(double perSecond, bool countsRefused)
    {
        Queue<double> seen = new();
        return now =>
        {
            while (seen.Count > 0 && seen.Peek() <= now - 1)
            {
                seen.Dequeue();
            }

            bool accepted = seen.Count < perSecond;
            if (accepted || countsRefused)
            {
                seen.Enqueue(now);
            }

            return accepted;
        };
    }

    private static Func<double, bool> EachSecond(double perSecond)
    {
        double second = -1;
        int count = 0;
        return now =>
        {
            if (Math.Floor(now) != second)
            {
                second = Math.Floor(now);
                count = 0;
            }

            return count++ < perSecond;
        };
    }

    private static Func<double, bool> Bucket(double perSecond, double size)
    {
        double tokens = size;
        double last = 0;
        return now =>
        {
            tokens = Math.Min(size, tokens + ((now - last) * perSecond));
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
