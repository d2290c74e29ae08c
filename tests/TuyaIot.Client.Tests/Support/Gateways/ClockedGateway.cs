using System;

namespace TuyaIot.Client.Tests.Support.Gateways;

/// <summary>A gateway that takes only requests from within a quarter of an hour of its own time, which it tells in each reply.</summary>
/// <param name="time">This machine's clock.</param>
/// <param name="ahead">How far the gateway's clock is ahead of it.</param>
internal sealed class ClockedGateway(TimeProvider time, TimeSpan ahead)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    public Answer Answer => (connection, request) =>
    {
        DateTimeOffset now = time.GetUtcNow() + ahead;
        Answer answer = (request.Timestamp - now).Duration() <= Tolerance ? Answers.Accepted : Expired(now);
        return answer(connection, request);
    };

    public static Answer Expired(DateTimeOffset now) =>
        Answers.Refused("InvalidTimeStamp.Expired", FormattableString.Invariant($"Date: {now:R}\r\n"));
}
