using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Connection;
using TuyaIot.Rpc;

namespace TuyaIot.Pipeline;

/// <summary>
/// What every cmdlet has that tells many devices the same: names from the pipeline, gathered into requests, sent a few at a
/// time. Only Dispose covers every way in which a pipeline can end, so that is where what is in flight is cancelled and joined.
/// </summary>
public abstract class DeviceBatchCommand : IotCommand, IDisposable
{
    private readonly RunTotals _totals = new();
    private HashSet<string> _commandLine = [];
    private IotCredential? _credential;
    private DeviceRun? _run;
    private RunConsent? _consent;
    private RunProgress? _progress;
    private bool _debug;
    private bool _hasName;

    /// <summary>
    /// Names of devices, from the pipeline as text or as objects with this property. Blank ones are skipped; a name that stands
    /// twice in one request is sent once.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "Device")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? DeviceName { get; set; }

    /// <summary>The product that the devices belong to. Where it is left out, the credential's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? ProductKey { get; set; }

    /// <summary>How many devices one request carries: 1 to 100, which is also the default and the most that the API takes.</summary>
    [Parameter]
    [ValidateRange(1, DeviceNameList.Most)]
    public int BatchSize { get; set; } = DeviceNameList.Most;

    /// <summary>How many requests may be under way at once; 8 where unsaid.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>One result a device instead of one a request.</summary>
    [Parameter]
    public SwitchParameter PerDevice { get; set; }

    /// <summary>What the run does, for people.</summary>
    private protected abstract string Title { get; }

    /// <summary>Cancels what is in flight and waits until it has ended.</summary>
    public void Dispose()
    {
        _run?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _commandLine = new HashSet<string>(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        if (!MyInvocation.ExpectingInput && (DeviceName ?? []).All(string.IsNullOrWhiteSpace))
        {
            ThrowTerminatingError(IotError.Create(
                "NoDeviceName",
                ErrorCategory.InvalidArgument,
                DeviceName,
                "There is no device name.",
                "Pipe names in, as in Get-Content devices.txt | Invoke-IotThingsService …, or give -DeviceName."));
        }

        _credential = ResolveCredential();
        _consent = new RunConsent(this, _credential.RequestsPerSecond);
        _progress = new RunProgress(Title, MyInvocation.ExpectingInput ? null : DeviceName?.Length);
        _debug = MyInvocation.BoundParameters.ContainsKey("Debug")
            || !Equals(GetVariableValue("DebugPreference"), ActionPreference.SilentlyContinue);
        _run = new DeviceRun(_credential.Client, BatchSize, ThrottleLimit, Consent, Report);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string? value in DeviceName ?? [])
        {
            try
            {
                if (DeviceNameReader.Read(value) is string name)
                {
                    _hasName = true;
                    _run!.Add(CurrentCall(), name);
                }
            }
            catch (IotArgumentException exception)
            {
                WriteError(IotError.From(exception));
            }
            catch (RunEndedException ended)
            {
                End(ended);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!_hasName)
        {
            WriteWarning("No device name came down the pipeline; nothing was sent.");
        }

        try
        {
            _run!.Complete();
        }
        catch (RunEndedException ended)
        {
            End(ended);
        }

        _consent!.Conclude(Title);
        WriteProgress(_progress!.Finish());
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _run?.Cancel();

    /// <summary>What the current record tells its devices. The same object as long as nothing has changed.</summary>
    private protected abstract IDeviceCall ReadCall(string productKey);

    private protected abstract IEnumerable<object> CreateResults(FinishedBatch finished);

    private protected bool IsFromCommandLine(string parameter) => _commandLine.Contains(parameter);

    private IDeviceCall CurrentCall()
    {
        string? productKey = string.IsNullOrWhiteSpace(ProductKey) ? _credential!.ProductKey : ProductKey!.Trim();
        try
        {
            return ReadCall(productKey ?? throw NoProductKey());
        }
        catch (IotArgumentException exception) when (!RowSaysMoreThanName())
        {
            // What the command line says is the same for every name: one error, not one for each.
            ThrowTerminatingError(IotError.From(exception));
            throw;
        }
    }

    /// <summary>Whether the current record brought more than a name, so that the next one may be right where this one is wrong.</summary>
    private bool RowSaysMoreThanName() => MyInvocation.BoundParameters.Keys.Any(name =>
        !IsFromCommandLine(name) && !string.Equals(name, nameof(DeviceName), StringComparison.OrdinalIgnoreCase));

    private static IotArgumentException NoProductKey() => new(
        "NoProductKey",
        null,
        "No product: neither the command, the row nor the credential names one.",
        "Give -ProductKey, a ProductKey column, or Set-IotCredential -ProductKey.");

    private bool Consent(DeviceBatch batch)
    {
        if (!_consent!.Ask(batch, Title))
        {
            return false;
        }

        if (_debug)
        {
            RpcRequest request = batch.Call.ToRequest(batch.DeviceName);
            WriteDebug($"{request.Action} {string.Join(" ", request.Parameters.Select(parameter => $"{parameter.Name}={parameter.Value}"))}");
        }

        return true;
    }

    private void Report(FinishedBatch finished)
    {
        object target = WriteResults(finished);
        if (finished.Outcome.Verdict.Status is not Delivery.DeliveryStatus.Accepted)
        {
            WriteError(OutcomeError.Create(finished, target));
        }
    }

    private object WriteResults(FinishedBatch finished)
    {
        (DeviceBatch batch, Delivery.Outcome outcome) = finished;
        _totals.Add(outcome.Verdict.Status, batch.DeviceName.Count);
        WriteVerbose(string.Format(
            CultureInfo.InvariantCulture,
            "Batch {0}: {1} of {2}: {3} after {4:#,0} ms, attempts: {5}, RequestId: {6}",
            batch.Number,
            Count.Devices(batch.DeviceName.Count),
            batch.Call.ProductKey,
            outcome.Verdict.Status,
            outcome.Duration.TotalMilliseconds,
            outcome.Attempts,
            outcome.Reply.RequestId ?? "none"));
        WriteProgress(_progress!.Describe(_totals));
        object[] results = [.. CreateResults(finished)];
        WriteObject(results, enumerateCollection: true);
        return results[0];
    }

    private void End(RunEndedException ended)
    {
        object target = WriteResults(ended.Finished);
        string waiting = ended.Waiting == 0 ? string.Empty : $" {Count.Devices(ended.Waiting)} more had been read and were not sent.";
        ThrowTerminatingError(OutcomeError.Create(
            ended.Finished, target, $" The run ends here, because every other request would fail alike.{waiting}"));
    }
}
