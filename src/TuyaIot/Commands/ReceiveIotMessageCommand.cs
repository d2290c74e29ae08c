using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading.Tasks;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Connection;
using TuyaIot.Errors;
using TuyaIot.Messages;
using TuyaIot.Pipeline;
using TuyaIot.Replies;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Receives what devices and the platform say, as it happens.</para>
/// <para type="description">Reads the messages of a consumer group over AMQP 1.0 and writes each as an object, until the pipeline stops.
/// A message is settled after the pipeline has taken its object.</para>
/// </summary>
[Cmdlet(VerbsCommunications.Receive, "IotMessage")]
[OutputType(typeof(IotMessage))]
public sealed class ReceiveIotMessageCommand : CancellableCommand
{
    /// <summary>How many bytes of an unreadable body an error shows.</summary>
    private const int MaxShownBytes = 200;

    /// <summary>How often it is looked for a break and for the end of the silence.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>A busy machine may take long between the two. Where no Ctrl-C was pressed, nearly always nothing is waited for.</summary>
    private static readonly TimeSpan StopDelay = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time = TimeProvider.System;
    private WildcardPattern[] _names = [];
    private IMessageStream? _stream;

    /// <summary>The consumer group. Default: the credential's.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? ConsumerGroupId { get; set; }

    /// <summary>Where messages come from: host, host:port or a URL. Default: the credential's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MessageEndpoint { get; set; }

    /// <summary>The kinds of messages. Default: all.</summary>
    [Parameter]
    [ValidateSet("Property", "Event", "Status", "Lifecycle", "Topology", "Reply", "Ota", "Custom")]
    public string[]? Kind { get; set; }

    /// <summary>The products. Default: all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProductKeyCompleter))]
    public string[]? ProductKey { get; set; }

    /// <summary>The names of devices. Wildcards are allowed. Default: all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? DeviceName { get; set; }

    /// <summary>Ends after this many seconds without a message that is written, from when the connection is up. Default: none.</summary>
    [Parameter]
    [Alias("TimeoutSeconds")]
    [InvariantNumber]
    [ValidateRange(0.1, 2_000_000)]
    public double TimeoutSec { get; set; }

    /// <summary>
    /// The credential: the name of one in this runspace, an object of Get-IotCredential, a PSCredential or a hashtable. Default: the
    /// runspace's default credential, then the environment's.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CredentialNameCompleter))]
    public object? Credential { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            _names = [.. (DeviceName ?? []).Select(static name => PatternParser.Parse(nameof(DeviceName), name))];
            IotCredential credential = CredentialResolver.Resolve(Credential, CredentialStore.Current);
            MessageSource source = MessageSource.From(credential.Profile, MessageEndpoint, ConsumerGroupId);
            _stream = MessageStreamFactory.Open(credential.Profile, source, maxHeld: 0);
            Verbose($"Reads the consumer group {source.GroupId} at {source.Endpoint.Authority}.");
            Read(_stream);
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
        }
        catch (MessageStreamException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
        }
        catch (OperationCanceledException) when (CancellationToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            End();
        }
    }

    private protected override void End()
    {
        IMessageStream? stream = _stream;
        _stream = null;
        if (stream is not null)
        {
            // Not on this thread's context, which may be one that waits for this thread.
            Task.Run(() => stream.DisposeAsync().AsTask()).GetAwaiter().GetResult();
        }
    }

    private void Read(IMessageStream stream)
    {
        bool isLimited = MyInvocation.BoundParameters.ContainsKey(nameof(TimeoutSec));
        long lastWritten = _time.GetTimestamp();
        bool wasAttached = false;
        while (true)
        {
            if (!wasAttached)
            {
                // Connecting is no silence.
                wasAttached = stream.AttachedSince is not null;
                lastWritten = _time.GetTimestamp();
            }

            TimeSpan left = isLimited ? TimeSpan.FromSeconds(TimeoutSec) - _time.GetElapsedTime(lastWritten) : LookInterval;
            if (left <= TimeSpan.Zero)
            {
                WarnOfOutages(stream);
                return;
            }

            MessageDelivery? delivery = stream.ReceiveAsync(left < LookInterval ? left : LookInterval, CancellationToken).GetAwaiter().GetResult();
            WarnOfOutages(stream);
            if (delivery is null)
            {
                continue;
            }

            if (!IsWanted(delivery.Message))
            {
                delivery.Settle();
                continue;
            }

            Write(delivery);
            lastWritten = _time.GetTimestamp();
        }
    }

    /// <summary>
    /// Writes a message and settles it. Select-Object -First throws out of WriteObject although it took the object, and so does a script
    /// further down that fails with it. Both look like Ctrl-C here, but for StopProcessing, which the engine calls after Ctrl-C alone. Then
    /// nobody knows how far the object came: the message is given back, and comes again.
    /// </summary>
    private void Write(MessageDelivery delivery)
    {
        try
        {
            if (delivery.Message is UnreadableMessage unreadable)
            {
                WriteError(Unreadable(unreadable));
            }
            else
            {
                WriteObject(new IotMessage(delivery.Message));
            }
        }
        catch when (!IsStopped())
        {
            delivery.Settle();
            throw;
        }

        delivery.Settle();
    }

    /// <summary>Whether Ctrl-C ends the pipeline. The engine says so here a moment later than it ends WriteObject.</summary>
    private bool IsStopped() => Stopping && CancellationToken.WaitHandle.WaitOne(StopDelay);

    private bool IsWanted(DeviceMessage message) =>
        (Kind is null || Kind.Contains(message.Kind.ToString(), StringComparer.OrdinalIgnoreCase))
        && (ProductKey is null || ProductKey.Contains(message.ProductKey, StringComparer.Ordinal))
        && (DeviceName is null || (message.DeviceName is string name && _names.Any(pattern => pattern.IsMatch(name))));

    private void WarnOfOutages(IMessageStream stream)
    {
        IReadOnlyList<LinkOutage> outages = stream.TakeOutages();
        for (int i = 0; i < outages.Count; i++)
        {
            LinkOutage outage = outages[i];
            Warn(string.Format(
                CultureInfo.InvariantCulture,
                "No message could arrive for {0:0.#} s from {1:yyyy-MM-dd HH:mm:ss} UTC on: {2}. The messages of that time follow.",
                (outage.To - outage.From).TotalSeconds,
                outage.From.UtcDateTime,
                outage.Reason));
        }
    }

    private static ErrorRecord Unreadable(UnreadableMessage message)
    {
        byte[] bytes = message.Content.ToArray();
        string shown = LogSanitizer.Clean(Encoding.UTF8.GetString(bytes, 0, Math.Min(bytes.Length, MaxShownBytes))) ?? string.Empty;
        return IotError.Create(
            "MessageUnreadable",
            ErrorCategory.InvalidData,
            message.MessageId,
            string.Format(
                CultureInfo.InvariantCulture,
                "The message {0} on {1} cannot be read: {2}. Its {3:#,0} bytes{4}: {5}",
                message.MessageId,
                LogSanitizer.Clean(message.Topic),
                message.Reason,
                bytes.Length,
                bytes.Length > MaxShownBytes ? " begin" : string.Empty,
                shown),
            "The reading goes on with the next message. Check what the device sends; the console's log has the message by its MessageId.");
    }
}
