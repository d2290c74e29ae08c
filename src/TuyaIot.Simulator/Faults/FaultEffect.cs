using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using TuyaIot.Simulator.Http;

namespace TuyaIot.Simulator.Faults;

/// <summary>Damages a finished reply as the fault says.</summary>
internal static class FaultEffect
{
    private const string Html = "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>";

    internal static HttpReply Apply(InjectedFault injected, HttpReply reply, DateTimeOffset now) =>
        injected.Fault?.Kind switch
        {
            FaultKind.Throttle => reply with { Headers = RetryHeader(injected, now) },
            FaultKind.BadGateway => reply with { ContentType = "text/html", Body = Encoding.ASCII.GetBytes(Html) },
            FaultKind.Redirect => reply with { Headers = [new("Location", injected.Fault.Location)], Body = [] },
            FaultKind.Reset => reply with { Ending = HttpEnding.Reset },
            FaultKind.Close => reply with { Ending = HttpEnding.Close },
            FaultKind.Hang => reply with { Ending = HttpEnding.Hang },
            FaultKind.CutBody => reply with { Ending = HttpEnding.CutBody },
            FaultKind.CutJson => reply with { Body = Half(reply.Body) },
            FaultKind.GarbledJson => reply with { Body = Garble(reply.Body) },
            FaultKind.HugeReply => reply with { Body = Inflate(reply.Body, injected.Fault.Size) },
            _ => reply,
        };

    private static KeyValuePair<string, string>[] RetryHeader(InjectedFault injected, DateTimeOffset now) =>
        injected.Fault!.Header switch
        {
            ThrottleHeader.Acs => [new("x-acs-retry-after", WholeNumber(injected.Wait.TotalMilliseconds))],
            ThrottleHeader.Seconds => [new("Retry-After", WholeNumber(injected.Wait.TotalSeconds))],
            ThrottleHeader.Date => [new("Retry-After", Date(now + TimeSpan.FromSeconds(Math.Ceiling(injected.Wait.TotalSeconds))))],
            _ => [],
        };

    private static string Date(DateTimeOffset time) => time.ToString("r", CultureInfo.InvariantCulture);

    private static string WholeNumber(double value) => Math.Ceiling(value).ToString("F0", CultureInfo.InvariantCulture);

    private static byte[] Half(byte[] body)
    {
        byte[] half = new byte[body.Length / 2];
        Buffer.BlockCopy(body, 0, half, 0, half.Length);
        return half;
    }

    /// <summary>Replaces every third byte by one that is never part of UTF-8.</summary>
    private static byte[] Garble(byte[] body)
    {
        byte[] garbled = [.. body];
        for (int i = 0; i < garbled.Length; i += 3)
        {
            garbled[i] = 0xFF;
        }

        return garbled;
    }

    /// <summary>Adds white space in front of the JSON text, which does not change its meaning.</summary>
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
