using System;
using System.Threading;
using System.Threading.Tasks;
using Amqp;
using Amqp.Framing;
using TuyaIot.Concurrency.Tests;

namespace TuyaIot.Messages.Subscription;

/// <summary>Stands for a link to the gateway, without a network: the group at its other end is the test's.</summary>
internal sealed class MessageLink(MessageGroup group)
{
    private readonly TaskCompletionSource<Error?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Error?> Ended => _ended.Task;

    public bool IsClosed { get; private set; }

    public static async Task<MessageLink> AttachAsync(SubscriptionOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return MessageGroup.Of(options.GroupId).Attach();
    }

    public void Start(Action<MessageLink, Message> onMessage) => group.Start(this, onMessage);

    public void Accept(Message message) => group.Settle(this, message, isAccepted: true);

    public void Release(Message message) => group.Settle(this, message, isAccepted: false);

    public async Task CloseAsync(Action releaseAll)
    {
        if (!IsClosed)
        {
            group.Drain(this);
            releaseAll();
            await group.QuietAsync();
            IsClosed = true;
        }
    }

    /// <summary>The connection is lost.</summary>
    public void Lose()
    {
        IsClosed = true;
        _ended.TrySetResult(null);
    }
}
