using System;
using System.Linq;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>The upgrades of single devices: shows, confirms and cancels them.</summary>
internal sealed class OtaTaskActions(Fleet fleet)
{
    private const int MaxPage = 100;
    private const int MaxNames = 50;
    private const int MaxConfirmed = 10;

    private static readonly string[] Statuses = ["CONFIRM", "QUEUED", "NOTIFIED", "IN_PROGRESS", "SUCCEEDED", "FAILED", "CANCELED"];

    internal ActionReply ListByJob(ActionCall call) =>
        OtaTarget.FindJob(fleet.Ota, call, out OtaJob job)
        ?? Paging.Read(call.Parameters, MaxPage, out Paging paging)
        ?? RepeatList.Read(call.Parameters, "DeviceNames", MaxNames, "iot.device.DeviceCountExceeded", out string[] names)
        ?? CheckStatus(call.Parameters)
        ?? List(call.Parameters["TaskStatus"], job, names, paging);

    internal ActionReply CancelByJob(ActionCall call)
    {
        ActionReply? refusal = OtaTarget.FindJob(fleet.Ota, call, out OtaJob job);
        refusal ??= ParameterValue.ReadFlag(call.Parameters, "CancelScheduledTask", defaultValue: false, out bool scheduled)
            ?? ParameterValue.ReadFlag(call.Parameters, "CancelQueuedTask", defaultValue: false, out bool queued)
            ?? ParameterValue.ReadFlag(call.Parameters, "CancelNotifiedTask", defaultValue: false, out bool notified)
            ?? ParameterValue.ReadFlag(call.Parameters, "CancelInProgressTask", defaultValue: false, out bool inProgress)
            ?? ParameterValue.ReadFlag(call.Parameters, "CancelUnconfirmedTask", defaultValue: queued, out bool unconfirmed)
            ?? Cancel(job, call.Now, task => (scheduled && call.Now < job.Start) || task.Status switch
            {
                OtaTaskStatus.Confirm => unconfirmed,
                OtaTaskStatus.Queued => queued,
                OtaTaskStatus.Notified => notified,
                OtaTaskStatus.InProgress => inProgress,
                _ => false,
            });
        return refusal ?? ActionReply.Accepted();
    }

    internal ActionReply Confirm(ActionCall call)
    {
        ActionReply? refusal = RepeatList.Read(call.Parameters, "TaskId", MaxConfirmed, "iot.check.InvalidFormattedParameter", out string[] ids)
            ?? (ids.Length == 0 ? ActionReply.Missing("TaskId.1") : null);
        OtaTask[] tasks = [.. fleet.Ota.JobsAt(call.Now).SelectMany(static job => job.Tasks).Where(task => ids.Contains(task.Id))];
        if (refusal is not null || tasks.Length < ids.Length || tasks.Any(static task => task.Status != OtaTaskStatus.Confirm))
        {
            return refusal ?? ParameterValue.Wrong("TaskId", "the id of a task that waits for a confirmation");
        }

        foreach (OtaTask task in tasks)
        {
            task.Move(OtaTaskStatus.Queued, call.Now, 0);
        }

        return ActionReply.Accepted();
    }

    private static ActionReply? CheckStatus(RequestParameters parameters) =>
        parameters["TaskStatus"] is not { } status || Statuses.Contains(status)
            ? null
            : ParameterValue.Wrong("TaskStatus", "one of " + string.Join(", ", Statuses));

    /// <summary>Where devices are named, all of them are on one page.</summary>
    private static ActionReply List(string? status, OtaJob job, string[] names, Paging paging) => OtaFacts.CreatePage(
        names.Length > 0 ? new Paging(MaxPage, 1) : paging,
        [
            .. job.Tasks.Where(task => (status is null || OtaFacts.WordOf(task.Status) == status)
                && (names.Length == 0 || names.Contains(job.Product.NameOf(task.Device)))),
        ],
        "Data",
        "SimpleOTATaskInfo",
        task => OtaFacts.Describe(job, task));

    private static ActionReply? Cancel(OtaJob job, DateTimeOffset now, Func<OtaTask, bool> isCanceled)
    {
        foreach (OtaTask task in job.Tasks.Where(task => task.IsOpen && isCanceled(task)))
        {
            task.Move(OtaTaskStatus.Canceled, now, task.Progress);
        }

        return null;
    }
}
