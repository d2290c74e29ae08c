using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Connection;
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

    private readonly TimeProvider _time = TimeProvider.System;
    private ExecutionQueue? _outcomes;
    private MessageWait? _messages;
    private DevicePoller? _poller;
    private WaitProgress? _progress;
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

    private long Open => _poller?.Open ?? _messages!.Open;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _outcomes = new ExecutionQueue(JournalPath is null ? null : FilePath.Resolve(this, JournalPath));
            _progress = new WaitProgress(this, _time, text => Verbose(text));
            if (Poll)
            {
                _ = Client;
                _poller = new DevicePoller(Timeout, _time, _outcomes.Add);
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

        _messages?.Advance(Glance);
        WriteOutcomes();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _messages?.Complete();
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
                _messages!.Advance(TimeSpan.Zero);
            }

            WriteOutcomes();
        }

        base.EndProcessing();
        WriteOutcomes();
        _progress!.Clear();
        if (_notHeard > 0)
        {
            WriteError(_messages is null ? WaitError.NotRead(_notHeard, _notHeardReason) : WaitError.NotHeard(_messages.GroupId, _notHeard, _notHeardReason));
        }
    }

    private protected override void End()
    {
        _messages?.Dispose();
        _outcomes?.Dispose();
        base.End();
    }

    /// <summary>Connects, so that the link is up before the first command is sent: all cmdlets of a pipeline begin before the first object flows.</summary>
    private void Listen()
    {
        MessageSource source = MessageSource.From(UsedCredential.Profile, MessageEndpoint, ConsumerGroupId);
        ExecutionOptions options = new()
        {
            Timeout = Timeout,
            TakesReports = Array.IndexOf(Evidence, nameof(ExecutionEvidence.PropertyReport)) >= 0,
            TakesStatusChanges = Array.IndexOf(Evidence, nameof(ExecutionEvidence.StatusChange)) >= 0,
            Patience = Timeout < MaxPatience ? Timeout : MaxPatience,
        };
        _messages = new MessageWait(UsedCredential.Profile, source, options, _outcomes!.Add, _time);
        _messages.Start();
        while (!_messages.IsAttached)
        {
            CheckFault();
            Pause(Glance);
        }

        Verbose($"Listens to the consumer group {source.GroupId} at {source.Endpoint.Authority}.");
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
        if (result.IsOutcome)
        {
            WriteObject(input);
        }
        else if (result.Known is (ExecutionStatus status, string message))
        {
            DateTimeOffset now = _time.GetUtcNow();
            foreach (string name in result.DeviceName)
            {
                WriteObject(new IotCommandOutcome(new DeviceExecution(result.Command, name, status, message) { Code = result.Code, SettledAt = now }));
            }
        }
        else
        {
            Track(result.Command, result.DeviceName, result.Answer);
        }
    }

    private void Track(SentCommand command, IReadOnlyList<string> names, JsonElement? answer = null)
    {
        SentCommand sent = IgnoreMessageId ? command with { MessageId = null } : command;
        if (answer is JsonElement output)
        {
            _outcomes!.Add([ExecutionTracker.CreateAnswered(sent, names[0], output, _time.GetUtcNow())]);
        }
        else if (_poller is not null)
        {
            _poller.Add(sent, names, _time.GetUtcNow());
        }
        else
        {
            _messages!.Add(sent, names);
        }
    }

    /// <summary>Waits for the devices of a journal that were, or may have been, told and of which it is not known what they did.</summary>
    private void TakeJournal(string path)
    {
        JournalAggregator journal = new(path);
        using JournalProgress progress = new(this, path);
        journal.Read(progress: progress, cancellationToken: CancellationToken);
        if (journal.Command is not JournalCommand run || !KnownActions.IsWaitable(run.Action))
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
            if (device.Expected is not null)
            {
                Ask(DevicePoller.QueryProperties(device), device, result => _poller.Take(device, result));
            }
            else
            {
                Ask(_poller.QueryServices(device, now), device, result => _poller.Take(device, result));
            }

            WriteOutcomes();
        }

        base.EndProcessing();
        if (_poller.Pause(_time.GetUtcNow()) is TimeSpan pause && pause > TimeSpan.Zero)
        {
            Pause(pause < Glance ? pause : Glance);
        }
    }

    private void Ask<TReply>(ApiCall<TReply> query, PolledDevice device, Action<ApiResult<TReply>> take)
        where TReply : class
    {
        string subject = $"{device.Name} of {device.Command.ProductKey}";
        Send(query, subject, result =>
        {
            // What would fail for every other device ends the wait, such as an action that the gateway does not have.
            if (result.Outcome.Verdict.EndsRun)
            {
                ThrowTerminatingError(QueryError.Create(result.Outcome, query.Action, subject, device.Name));
            }

            take(result);
        });
    }

    private void WriteOutcomes()
    {
        while (_messages is not null && _messages.TryTakeOutage(out LinkOutage? outage))
        {
            Warn(string.Format(
                CultureInfo.InvariantCulture, "No messages came for {0:0.0} s: {1}.", (outage!.To - outage.From).TotalSeconds, outage.Reason.TrimEnd('.')));
        }

        while (_outcomes!.TryTakeFault(out JournalException? fault))
        {
            WriteError(IotError.From(fault!));
        }

        while (_outcomes.TryTake(out IReadOnlyList<DeviceExecution>? executions))
        {
            foreach (DeviceExecution execution in executions!)
            {
                Write(execution);
            }
        }

        _progress!.Show(_expected - Open, _expected, _messages?.Lag);
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

    /// <summary>Where no message can be read any more, what is still open is not heard, and the wait ends.</summary>
    private void CheckFault()
    {
        if (_messages?.TakeFault() is ErrorRecord error)
        {
            WriteOutcomes();
            _progress!.Clear();
            ThrowTerminatingError(error);
        }
    }

    private void Pause(TimeSpan pause)
    {
        try
        {
            _outcomes!.Wait(pause, CancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
