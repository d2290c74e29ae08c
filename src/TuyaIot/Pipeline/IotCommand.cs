using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.Progress;

namespace TuyaIot.Pipeline;

/// <summary>
/// A cmdlet that speaks to a gateway: it has a credential, a pace, and errors of one shape. It sends calls, a few at a time, and reads
/// their replies in order. A query is retried on every transient fault; a command is carried out at most once.
/// </summary>
public abstract class IotCommand : CancellableCommand
{
    private HashSet<string> _commandLine = [];
    private IotCredential? _credential;
    private IotClient? _client;
    private RequestQueue? _requests;
    private ThrottleNotice? _throttle;
    private bool _isDebug;
    private bool _hasReply;
    private bool _hasWarnedOfClock;

    /// <summary>
    /// The credential: the name of one in this runspace, an object of Get-IotCredential, a PSCredential or a hashtable. Default: the
    /// runspace's default credential, then the environment's.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CredentialNameCompleter))]
    public virtual object? Credential { get; set; }

    /// <summary>How many requests may be in flight at once. Default: 8.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The highest number of requests a second; 0 is no limit. Default: the credential's, or else the action's own quota.</summary>
    [Parameter]
    [InvariantNumber]
    [ValidateRange(0d, 100_000d)]
    public double RequestsPerSecond { get; set; }

    /// <summary>How often a request is tried that may be sent again. A throttled reply does not count. Default: 5.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int MaxAttempts { get; set; } = 5;

    private protected IotCredential UsedCredential => _credential ??= ResolveCredential();

    private protected IotClient Client => _client ??= UsedCredential.Connect(CreateDelivery());

    private RequestQueue Requests => _requests ??= new RequestQueue(Client, ThrottleLimit, () => Throttle.Check(), CancellationToken);

    private protected ThrottleNotice Throttle => _throttle ??= new ThrottleNotice(() => Client.IsThrottled, Warn);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _commandLine = new HashSet<string>(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        _isDebug = MyInvocation.BoundParameters.ContainsKey("Debug")
            || !Equals(GetVariableValue("DebugPreference"), ActionPreference.SilentlyContinue);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Stoppable(() => _requests?.Complete());

    private protected override void End()
    {
        _requests?.Dispose();
        _client?.Dispose();
    }

    /// <summary>Whether the command line, or $PSDefaultParameterValues, gave a parameter.</summary>
    private protected bool IsFromCommandLine(string parameter) => _commandLine.Contains(parameter);

    /// <summary>The parameters that the command line gave.</summary>
    private protected HashSet<string> CommandLine => _commandLine;

    /// <summary>How hard a request is tried, and at which pace.</summary>
    private protected virtual DeliveryOptions CreateDelivery() => new()
    {
        MaxAttempts = MaxAttempts,
        RequestsPerSecond = IsFromCommandLine(nameof(RequestsPerSecond)) ? RequestsPerSecond : UsedCredential.RequestsPerSecond,
    };

    /// <summary>
    /// Sends a call. Its reply is handled on the pipeline thread, after those of earlier calls, and before the cmdlet ends. Where
    /// there is none, an error is written.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="subject">What is asked for, such as product a1B.</param>
    /// <param name="target">The user's value, the target of an error.</param>
    /// <param name="write">Receives the reply, and the reply as JSON text with its secrets masked.</param>
    private protected void Send<TReply>(ApiCall<TReply> call, string subject, object? target, Action<TReply, string> write)
        where TReply : class =>
        Send(call, subject, result =>
        {
            if (ReplyOf(call, result, subject, target) is TReply reply)
            {
                write(reply, result.Raw!);
            }
        });

    /// <summary>Sends a call, for a caller that has a use for its failure.</summary>
    private protected void Send<TReply>(ApiCall<TReply> call, string subject, Action<ApiResult<TReply>> handle)
        where TReply : class
    {
        WriteRequest(call);
        Stoppable(() => Requests.Add(call, result =>
        {
            WriteOutcome(call, subject, result.Outcome);
            handle(result);
        }));
    }

    /// <summary>
    /// Sends a call for a caller that goes on meanwhile. What comes back waits for the outcome, and for those of the calls before it.
    /// </summary>
    private protected Func<ApiResult<TReply>> Start<TReply>(ApiCall<TReply> call, string subject)
        where TReply : class
    {
        ApiResult<TReply>? outcome = null;
        Send(call, subject, result => outcome = result);
        return () =>
        {
            while (outcome is null)
            {
                Stoppable(Requests.HandleNext);
            }

            return outcome;
        };
    }

    /// <summary>Sends one call and waits for its reply. Null where there is none; the error is then written already.</summary>
    private protected TReply? Read<TReply>(ApiCall<TReply> call, string subject, object? target, out string? raw)
        where TReply : class
    {
        ApiResult<TReply> result = Read(call, subject);
        raw = result.Raw;
        return ReplyOf(call, result, subject, target);
    }

    /// <summary>Sends one call and waits for its outcome.</summary>
    private protected ApiResult<TReply> Read<TReply>(ApiCall<TReply> call, string subject)
        where TReply : class
    {
        WriteRequest(call);
        ApiResult<TReply> result = Client.SendAsync(call, CancellationToken).GetAwaiter().GetResult();
        if (CancellationToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        WriteOutcome(call, subject, result.Outcome);
        return result;
    }

    /// <summary>The reply; null where there is none, and an error is written. A fault that every other call would meet as well ends the command.</summary>
    private protected TReply? ReplyOf<TReply>(ApiCall<TReply> call, ApiResult<TReply> result, string subject, object? target)
        where TReply : class
    {
        if (IsAccepted(call, result.Outcome, subject, target) && result.Reply is null)
        {
            WriteUnreadable(subject, target);
        }

        return result.Reply;
    }

    /// <summary>Whether a call was accepted. Otherwise an error is written, or ends the command.</summary>
    private protected bool IsAccepted(ApiCall call, Outcome outcome, string subject, object? target)
    {
        Verdict verdict = outcome.Verdict;
        bool isFirst = !_hasReply;
        _hasReply = true;
        if (verdict.Status is DeliveryStatus.Accepted)
        {
            return true;
        }

        ErrorRecord error = call.Action.IsQuery
            ? QueryError.Create(outcome, call.Action, subject, target)
            : OutcomeError.Create(outcome, call.Action, subject, target);
        if (verdict.EndsRun || (isFirst && verdict.Reason is RejectionReason.Unreachable))
        {
            ThrowTerminatingError(error);
        }

        WriteError(error);
        return false;
    }

    /// <summary>The error of an accepted reply that does not hold what was asked for.</summary>
    private protected void WriteUnreadable(string subject, object? target) => WriteError(IotError.Create(
        "ReplyUnreadable",
        ErrorCategory.InvalidData,
        target,
        $"The reply for {subject} has another form than documented.",
        "Check that the endpoint is the one that the console shows. Otherwise the gateway's API has changed: report it with the RequestId."));

    /// <summary>Writes what is about to be sent to the debug stream.</summary>
    private protected void WriteRequest(ApiCall call, string devices = "")
    {
        if (_isDebug)
        {
            WriteDebug($"{RequestText.Describe(call.Action.Name, UsedCredential, call.GetSentParameters())} {devices}".TrimEnd());
        }
    }

    /// <summary>Warns once where the gateway's clock and this machine's differ so much that requests are refused.</summary>
    internal void WarnOfClock(Outcome outcome)
    {
        if (outcome.CorrectedClock is not TimeSpan offset || _hasWarnedOfClock)
        {
            return;
        }

        _hasWarnedOfClock = true;
        Warn(string.Format(
            CultureInfo.InvariantCulture,
            "This machine's clock is {0:c} {1} the gateway's. Requests are signed with the gateway's time for now; set the clock.",
            TimeSpan.FromSeconds(Math.Round(offset.Duration().TotalSeconds)),
            offset > TimeSpan.Zero ? "behind" : "ahead of"));
    }

    private void WriteOutcome(ApiCall call, string subject, Outcome outcome)
    {
        Verbose($"{call.Action.Name}, {subject}: {RequestText.Describe(outcome)}");
        WarnOfClock(outcome);
    }

    /// <summary>Speaks with <see cref="Credential"/> from here on, for a cmdlet that takes several. False where there is none; the error is then written.</summary>
    private protected bool TryUseCredential()
    {
        End();
        (_client, _requests) = (null, null);
        try
        {
            _credential = CredentialResolver.Resolve(Credential, CredentialStore.Current);
            return true;
        }
        catch (IotArgumentException exception)
        {
            WriteError(IotError.From(exception));
            return false;
        }
    }

    private IotCredential ResolveCredential()
    {
        try
        {
            return CredentialResolver.Resolve(Credential, CredentialStore.Current);
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
            throw;
        }
    }

    /// <summary>The engine's own exception says that the pipeline was stopped; any other one it would show.</summary>
    private void Stoppable(Action action)
    {
        try
        {
            action();
        }
        catch (OperationCanceledException) when (CancellationToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
