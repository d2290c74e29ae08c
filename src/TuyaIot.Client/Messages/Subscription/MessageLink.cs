using System;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using Amqp;
using Amqp.Framing;
using Amqp.Handler;
using TuyaIot.Compatibility;
using TuyaIot.Signing;
using TuyaIot.Transport;
using AmqpConnection = Amqp.Connection;

namespace TuyaIot.Messages.Subscription;

/// <summary>
/// One connection to the gateway with its one session and its one receiver link, from the first packet to the last. What became of a
/// message is said with <see cref="Accept"/> and <see cref="Release"/>; neither does anything once the connection is lost.
/// </summary>
internal sealed class MessageLink
{
    /// <summary>The name in the documented sample.</summary>
    private const string LinkName = "queueName";

    /// <summary>As in the documented sample.</summary>
    private const int MaxFrameSize = 8_192;

    /// <summary>
    /// A gateway that refuses a link answers without a source (AMQP 1.0, 2.6.3), and the error follows at once. A server that is made with
    /// the library of the documented sample for node answers so to a good link too.
    /// </summary>
    private static readonly TimeSpan RefusalTime = TimeSpan.FromMilliseconds(500);

    /// <summary>After the end was announced, messages that were under way may still arrive. They follow each other closely.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private readonly SubscriptionOptions _options;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<Error?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SocketKeeper _socket = new();
    private AmqpConnection? _connection;
    private Session? _session;
    private ReceiverLink? _link;
    private long _lastArrival;
    private int _unsettled;

    private MessageLink(SubscriptionOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
    }

    /// <summary>Ends when the link, its session or the connection does, with the gateway's error; null where it gave none.</summary>
    public Task<Error?> Ended => _ended.Task;

    /// <summary>
    /// Whether the connection or the link is closed. After a time without a frame the library closes a connection 20 seconds before it
    /// says so with an event.
    /// </summary>
    public bool IsClosed => _connection!.IsClosed || _session!.IsClosed || _link!.IsClosed;

    /// <summary>Connects, signs in and attaches the link.</summary>
    /// <exception cref="TimeoutException">It took too long.</exception>
    /// <exception cref="AmqpException">The gateway refused.</exception>
    public static async Task<MessageLink> AttachAsync(SubscriptionOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        MessageLink link = new(options, time);
        using CancellationTokenSource limit = RuntimeCompat.CreateTimeout(time, options.ConnectTimeout);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await link.ConnectAsync(either.Token).ConfigureAwait(false);
            await link.AttachAsync(either.Token).ConfigureAwait(false);
            return link;
        }
        catch (Exception exception)
        {
            link._socket.Close();
            if (exception is OperationCanceledException && limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException("The gateway did not reply in time.", exception);
            }

            throw;
        }
    }

    /// <summary>Asks for messages. As many as the credit are under way or unsettled at any time; each settled one makes room for another.</summary>
    public void Start(Action<MessageLink, Message> onMessage) => _link!.Start(_options.Credit, (_, message) =>
    {
        Volatile.Write(ref _lastArrival, _time.GetTimestamp());
        Interlocked.Increment(ref _unsettled);
        onMessage(this, message);
    });

    public void Accept(Message message) => Complete(message, new Accepted());

    public void Release(Message message) => Complete(message, new Released());

    /// <summary>
    /// Ends the link, the session and the connection in this order, within a limited time. The gateway is first told to send no more, and
    /// what it had sent by then arrives; the caller releases it.
    /// </summary>
    /// <param name="releaseAll">Releases what is in hand.</param>
    public async Task CloseAsync(Action releaseAll)
    {
        if (!IsClosed)
        {
            // A lower credit than the gateway has would make the library take a message under way for a fault of the gateway, and a higher one
            // would call for messages that are released at once.
            Try(() => _link!.SetCredit(_options.Credit - Volatile.Read(ref _unsettled), CreditMode.Drain));
            Volatile.Write(ref _lastArrival, _time.GetTimestamp());
            releaseAll();
            await WaitForQuietAsync().ConfigureAwait(false);
            await Task.Run(CloseAll).ConfigureAwait(false);
        }

        _socket.Close();
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        // A user name has signs that would have to be escaped in a URI, so the address is made of its parts. With a user in it the
        // library always uses PLAIN.
        MessageSignature signature = MessageSignature.Create(
            _options.AccessKey, _options.SignMethod, _options.ClientId, _options.GroupId, _options.InstanceId, _options.SecurityToken, _time.GetUtcNow());
        Address address = new(
            _options.Endpoint.IdnHost.Trim('[', ']'), _options.Endpoint.Port, signature.UserName, signature.Password, "/", _options.Endpoint.Scheme);
        ConnectionFactory factory = new();
        factory.SSL.RemoteCertificateValidationCallback = CertificateValidation.CreateCallback(_options.Security);
#pragma warning disable CA5398 // The floor is the point: whatever the system still allows, nothing older than TLS 1.2.
        factory.SSL.Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;
#pragma warning restore CA5398
        factory.TCP.NoDelay = true;
        factory.AMQP.ContainerId = _options.ClientId;
        factory.AMQP.HostName = address.Host;
        factory.AMQP.MaxFrameSize = MaxFrameSize;

        // The library sends half of what it is given.
        factory.AMQP.IdleTimeout = checked((int)_options.IdleTimeout.TotalMilliseconds * 2);

        // Neither the handshake nor the sign-in ends with the token, so the socket is closed beneath them.
        Task<AmqpConnection> connecting = factory.CreateAsync(address, cancellationToken, _socket);
        using (cancellationToken.Register(_socket.Close))
        {
            try
            {
                _connection = await connecting.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch when (cancellationToken.IsCancellationRequested)
            {
                _ = connecting.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                throw new OperationCanceledException(cancellationToken);
            }
        }

        _connection.AddClosedCallback(OnClosed);
    }

    private async Task AttachAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _session = new Session(_connection);
        _session.AddClosedCallback(OnClosed);

        Attach attach = new() { Source = new Source { Address = _options.SourceAddress }, Target = new Target() };
        _link = new ReceiverLink(_session, LinkName, attach, (_, reply) => attached.TrySetResult(reply.Source is not null));
        _link.AddClosedCallback(OnClosed);
        await Task.WhenAny(attached.Task, Ended).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!Ended.IsCompleted && !await attached.Task.ConfigureAwait(false))
        {
            await Task.WhenAny(Ended, RuntimeCompat.Delay(_time, RefusalTime, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (Ended.IsCompleted)
        {
            throw new AmqpException(await Ended.ConfigureAwait(false) ?? new Error(ErrorCode.DetachForced) { Description = "The gateway ended the link without a reason." });
        }
    }

    private void OnClosed(IAmqpObject sender, Error? error) => _ended.TrySetResult(error);

    /// <summary>The library checks nothing here, so that a message can still be given back after the link was ended.</summary>
    private void Complete(Message message, DeliveryState state)
    {
        Interlocked.Decrement(ref _unsettled);
        Try(() => _link!.Complete(message, state));
    }

    private async Task WaitForQuietAsync()
    {
        TimeSpan left = Quiet;
        for (int i = 0; left > TimeSpan.Zero && i < 10; i++)
        {
            await RuntimeCompat.Delay(_time, left, CancellationToken.None).ConfigureAwait(false);
            left = Quiet - _time.GetElapsedTime(Volatile.Read(ref _lastArrival));
        }
    }

    /// <summary>A gateway that does not reply to one of these in time replies to none of them.</summary>
    private void CloseAll() => _ = Try(() => _link!.Close(_options.CloseTimeout))
        && Try(() => _session!.Close(_options.CloseTimeout))
        && Try(() => _connection!.Close(_options.CloseTimeout));

    /// <summary>On a connection that is lost, or about to be, nothing that is said matters any more. False where it took too long.</summary>
    private static bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
#pragma warning disable CA1031 // The library throws many types here.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // The end of the connection is seen elsewhere.
            return exception is not TimeoutException;
        }
    }

    /// <summary>Has the socket of the connection, which the library keeps to itself.</summary>
    private sealed class SocketKeeper : IHandler
    {
        private readonly TaskCompletionSource<bool> _closed = new();

        public bool CanHandle(EventId id) => id is EventId.SocketConnect;

        /// <summary>A socket that comes after the end is closed at once.</summary>
        public void Handle(Event protocolEvent)
        {
            Socket socket = (Socket)protocolEvent.Context;
            _closed.Task.ContinueWith(_ => socket.Dispose(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        public void Close() => _closed.TrySetResult(true);
    }
}
