using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Amqp;
using Amqp.Framing;
using Amqp.Handler;
using Amqp.Listener;
using Amqp.Sasl;

namespace TuyaIot.Simulator.Amqp;

/// <summary>
/// One client: its login, its connection and its one link. It has a listener of the library of its own, since the library's login of
/// many connections cannot tell them apart, and since its own sockets can be neither reset nor closed without losing the last frame.
/// </summary>
internal sealed class ClientConnection : IContainer, IHandler, IDisposable
{
    private const uint MinIdleTimeout = 30_000;
    private const uint MaxIdleTimeout = 300_000;

    /// <summary>The library says half of it to the client.</summary>
    private const int OwnIdleTimeout = 240_000;

    private readonly SocketTransport _transport;
    private readonly PushOptions _options;
    private readonly Func<string, ConsumerGroup?> _findGroup;
    private readonly Action _onRefused;
    private readonly Action<ClientConnection> _onEnded;
    private readonly ConnectionListener _listener;
    private readonly ITimer _attachTimer;
    private Connection? _connection;
    private ConsumerGroup? _group;
    private string? _groupName;
    private GroupLink? _link;
    private int _isEntered;
    private int _isEnded;

    /// <param name="transport">Its bytes.</param>
    /// <param name="options">The options of the server.</param>
    /// <param name="findGroup">Finds a consumer group by its name.</param>
    /// <param name="onRefused">Called before the client is told that it is refused.</param>
    /// <param name="onEnded">Called once at the end.</param>
    internal ClientConnection(
        SocketTransport transport, PushOptions options, Func<string, ConsumerGroup?> findGroup, Action onRefused, Action<ClientConnection> onEnded)
    {
        _transport = transport;
        _options = options;
        _findGroup = findGroup;
        _onRefused = onRefused;
        _onEnded = onEnded;
        CustomTransports = new Dictionary<string, TransportProvider> { [Scheme] = new OneTransport(this) };
        _listener = new ConnectionListener(new Address("simulator", 1, null, null, "/", Scheme), this) { HandlerFactory = _ => this };
        _listener.AMQP.IdleTimeout = OwnIdleTimeout;
        _listener.AMQP.ContainerId = "simulator";
        _listener.SASL.EnableMechanism(PlainLogin.Mechanism, new PlainLogin(Authenticate));
        _attachTimer = options.TimeProvider.CreateTimer(
            _ => CloseIfNotAttached(), state: null, options.AttachTimeout, Timeout.InfiniteTimeSpan);
    }

    private const string Scheme = "amqp";

    public X509Certificate2? ServiceCertificate => null;

    public IDictionary<string, TransportProvider> CustomTransports { get; }

    internal void Start() => _listener.Open();

    public Message CreateMessage(ByteBuffer buffer) => Message.Decode(buffer);

    public Link CreateLink(ListenerConnection connection, ListenerSession session, Attach attach) => new ListenerLink(session, attach);

    public bool AttachLink(ListenerConnection connection, ListenerSession session, Link link, Attach attach)
    {
        if (!attach.Role)
        {
            throw new AmqpException(ErrorCode.NotAllowed, "A client receives and sends nothing.");
        }

        if (_link is { IsClosed: false })
        {
            throw new AmqpException(ErrorCode.NotAllowed, "A connection has one link.");
        }

        _link = new GroupLink((ListenerLink)link, _group!, _transport, _options.TimeProvider);
        return true;
    }

    public bool CanHandle(EventId id) => id is EventId.ConnectionRemoteOpen or EventId.ConnectionAccept or EventId.ConnectionRemoteClose;

    public void Handle(Event protocolEvent)
    {
        switch (protocolEvent.Id)
        {
            case EventId.ConnectionAccept:
                _connection = protocolEvent.Connection;
                _connection.AddClosedCallback((_, _) => End());
                break;
            case EventId.ConnectionRemoteClose:
                // The client's place is free before the client reads that its connection is closed: it may connect again at once.
                LeaveGroup();
                break;
            default:
                CheckOpen((Open)protocolEvent.Context);
                break;
        }
    }

    public void Dispose()
    {
        _transport.Dispose();
        End();
    }

    private SaslCode Authenticate(string userName, string password)
    {
        _groupName = _options.Authenticate(userName, password);
        _group = _groupName is null ? null : _findGroup(_groupName);
        SaslCode code = _groupName is null ? SaslCode.Auth : _group?.TryCountAttempt() == false ? SaslCode.SysTemp : SaslCode.Ok;
        if (code != SaslCode.Ok)
        {
            _onRefused();
        }

        return code;
    }

    /// <summary>A refusal is thrown: the library closes the connection and names the error.</summary>
    private void CheckOpen(Open open)
    {
        if (open.IdleTimeOut is < MinIdleTimeout or > MaxIdleTimeout)
        {
            throw Refuse(ErrorCode.InvalidField, $"idle-time-out is {open.IdleTimeOut}; it must be {MinIdleTimeout} to {MaxIdleTimeout} ms.");
        }

        if (_group is null)
        {
            throw Refuse(ErrorCode.NotFound, $"The consumer group {_groupName} does not exist.");
        }

        if (!_group.TryEnter())
        {
            throw Refuse(ErrorCode.ResourceLimitExceeded, $"The consumer group {_group.Name} has {_options.MaxClients} clients already.");
        }

        _isEntered = 1;
    }

    private AmqpException Refuse(string condition, string description)
    {
        _onRefused();
        return new AmqpException(condition, description);
    }

    private void CloseIfNotAttached()
    {
        if (_link is not null)
        {
            return;
        }

        if (_connection is { } connection)
        {
            connection.Close(TimeSpan.Zero, new Error(ErrorCode.ConnectionForced) { Description = "No link was attached in time." });
        }
        else
        {
            Dispose();
        }
    }

    private void End()
    {
        if (Interlocked.Exchange(ref _isEnded, 1) == 0)
        {
            _attachTimer.Dispose();
            LeaveGroup();
            _onEnded(this);
        }
    }

    private void LeaveGroup()
    {
        if (Interlocked.Exchange(ref _isEntered, 0) == 1)
        {
            _group!.Leave();
        }
    }

    /// <summary>Gives the transport to the library, once. The second question says that the login is over.</summary>
    private sealed class OneTransport(ClientConnection owner) : TransportProvider
    {
        private bool _isGiven;

        public override Task<IAsyncTransport> CreateAsync(Address address)
        {
            if (!_isGiven)
            {
                _isGiven = true;
                return Task.FromResult<IAsyncTransport>(owner._transport);
            }

            if (owner._connection is null)
            {
                owner._transport.Close();
                owner.End();
            }

            return new TaskCompletionSource<IAsyncTransport>().Task;
        }
    }
}
