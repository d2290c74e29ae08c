using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.Journals;
using TuyaIot.Progress;
using TuyaIot.Signing;

namespace TuyaIot.Pipeline;

/// <summary>
/// The base of cmdlets that send one command to devices: names from the pipeline, gathered into requests, a few in flight, with a
/// journal, progress and -WhatIf. A derived cmdlet has the command's own parameters, and says with CreateCall what they come to.
/// </summary>
public abstract class DeviceRunCommand : DeviceCommand
{
    private DeviceRun? _run;
    private RunThingModels? _models;
    private ShouldProcessGate? _gate;
    private RunMonitor? _monitor;
    private RunWriter? _writer;
    private DeviceBatchCall? _commandLineCall;
    private DeviceBatchCall? _given;
    private bool _isGivenOfResult;
    private DeviceBatchCall? _call;
    private DeviceBatchCall? _ofRecord;

    /// <summary>How many devices will come down the pipeline. It is for the progress bar and the closing warning.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet)]
    [Alias("Count")]
    [ValidateRange(0, long.MaxValue)]
    public virtual long ExpectedCount { get; set; }

    /// <summary>
    /// Sends again what may have been carried out already, because its reply was lost. Devices may then execute the command twice, so
    /// this is for commands that do no harm when they are repeated.
    /// </summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet)]
    public SwitchParameter RetryUnknown { get; set; }

    /// <summary>
    /// Records the run in this file, as JSON Lines. The same command with the same file goes on where the earlier run ended: accepted
    /// devices are skipped, and those in flight when it died are reported as Unknown.
    /// </summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet)]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>
    /// Sends nothing more once this script block is not true. It is run before each request, after the results that came before it were
    /// written. What is in flight is not called back.
    /// </summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet)]
    [ValidateNotNull]
    public ScriptBlock? While { get; set; }

    /// <summary>The name of the run, for people.</summary>
    private protected abstract string Title { get; }

    /// <summary>The most devices that one request carries, where the action takes many.</summary>
    private protected virtual int MaxBatchSize => DeviceBatchCall.MaxDeviceNames;

    /// <summary>What happens to a batch that is rejected because of a device in it.</summary>
    private protected virtual OnRejected RejectedBatch => OnRejected.Report;

    /// <summary>Whether the thing model of a product is asked whether it allows a call.</summary>
    private protected virtual bool ChecksThingModel => false;

    /// <summary>Whether nothing is to be sent: the run is only described.</summary>
    private protected bool IsWhatIf => _gate is { IsWhatIf: true };

    /// <summary>A run that the product's model refuses begins only if a row brings other values, since its journal is for one command.</summary>
    private DeviceRun Run => _run ?? Start();

    private RunThingModels Models => _models ??= new RunThingModels(ReadThingModel);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (!NeedsDeviceName)
        {
            return;
        }

        _commandLineCall = CallOfCommandLine();
        _gate = new ShouldProcessGate(this, CreateDelivery().RequestsPerSecond ?? _commandLineCall.Action.RequestsPerSecond);
        if (IsCommandLineAllowed())
        {
            Start();
        }
    }

    private DeviceRun Start()
    {
        DeliveryOptions delivery = CreateDelivery();
        DeviceRunOptions options = new()
        {
            BatchSize = MaxBatchSize,
            ThrottleLimit = ThrottleLimit,
            OnRejected = RejectedBatch,
            Delivery = delivery,
            Journal = OpenJournal(_commandLineCall!),
        };
        _monitor = new RunMonitor(this, Warn, Title, Expected(), hasJournal: options.Journal is not null, quiet: _gate!.IsWhatIf);
        _writer = new RunWriter(this, _monitor, CreateResults, options.Journal);
        DeviceRun run = new(Client, options, ShouldSend, GoesOn, _writer.Write, () => _monitor.Wait(Throttle), CancellationToken);
        _monitor.State = () => (run.Skipped, run.Waiting);
        return _run = run;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            base.ProcessRecord();
        }
        catch (RunEndedException ended)
        {
            EndEarly(_writer!.WriteLast(ended), hasBegun: true);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!HasDevice && NeedsDeviceName)
        {
            Warn("No device name came down the pipeline; nothing was sent.");
        }

        try
        {
            AddLast();
            base.EndProcessing();
            _run?.Complete();
        }
        catch (RunEndedException ended)
        {
            EndEarly(_writer!.WriteLast(ended), hasBegun: true);
        }
        catch (JournalException exception)
        {
            EndEarly(IotError.From(exception), hasBegun: true);
        }

        if (_run is null)
        {
            return;
        }

        _gate!.Conclude(Title);
        if (_run.Skipped > 0 && !_run.IsStopped)
        {
            WriteSkipped(_run.Skipped);
        }

        _monitor!.Conclude(completed: !_run.IsStopped);
    }

    /// <summary>What the parameters come to, for the current record.</summary>
    /// <exception cref="IotArgumentException">A parameter cannot be used.</exception>
    private protected abstract DeviceBatchCall CreateCall(string productKey);

    /// <summary>Checks what only a complete command must have, since a row may bring it.</summary>
    /// <exception cref="IotArgumentException">A parameter is missing.</exception>
    private protected virtual void CheckCall(DeviceBatchCall call)
    {
    }

    /// <summary>The cmdlet's name for a parameter of the API.</summary>
    private protected virtual string ParameterOf(string apiParameter) => apiParameter;

    private protected abstract IEnumerable<object> CreateResults(FinishedBatch finished);

    private protected override DeliveryOptions CreateDelivery() => base.CreateDelivery() with { RetryUnknown = RetryUnknown };

    private protected override void BeginRecord() => _ofRecord = null;

    private protected override void AddDevice(string name)
    {
        DeviceBatchCall call = CurrentCall();
        Run.Add(call, name);
    }

    /// <summary>The input has ended: takes what waited for more of its command.</summary>
    private protected virtual void AddLast()
    {
    }

    /// <summary>Takes a device whose command was completed by the reply of a query.</summary>
    private protected void Add(DeviceBatchCall call, string name)
    {
        try
        {
            Run.Add(call, name);
        }
        catch (IotArgumentException exception)
        {
            WriteError(IotError.From(exception));
        }
    }

    /// <summary>The command for the devices of the current record.</summary>
    private protected DeviceBatchCall CurrentCall() => _ofRecord ??= FindCall();

    private protected override void EndEarly(ErrorRecord error) => EndEarly(error, HasDevice);

    /// <summary>Cancels the requests in flight and waits until they have ended.</summary>
    private protected override void End()
    {
        _run?.Dispose();
        _monitor?.Dispose();
        base.End();
    }

    private long? Expected() => IsFromCommandLine(nameof(ExpectedCount)) ? ExpectedCount
        : MyInvocation.ExpectingInput ? null
        : DeviceName?.Length;

    private void EndEarly(ErrorRecord error, bool hasBegun)
    {
        _monitor?.Conclude(completed: false, hasBegun);
        ThrowTerminatingError(error);
    }

    private void WriteSkipped(long skipped)
    {
        string text = InputError.Skipped(skipped);
        if (_monitor!.HasResults)
        {
            Verbose(text);
            return;
        }

        Warn($"{text} The journal has nothing left to do.");
    }

    /// <summary>What the command line comes to by itself. A mistake on it is found here, before the first name.</summary>
    private DeviceBatchCall CallOfCommandLine()
    {
        try
        {
            return CreateCall(ProductKeyOrNull() ?? string.Empty);
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
            throw;
        }
    }

    /// <summary>The journal's command is the part that is the same for every device: the parameters of the command line.</summary>
    private Journal? OpenJournal(DeviceBatchCall call)
    {
        if (JournalPath is null || _gate!.IsWhatIf)
        {
            return null;
        }

        try
        {
            IEnumerable<RpcParameter> parameters = call.GetIdentity()
                .Where(parameter => parameter.Name == nameof(ProductKey) ? ProductKeyOrNull() is not null : IsFromCommandLine(ParameterOf(parameter.Name)));
            JournalCommand command = new(UsedCredential.Endpoint, call.Action.Name, [.. parameters]);
            using JournalProgress progress = new(this, JournalPath);
            return Journal.Open(FilePath.Resolve(this, JournalPath), command, TimeProvider.System, Expected(), progress, CancellationToken);
        }
        catch (OperationCanceledException) when (CancellationToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
            throw;
        }
        catch (JournalException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
            throw;
        }
    }

    /// <summary>The same object as long as nothing has changed, by which the group of a name is found at once.</summary>
    private DeviceBatchCall FindCall()
    {
        CheckContradictions();
        if (InputObject is null && _call is not null && !HasRows)
        {
            return _call;
        }

        DeviceBatchCall call = CreateCall(CurrentProductKey());
        CheckCall(call);
        bool isOfResult = ChecksThingModel && InputObject is not null && RowReader.IsResult(InputObject);
        if (!call.Equals(_given) || isOfResult != _isGivenOfResult)
        {
            _call = ChecksThingModel ? Models.Apply(call, isOfResult) : call;
            _given = call;
            _isGivenOfResult = isOfResult;
        }

        return _call!;
    }

    /// <summary>A mistake on the command line ends the cmdlet here, or with the first name, before anything is sent. Rows may bring other values.</summary>
    private bool IsCommandLineAllowed()
    {
        if (!ChecksThingModel || _commandLineCall!.ProductKey.Length == 0)
        {
            return true;
        }

        try
        {
            Models.Apply(_commandLineCall, isOfResult: false);
            return true;
        }
        catch (IotArgumentException) when (MyInvocation.ExpectingInput)
        {
            return false;
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
            throw;
        }
    }

    private ApiResult<QueryThingModelPublishedReply> ReadThingModel(QueryThingModelPublished query)
    {
        string subject = $"the thing model of {query.ProductKey}";
        ApiResult<QueryThingModelPublishedReply> result = Read(query, subject);
        if (result.Outcome.Verdict.EndsRun)
        {
            EndEarly(QueryError.Create(result.Outcome, query.Action, subject, query.ProductKey));
        }

        return result;
    }

    private bool ShouldSend(DeviceBatch batch)
    {
        if (!_gate!.ShouldSend(batch.Call.ProductKey, batch.DeviceName, Title))
        {
            return false;
        }

        WriteRequest(batch.Call, Describe(batch.DeviceName));
        return true;
    }

    private bool GoesOn() => While is null || _gate!.IsWhatIf || LanguagePrimitives.IsTrue(While.InvokeReturnAsIs());

    private static string Describe(IReadOnlyList<string> names) =>
        names.Count == 1 ? $"DeviceName.1={names[0]}" : $"DeviceName.1..{names.Count}={names[0]}…{names[names.Count - 1]}";
}
