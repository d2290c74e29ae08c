using System;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using TuyaIot.Benchmarks.Support;
using TuyaIot.Signing;

namespace TuyaIot.Benchmarks.Calls;

/// <summary>The same bytes over bare sockets, with nothing in the way: how fast the server answers.</summary>
internal sealed class SocketCaller : ICaller
{
    private readonly Connection[] _connections;

    public SocketCaller(Uri endpoint, RpcMethod method, int inFlight)
    {
        using PooledBuffer signed = Sample.Sign(endpoint, method);
        string query = signed.ToAsciiString();
        byte[] request = Encoding.ASCII.GetBytes(method is RpcMethod.Get
            ? $"GET /?{query} HTTP/1.1\r\nHost: {endpoint.Authority}\r\n\r\n"
            : $"POST / HTTP/1.1\r\nHost: {endpoint.Authority}\r\nContent-Length: {query.Length}\r\n\r\n{query}");
        _connections = [.. Enumerable.Range(0, inFlight).Select(_ => new Connection(endpoint, request))];
    }

    public Task CallAsync(int lane) => _connections[lane].CallAsync();

    public void Dispose() => Array.ForEach(_connections, static connection => connection.Dispose());

    private sealed class Connection(Uri endpoint, byte[] request) : IDisposable
    {
        private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly byte[] _reply = new byte[1024];

        public async Task CallAsync()
        {
            if (!_socket.Connected)
            {
                await _socket.ConnectAsync(endpoint.Host, endpoint.Port);
            }

            await _socket.SendAsync(request);
            await _socket.ReceiveAsync(_reply);
        }

        public void Dispose() => _socket.Dispose();
    }
}
