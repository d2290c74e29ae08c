using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Messages;

/// <summary>
/// The messages of a consumer group, across connections that come and go. One caller reads at a time. Dispose releases what was not
/// settled, so that the gateway offers it to the next reader at once.
/// </summary>
internal interface IMessageStream : IAsyncDisposable
{
    /// <summary>Since when the link has been up without a break; null while it is down.</summary>
    DateTimeOffset? AttachedSince { get; }

    /// <summary>The next message. Null where none came within the time, whether the link is up or down; the stream goes on.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="MessageStreamException">The gateway refused the key or the group: no further attempt would help.</exception>
    Task<MessageDelivery?> ReceiveAsync(TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>The breaks of the link that have ended since the last call, oldest first.</summary>
    IReadOnlyList<LinkOutage> TakeOutages();
}

/// <summary>A message that waits to be settled.</summary>
internal abstract class MessageDelivery
{
    public abstract DeviceMessage Message { get; }

    /// <summary>Says that the message was taken: the gateway does not push it again. After a lost connection it has no effect, and the message comes again.</summary>
    public abstract void Settle();
}

/// <summary>A time in which no message could arrive.</summary>
/// <param name="From">When the link was seen to be lost.</param>
/// <param name="To">When it was up again.</param>
/// <param name="Reason">What was seen: the error of the gateway, or that it fell silent.</param>
internal sealed record LinkOutage(DateTimeOffset From, DateTimeOffset To, string Reason);
