using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.Journals;
using TuyaIot.Progress;
using TuyaIot.Text;

namespace TuyaIot.Pipeline;

/// <summary>Writes what became of a run's requests to the streams. It works on the pipeline thread alone.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="monitor">Counts what is written.</param>
/// <param name="createResults">Creates the result objects of a request.</param>
/// <param name="journal">The journal of the run; null for none.</param>
internal sealed class RunWriter(IotCommand command, RunMonitor monitor, Func<FinishedBatch, IEnumerable<object>> createResults, Journal? journal)
{
    private DeviceBatchCall? _call;
    private ResultOrigin? _origin;

    public void Write(FinishedBatch finished)
    {
        try
        {
            object target = WriteResults(finished);
            if (finished.Outcome.Verdict.Status is not DeliveryStatus.Accepted)
            {
                DeviceBatch batch = finished.Batch;
                command.WriteError(OutcomeError.Create(
                    finished.Outcome, batch.Call.Action, Subject(batch), target, isForOneDevice: batch.Call.IsForOneDevice));
            }
        }
        catch
        {
            // To write may end the pipeline: Select-Object -First, -ErrorAction Stop, Ctrl-C. This is the last that can be said.
            monitor.Conclude(completed: false);
            throw;
        }
    }

    /// <summary>The results of the request that ended the run, and the error to end it with.</summary>
    public ErrorRecord WriteLast(RunEndedException ended)
    {
        object target = WriteResults(ended.Finished);
        string waiting = ended.Waiting == 0 ? string.Empty : $" {NumberFormat.Devices(ended.Waiting)} more had been read and {(ended.Waiting == 1 ? "was" : "were")} not sent.";
        return OutcomeError.Create(
            ended.Finished.Outcome,
            ended.Finished.Batch.Call.Action,
            Subject(ended.Finished.Batch),
            target,
            $" The run ends here, because every other request would fail in the same way.{waiting}");
    }

    private static string Subject(DeviceBatch batch) => batch.Call.IsForOneDevice ? $"{batch.DeviceName[0]} of {batch.Call.ProductKey}" : string.Format(
        CultureInfo.InvariantCulture, "{0} of {1} (batch {2})", NumberFormat.Devices(batch.DeviceName.Count), batch.Call.ProductKey, batch.Number);

    private object WriteResults(FinishedBatch finished)
    {
        (DeviceBatch batch, Outcome outcome) = finished;
        monitor.Add(outcome, batch.DeviceName.Count);
        command.Verbose(string.Format(
            CultureInfo.InvariantCulture,
            "Batch {0}: {1} of {2}: {3}",
            batch.Number,
            NumberFormat.Devices(batch.DeviceName.Count),
            batch.Call.ProductKey,
            RequestText.Describe(outcome)));
        command.WarnOfClock(outcome);
        object[] results = [.. createResults(finished)];
        foreach (IotBatchResult result in results.OfType<IotBatchResult>())
        {
            result.Origin = OriginOf(batch.Call);
        }

        command.WriteObject(results, enumerateCollection: true);
        return results.Length == 1 ? results[0] : results;
    }

    private ResultOrigin OriginOf(DeviceBatchCall call)
    {
        if (!ReferenceEquals(call, _call))
        {
            _call = call;
            _origin = new ResultOrigin(journal, call.GetIdentity());
        }

        return _origin!;
    }
}
