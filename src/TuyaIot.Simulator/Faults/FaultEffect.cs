using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using TuyaIot.Simulator.Http;

namespace TuyaIot.Simulator.Faults;

/// <summary>Does to a finished reply what a fault does to it on the wire.</summary>
internal static class FaultEffect
{
    private const string Html = "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>";

    internal static HttpReply Apply(FaultStrike strike, HttpReply reply, DateTimeOffset now)
    {
        HttpReply late = reply with { Delay = strike.Delay };
        return strike.Fault?.Kind switch
        {
            FaultKind.Throttle => late with { Headers = RetryHeader(strike, now) },
            FaultKind.BadGateway => late with { ContentType = "text/html", Body = Encoding.ASCII.GetBytes(Html) },
            FaultKind.Redirect => late with { Headers = [new("Location", strike.Fault.Location)], Body = [] },
            FaultKind.Reset => late with { Ending = HttpEnding.Reset },
            FaultKind.Close => late with { Ending = HttpEnding.Close },
            FaultKind.Hang => late with { Ending = HttpEnding.Hang },
            FaultKind.CutBody => late with { Ending = HttpEnding.CutBody },
            FaultKind.CutJson => late with { Body = Half(late.Body) },
            FaultKind.GarbledJson => late with { Body = Garble(late.Body) },
            FaultKind.HugeReply => late with { Body = Inflate(late.Body, strike.Fault.Size) },
            _ => late,
        };
    }

    private static KeyValuePair<string, string>[] RetryHeader(FaultStrike strike, DateTimeOffset now) =>
        strike.Fault!.Header switch
        {
            ThrottleHeader.Acs => [new("x-acs-retry-after", WholeNumber(strike.Wait.TotalMilliseconds))],
            ThrottleHeader.Seconds => [new("Retry-After", WholeNumber(strike.Wait.TotalSeconds))],
            ThrottleHeader.Date => [new("Retry-After", (now + TimeSpan.FromSeconds(Math.Ceiling(strike.Wait.TotalSeconds))).ToString("r", CultureInfo.InvariantCulture))],
            _ => [],
        };

    private static string WholeNumber(double value) => Math.Ceiling(value).ToString("F0", CultureInfo.InvariantCulture);

    private static byte[] Half(byte[] body)
    {
        byte[] half = new byte[body.Length / 2];
        Buffer.BlockCopy(body, 0, half, 0, half.Length);
        return half;
    }

    /// <summary>Every third byte becomes one that stands in no UTF-8 text.</summary>
    private static byte[] Garble(byte[] body)
    {
        byte[] garbled = [.. body];
        for (int i = 0; i < garbled.Length; i += 3)
        {
            garbled[i] = 0xFF;
        }

        return garbled;
    }

    /// <summary>White space in front of a JSON text says nothing, however much of it there is.</summary>
    private static byte[] Inflate(byte[] body, int size)
    {
        byte[] huge = new byte[Math.Max(size, body.Length)];
        for (int i = 0; i < huge.Length - body.Length; i++)
        {
            huge[i] = (byte)' ';
        }

        Buffer.BlockCopy(body, 0, huge, huge.Length - body.Length, body.Length);
        return huge;
    }
}
