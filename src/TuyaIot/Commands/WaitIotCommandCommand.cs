using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using System.Threading;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Connection;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.Execution;
using TuyaIot.Journals;
using TuyaIot.Messages;
using TuyaIot.Pipeline;
using TuyaIot.Progress;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Waits until it is known what devices did with a command.</para>
/// <para type="description">Listens to the messages of a consumer group from before the first command is sent, and writes one outcome a
/// device as soon as it is known.</para>
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "IotCommand", DefaultParameterSetName = MessageSet)]
[OutputType(typeof(IotCommandOutcome))]
public sealed class WaitIotCommandCommand : IotCommand
{
    private const string MessageSet = "Message";
    private const string PollSet = "Poll";

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxPatience = TimeSpan.FromMinutes(1);

    private static readonly HashSet<string> Actions =
        new(StringComparer.Ordinal) { "InvokeThingsService", "InvokeThingService", "SetDevicesProperty", "SetDeviceProperty" };

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly ConcurrentQueue<IReadOnlyList<DeviceExecution>> _told = new();
    private readonly SemaphoreSlim _isTold = new(0);
    private ExecutionRecorder? _recorder;
    private ExecutionTracker? _tracker;
    private ExecutionListener? _listener;
    private DevicePoller? _poller;
    private MessageSource? _source;
    private WaitProgress? _progress;
    private long _advancedAt;
    private long _expected;
    private long _notHeard;
    private string _notHeardReason = string.Empty;

    /// <summary>
    /// A result of Invoke-IotThingsService, Invoke-IotThingService or Set-IotDeviceProperty, also one that was read back from a file; an
    /// outcome of an earlier wait; or the summary of a journal.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>How long a device has for its answer, in seconds from the send. Default: 120.</summary>
    [Parameter]
    [Alias("TimeoutSeconds")]
    [ValidateRange(1, 7 * 86_400)]
    public int TimeoutSec { get; set; } = 120;

    /// <summary>The evidence that counts beside a reply of the device. Default: PropertyReport.</summary>
    [Parameter(ParameterSetName = MessageSet)]
    [ValidateSet(nameof(ExecutionEvidence.PropertyReport), nameof(ExecutionEvidence.StatusChange))]
    public string[] Evidence { get; set; } = [nameof(ExecutionEvidence.PropertyReport)];

    /// <summary>The consumer group whose messages are read. Default: the credential's.</summary>
    [Parameter(ParameterSetName = MessageSet)]
    [ValidateNotNullOrEmpty]
    public string? ConsumerGroupId { get; set; }

    /// <summary>Where messages come from. Default: the credential's.</summary>
    [Parameter(ParameterSetName = MessageSet)]
    [ValidateNotNullOrEmpty]
    public string? MessageEndpoint { get; set; }

    /// <summary>Matches replies by device, command and time, although the call gave an id.</summary>
    [Parameter(ParameterSetName = MessageSet)]
    public SwitchParameter IgnoreMessageId { get; set; }

    /// <summary>Asks the gateway for each device instead of listening.</summary>
    [Parameter(ParameterSetName = PollSet, Mandatory = true)]
    public SwitchParameter Poll { get; set; }

    /// <summary>The journal of the run, where the input does not know it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    private TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSec);

    private long Open => _poller?.Open ?? _tracker!.Open;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _recorder = new ExecutionRecorder(JournalPath is null ? null : FilePath.Resolve(this, JournalPath));
            _progress = new WaitProgress(this, _time, text => Verbose(text));
            if (Poll)
            {
                _ = Client;
                _poller = new DevicePoller(Timeout, _time, Tell);
                return;
            }

            Listen();
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
        }
        catch (MessageStreamException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CheckFault();
        if (InputObject is not null)
        {
            try
            {
                Take(InputObject);
            }
            catch (IotArgumentException exception)
            {
                WriteError(IotError.From(exception));
            }
            catch (JournalException exception)
            {
                WriteError(IotError.From(exception));
            }
            catch (OperationCanceledException) when (CancellationToken.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }
        }

        // Not for each of a million results: it goes through all commands whose time is over.
        if (_time.GetElapsedTime(_advancedAt) >= Glance)
        {
            _advancedAt = _time.GetTimestamp();
            _tracker?.Advance(_time.GetUtcNow());
        }

        WriteTold();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _tracker?.Complete();
        while (Open > 0)
        {
            CheckFault();
            if (_poller is not null)
            {
                Ask();
            }
            else
            {
                Pause(Glance);
                _tracker!.Advance(_time.GetUtcNow());
            }

            WriteTold();
        }

        base.EndProcessing();
        WriteTold();
        _progress!.Clear();
        if (_notHeard > 0)
        {
            WriteError(_poller is null ? WaitError.NotHeard(_source!.GroupId, _notHeard, _notHeardReason) : WaitError.NotRead(_notHeard, _notHeardReason));
        }
    }

    private protected override void End()
    {
        _listener?.Dispose();
        _recorder?.Dispose();
        base.End();
    }

    /// <summary>Connects, so that the link is up before the first command is sent: all cmdlets of a pipeline begin before the first object flows.</summary>
    private void Listen()
    {
        _source = MessageSource.From(UsedCredential.Profile, MessageEndpoint, ConsumerGroupId);
        ExecutionOptions options = new()
        {
            Timeout = Timeout,
            TakesReports = Array.IndexOf(Evidence, nameof(ExecutionEvidence.PropertyReport)) >= 0,
            TakesStatusChanges = Array.IndexOf(Evidence, nameof(ExecutionEvidence.StatusChange)) >= 0,
            Patience = Timeout < MaxPatience ? Timeout : MaxPatience,
        };
        _tracker = new ExecutionTracker(options, Tell);
        IMessageStream stream = MessageStreamFactory.Open(UsedCredential.Profile, _source, ExecutionListener.MaxHeld);
        _listener = new ExecutionListener(stream, _tracker, _time);
        _listener.Start();
        while (!_tracker.IsAttached)
        {
            CheckFault();
            Pause(Glance);
        }

        Verbose($"Listens to the consumer group {_source.GroupId} at {_source.Endpoint.Authority}.");
    }

    /// <summary>On any thread: it is in the journal before anybody is told.</summary>
    private void Tell(IReadOnlyList<DeviceExecution> told)
    {
        _recorder!.Record(told);
        _told.Enqueue(told);

        // One is enough: all that is told is written at once.
        if (_isTold.CurrentCount == 0)
        {
            _isTold.Release();
        }
    }

    private void Take(PSObject input)
    {
        if (SentCommandReader.ReadJournalPaths(input) is string[] paths)
        {
            foreach (string path in paths)
            {
                TakeJournal(FilePath.Resolve(this, path));
            }

            return;
        }

        SentResult result = SentCommandReader.Read(input);
        _expected += result.DeviceName.Count;
        switch (result.Status)
        {
            case nameof(DeliveryStatus.Accepted) or nameof(ExecutionStatus.Offline) or nameof(ExecutionStatus.NoAnswer) or nameof(ExecutionStatus.NotHeard)
                when !result.HasSentAt:
                throw SentCommandReader.NotWaitable(input, "it does not say when it was sent");
            case nameof(DeliveryStatus.Accepted) or nameof(ExecutionStatus.Offline) or nameof(ExecutionStatus.NoAnswer) or nameof(ExecutionStatus.NotHeard):
            case nameof(DeliveryStatus.Unknown) when result.HasSentAt:
                Track(result.Command, result.DeviceName, result.Answer);
                break;
            case nameof(DeliveryStatus.Unknown):
                Pass(result, ExecutionStatus.Unknown, "The reply to the call was lost, and it is not known when it was sent");
                break;
            case nameof(DeliveryStatus.Rejected) or nameof(ExecutionStatus.NotSent):
                bool isSent = result.HasSentAt && result.Status == nameof(DeliveryStatus.Rejected);
                Pass(result, isSent ? ExecutionStatus.Rejected : ExecutionStatus.NotSent, isSent ? "The gateway rejected the call" : "Nothing was sent");
                break;
            case nameof(ExecutionStatus.Executed) or nameof(ExecutionStatus.Failed):
                WriteObject(input);
                break;
            default:
                throw SentCommandReader.NotWaitable(input, $"its Status is {result.Status}");
        }
    }

    private void Track(SentCommand command, IReadOnlyList<string> names, JsonElement? answer = null)
    {
        DateTimeOffset now = _time.GetUtcNow();
        SentCommand sent = IgnoreMessageId ? command with { MessageId = null } : command;
        if (answer is JsonElement output)
        {
            Tell([ExecutionTracker.CreateAnswered(sent, names[0], output, now)]);
        }
        else if (_poller is not null)
        {
            _poller.Add(sent, names, now);
        }
        else
        {
            _tracker!.Add(sent, names, now);
        }
    }

    /// <summary>What never got to a device needs no waiting.</summary>
    private void Pass(SentResult result, ExecutionStatus status, string message)
    {
        string text = result.Message is string reason ? $"{message}: {reason.TrimEnd('.')}." : $"{message}.";
        DateTimeOffset now = _time.GetUtcNow();
        foreach (string name in result.DeviceName)
        {
            WriteObject(new IotCommandOutcome(new DeviceExecution(result.Command, name, status, text) { Code = result.Code, SettledAt = now }));
        }
    }

    /// <summary>Waits for the devices of a journal that were, or may have been, told and of which it is not known what they did.</summary>
    private void TakeJournal(string path)
    {
        JournalAggregator journal = new(path);
        using JournalProgress progress = new(this, path);
        journal.Read(progress: progress, cancellationToken: CancellationToken);
        if (journal.Command is not JournalCommand run || !Actions.Contains(run.Action))
        {
            throw SentCommandReader.NotWaitable(path, $"it is the journal of {journal.Command?.Action ?? "no run"}");
        }

        JournaledCommand.ReadOpen(
            journal,
            path,
            (command, names) =>
            {
                _expected += names.Count;
                Track(command, names);
            },
            CancellationToken);
    }

    /// <summary>Asks for the devices that are due, or waits until one is.</summary>
    private void Ask()
    {
        DateTimeOffset now = _time.GetUtcNow();
        while (_poller!.TakeDue(now) is PolledDevice device)
        {
            string subject = $"{device.Name} of {device.Command.ProductKey}";
            if (device.Expected is not null)
            {
                QueryDevicePropertyStatus query = DevicePoller.QueryProperties(device);
                Send(query, subject, result =>
                {
                    EndWhereHopeless(query, result.Outcome, subject, device);
                    _poller.Take(device, result);
                });
            }
            else
            {
                QueryDeviceServiceData query = _poller.QueryServices(device, now);
                Send(query, subject, result =>
                {
                    EndWhereHopeless(query, result.Outcome, subject, device);
                    _poller.Take(device, result);
                });
            }

            WriteTold();
        }

        base.EndProcessing();
        if (_poller.Pause(_time.GetUtcNow()) is TimeSpan pause && pause > TimeSpan.Zero)
        {
            Pause(pause < Glance ? pause : Glance);
        }
    }

    /// <summary>What would fail for every other device ends the wait, such as an action that the gateway does not have.</summary>
    private void EndWhereHopeless(ApiCall query, Outcome outcome, string subject, PolledDevice device)
    {
        if (outcome.Verdict.EndsRun)
        {
            ThrowTerminatingError(QueryError.Create(outcome, query.Action, subject, device.Name));
        }
    }

    private void WriteTold()
    {
        while (_listener is not null && _listener.TryTakeOutage(out LinkOutage? outage))
        {
            Warn(string.Format(
                CultureInfo.InvariantCulture, "No messages came for {0:0.0} s: {1}.", (outage!.To - outage.From).TotalSeconds, outage.Reason.TrimEnd('.')));
        }

        while (_recorder!.TryTakeFault(out JournalException? fault))
        {
            WriteError(IotError.From(fault!));
        }

        while (_told.TryDequeue(out IReadOnlyList<DeviceExecution>? told))
        {
            foreach (DeviceExecution execution in told)
            {
                Write(execution);
            }
        }

        _progress!.Show(_expected - Open, _expected, _tracker?.Lag);
    }

    private void Write(DeviceExecution execution)
    {
        if (execution.Contradicts)
        {
            Verbose($"{execution.DeviceName} contradicts its earlier reply: {execution.Status}, {execution.Message}");
            return;
        }

        if (execution.Status is ExecutionStatus.NotHeard)
        {
            _notHeard++;
            _notHeardReason = execution.Message;
        }

        WriteObject(new IotCommandOutcome(execution));
    }

    /// <summary>The gateway refuses to go on: what is still open is not heard any more.</summary>
    private void CheckFault()
    {
        if (_listener?.Fault is not Exception fault)
        {
            return;
        }

        _tracker!.End(_time.GetUtcNow(), "The messages of the gateway ended.");
        WriteTold();
        _progress!.Clear();
        ThrowTerminatingError(fault is MessageStreamException refused
            ? IotError.From(refused)
            : IotError.Create("StreamFailed", ErrorCategory.ConnectionError, _source!.GroupId, $"The messages of the gateway cannot be read: {fault.Message}", "Wait again. The messages that were not read are kept for a day."));
    }

    private void Pause(TimeSpan pause)
    {
        try
        {
            _isTold.Wait(pause, CancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
