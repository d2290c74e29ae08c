using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Simulator.Http;

/// <summary>Accepts connections on a loopback address and keeps hold of each, so that stopping ends them all.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    private readonly SimulatorOptions _options;
    private readonly IHttpHandler _handler;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<HttpConnection, Task> _connections = new();
    private readonly Task _accepting;
    private readonly Task _sweeping;

    internal LoopbackServer(SimulatorOptions options, IHttpHandler handler)
    {
        _options = options;
        _handler = handler;
        _listener = new TcpListener(options.Address, options.Port);
        _listener.Start(backlog: 512);
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = AcceptAsync();
        _sweeping = SweepAsync();
    }

    internal IPEndPoint EndPoint { get; }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _accepting.GetAwaiter().GetResult();
        KeyValuePair<HttpConnection, Task>[] open = _connections.ToArray();
        foreach (KeyValuePair<HttpConnection, Task> connection in open)
        {
            connection.Key.Dispose();
        }

        Task.WhenAll(open.Select(static connection => connection.Value).Append(_sweeping)).GetAwaiter().GetResult();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        for (long number = 1; !_stop.IsCancellationRequested; number++)
        {
            try
            {
                Socket socket = await _listener.AcceptSocketAsync().ConfigureAwait(false);
                Serve(new HttpConnection(socket, number, _handler, _options));
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // A client that left while it was being accepted ends nothing; a stop ends the loop by its condition.
            }
        }
    }

    private void Serve(HttpConnection connection)
    {
        // Entered before it runs: a connection that ends at once must find itself to leave.
        TaskCompletionSource<bool> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _connections[connection] = ended.Task;
        _ = Task.Run(async () =>
        {
            try
            {
                await connection.RunAsync(_stop.Token).ConfigureAwait(false);
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
                await _options.Delay(SweepInterval, _stop.Token).ConfigureAwait(false);
                DateTimeOffset now = _options.Clock();
                foreach (KeyValuePair<HttpConnection, Task> connection in _connections)
                {
                    connection.Key.CloseIfStalled(now, _options.RequestTimeout);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }
}
