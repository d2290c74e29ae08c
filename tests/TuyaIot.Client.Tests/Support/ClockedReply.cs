using System;
using TuyaIot.Tests.Servers;

namespace TuyaIot.Client.Tests.Support;

/// <summary>What a gateway replies that takes only requests from within a quarter of an hour of its own time.</summary>
internal static class ClockedReply
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    /// <param name="request">The request.</param>
    /// <param name="now">The gateway's own time, which it tells in each refusal.</param>
    public static GatewayReply To(GatewayRequest request, DateTimeOffset now) =>
        (request.Timestamp - now).Duration() <= Tolerance ? GatewayReply.Accepted : Expired(now);

    public static GatewayReply Expired(DateTimeOffset now) => Dated("InvalidTimeStamp.Expired", FormattableString.Invariant($"{now:R}"));

    public static GatewayReply Dated(string code, string date) => GatewayReply.Refused(code, headers: $"Date: {date}\r\n");
}
