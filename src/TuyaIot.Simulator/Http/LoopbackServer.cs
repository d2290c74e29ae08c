using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Simulator.Http;

/// <summary>Accepts connections on a loopback address and keeps a list of them, so that Dispose ends them all.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    private readonly int _maxRequestLine;
    private readonly TimeSpan _requestTimeout;
    private readonly TimeProvider _time;
    private readonly IHttpHandler _handler;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<HttpConnection, Task> _connections = new();
    private readonly Task _accepting;
    private readonly Task _sweeping;

    /// <param name="endPoint">The address and port to listen on; port 0 takes a free one.</param>
    /// <param name="maxRequestLine">Maximum length of a request line in bytes.</param>
    /// <param name="requestTimeout">Maximum time from the first to the last byte of a request.</param>
    /// <param name="time">The clock of the timeout.</param>
    /// <param name="handler">Answers the requests.</param>
    internal LoopbackServer(IPEndPoint endPoint, int maxRequestLine, TimeSpan requestTimeout, TimeProvider time, IHttpHandler handler)
    {
        _maxRequestLine = maxRequestLine;
        _requestTimeout = requestTimeout;
        _time = time;
        _handler = handler;
        _listener = new TcpListener(endPoint);
        _listener.Start(backlog: 512);
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = AcceptAsync();
        _sweeping = SweepAsync();
    }

    internal IPEndPoint EndPoint { get; }

    public void Dispose()
    {
        _stopping.Cancel();
        _listener.Stop();
        _accepting.GetAwaiter().GetResult();
        KeyValuePair<HttpConnection, Task>[] open = _connections.ToArray();
        foreach (KeyValuePair<HttpConnection, Task> connection in open)
        {
            connection.Key.Dispose();
        }

        Task.WhenAll(open.Select(static connection => connection.Value).Append(_sweeping)).GetAwaiter().GetResult();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        for (long number = 1; !_stopping.IsCancellationRequested; number++)
        {
            try
            {
                Socket socket = await _listener.AcceptSocketAsync().ConfigureAwait(false);
                Serve(new HttpConnection(socket, number, _handler, _maxRequestLine));
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // A client that left while it was accepted must not end the loop. Dispose ends it by its condition.
            }
        }
    }

    private void Serve(HttpConnection connection)
    {
        // Added before it runs, so that a connection that ends at once can remove itself.
        TaskCompletionSource<bool> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _connections[connection] = ended.Task;
        _ = Task.Run(async () =>
        {
            try
            {
                await connection.RunAsync(_stopping.Token).ConfigureAwait(false);
            }
            finally
            {
                _connections.TryRemove(connection, out _);
                ended.SetResult(true);
            }
        });
    }

    private async Task SweepAsync()
    {
        try
        {
            while (true)
            {
                await _time.DelayAsync(SweepInterval, _stopping.Token).ConfigureAwait(false);
                DateTimeOffset now = _time.GetUtcNow();
                foreach (KeyValuePair<HttpConnection, Task> connection in _connections)
                {
                    connection.Key.CloseIfStalled(now, _requestTimeout);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Dispose was called.
        }
    }
}
