using System;

namespace TuyaIot.Simulator.State;

/// <summary>Moves the upgrade of one device on. How far it is follows from the clock.</summary>
internal static class OtaProgress
{
    /// <summary>The share of the upgrade in which the device was told and has not begun.</summary>
    private const double NotifiedShare = 0.1;

    /// <summary>Moves an open task to its state at <paramref name="now"/>.</summary>
    internal static void Advance(OtaJob job, OtaTask task, DateTimeOffset now)
    {
        DeviceState? state = job.Product.StateOf(task.Device);
        if (task.Status == OtaTaskStatus.Confirm || now < job.Start)
        {
            task.Ready = now;
        }
        else if ((state?.Status ?? SimulatorDeviceStatus.Online) != SimulatorDeviceStatus.Online)
        {
            task.Ready = now;
            task.Move(OtaTaskStatus.Queued, now, 0);
        }
        else
        {
            Advance(task, state, job, now);
        }
    }

    private static void Advance(OtaTask task, DeviceState? state, OtaJob job, DateTimeOffset now)
    {
        TimeSpan length = job.Product.UpgradeTime;
        TimeSpan notified = TimeSpan.FromTicks((long)(length.Ticks * NotifiedShare));
        TimeSpan? timeout = job.TimeoutInMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null;
        bool answers = state?.Outcome != SimulatorLogEvent.NeverArrived && state?.Reply is null or DeviceReply.Success;
        DateTimeOffset begin = task.Ready > job.Start ? task.Ready : job.Start;
        TimeSpan elapsed = now - begin;
        if (elapsed >= timeout && (!answers || length > timeout))
        {
            task.Move(OtaTaskStatus.Failed, begin + timeout.Value, task.Progress, "The device did not upgrade in time.");
        }
        else if (!answers || elapsed < notified)
        {
            task.Move(OtaTaskStatus.Notified, begin, 0);
        }
        else if (elapsed < length)
        {
            task.Move(OtaTaskStatus.InProgress, begin + notified, (int)(100 * elapsed.Ticks / length.Ticks));
        }
        else if (state?.Outcome == SimulatorLogEvent.Failed)
        {
            task.Move(OtaTaskStatus.Failed, begin + length, 99, "The device could not install the firmware.");
        }
        else
        {
            task.Move(OtaTaskStatus.Succeeded, begin + length, 100);
        }
    }
}
