using System;
using System.Globalization;
using TuyaIot.Journals;

namespace TuyaIot.Execution;

/// <summary>Says what silence means: a device did not reply only where its reply would have been heard.</summary>
internal static class SilenceJudge
{
    /// <summary>Messages have no order: one that was generated this much later comes later.</summary>
    private static readonly TimeSpan Disorder = TimeSpan.FromSeconds(2);

    /// <summary>A stream that is behind comes nearer as long as messages come, but not for ever.</summary>
    private static readonly TimeSpan MaxCatchUp = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan CatchUpPause = TimeSpan.FromSeconds(5);

    /// <summary>What the devices of a command come to of which nothing was said: null while that cannot be said yet.</summary>
    public static (ExecutionStatus Status, string Message)? Judge(OpenCommand command, StreamState stream, ExecutionOptions options, DateTimeOffset now)
    {
        string timeout = string.Format(CultureInfo.InvariantCulture, "{0:0.#} s", options.Timeout.TotalSeconds);
        bool hasHeard = stream.HasHeard(command.Sent.ProductKey);
        bool isPast = stream.LatestGeneratedAt - Disorder >= command.GatewayDeadline;
        bool isCovered = IsCovered(command, stream, options);
        if ((isPast || isCovered) && hasHeard && !command.MayHaveMissed)
        {
            return command.Sent.IsUnknown
                ? (ExecutionStatus.Unknown, $"The reply to the call was lost, and nothing was heard of the device within {timeout}.")
                : (ExecutionStatus.NoAnswer, $"The device did not reply within {timeout}.");
        }

        if (isCovered && !hasHeard)
        {
            return (ExecutionStatus.NotHeard, $"Nothing was heard of any device of {command.Sent.ProductKey}.");
        }

        DateTimeOffset since = command.Deadline > command.AddedAt ? command.Deadline : command.AddedAt;
        bool isCatchingUp = !isPast && now - stream.LastMessageAt < CatchUpPause && now - since < MaxCatchUp;
        TimeSpan patience = stream.FirstAttachedAt <= command.Sent.SentAt && options.Patience < options.RedeliveryTime + CatchUpPause
            ? options.RedeliveryTime + CatchUpPause
            : options.Patience;
        return now - since >= patience && !isCatchingUp
            ? (ExecutionStatus.NotHeard, command.MayHaveMissed
                ? "More replies came than could be kept, and the reply of this device may have been among them."
                : "The stream of messages did not reach the end of the device's time.")
            : null;
    }

    /// <summary>
    /// Whether the gateway had nothing more when the time of the devices was over, on a link that was up throughout; or, since it keeps
    /// messages for a day, after a break of the link and once what was under way then was pushed again.
    /// </summary>
    private static bool IsCovered(OpenCommand command, StreamState stream, ExecutionOptions options) =>
        stream.FirstAttachedAt <= command.Sent.SentAt
        && stream.AttachedSince is DateTimeOffset since
        && stream.DrainedAt is DateTimeOffset drained
        && drained >= command.Deadline
        && (since <= command.Sent.SentAt || drained >= since + options.RedeliveryTime);
}
