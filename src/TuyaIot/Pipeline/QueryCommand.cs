using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Errors;

namespace TuyaIot.Pipeline;

/// <summary>A cmdlet that reads from the gateway. Queries are safe to repeat and are retried on every transient fault.</summary>
public abstract class QueryCommand : IotCommand
{
    private IotCredential? _credential;
    private IotClient? _client;

    private protected IotCredential UsedCredential => _credential ??= ResolveCredential();

    private IotClient Client => _client ??= UsedCredential.Connect(new DeliveryOptions { RequestsPerSecond = UsedCredential.RequestsPerSecond });

    private protected override void End() => _client?.Dispose();

    /// <summary>Asks once. Null where there is no answer; the error is then written already.</summary>
    /// <param name="query">The query.</param>
    /// <param name="subject">What is asked for, such as product a1B.</param>
    /// <param name="target">The user's value, the target of an error.</param>
    /// <param name="raw">The reply as JSON text, its secrets masked.</param>
    private protected TReply? Query<TReply>(ApiQuery<TReply> query, string subject, object? target, out string? raw)
        where TReply : class
    {
        QueryResult<TReply> result = Client.QueryAsync(query, CancellationToken).GetAwaiter().GetResult();
        raw = result.Raw;
        if (CancellationToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        if (result.Outcome.Verdict.Status is not DeliveryStatus.Accepted)
        {
            WriteFailure(result.Outcome, subject, target);
            return null;
        }

        if (result.Reply is null)
        {
            WriteUnreadable(subject, target);
        }

        return result.Reply;
    }

    /// <summary>The error of an accepted reply that does not hold what was asked for.</summary>
    private protected void WriteUnreadable(string subject, object? target) => WriteError(IotError.Create(
        "ReplyUnreadable",
        ErrorCategory.InvalidData,
        target,
        $"The reply for {subject} has another form than documented.",
        "Check that the endpoint is the one that the console shows. Otherwise the gateway's API has changed: report it with the RequestId."));

    /// <summary>A fault that every other query would meet as well ends the command.</summary>
    private void WriteFailure(Outcome outcome, string subject, object? target)
    {
        ErrorRecord error = QueryError.Create(outcome, subject, target);
        if (outcome.Verdict.EndsRun)
        {
            ThrowTerminatingError(error);
        }

        WriteError(error);
    }
}
