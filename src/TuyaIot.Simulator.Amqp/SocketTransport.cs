using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;
using Amqp;

namespace TuyaIot.Simulator.Amqp;

/// <summary>The bytes of one connection. Unlike the library's own, it can be reset, and its end does not destroy the last frame.</summary>
internal sealed class SocketTransport : IAsyncTransport, IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly BufferedStream _input;
    private readonly BufferedStream _output;
    private volatile bool _isClosed;
    private volatile bool _isReading;

    internal SocketTransport(Socket socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _input = new BufferedStream(_stream, 8_192);
        _output = new BufferedStream(_stream, 65_536);
    }

    public void SetConnection(Connection connection)
    {
    }

    public async Task SendAsync(IList<ByteBuffer> bufferList, int listSize)
    {
        foreach (ByteBuffer buffer in bufferList)
        {
            await _output.WriteAsync(buffer.Buffer.AsMemory(buffer.Offset, buffer.Length)).ConfigureAwait(false);
        }

        await _output.FlushAsync().ConfigureAwait(false);
    }

    public async Task<int> ReceiveAsync(byte[] buffer, int offset, int count)
    {
        _isReading = true;
        try
        {
            int read = _isClosed ? 0 : await _input.ReadAsync(buffer.AsMemory(offset, count)).ConfigureAwait(false);
            if (!_isClosed)
            {
                return read;
            }

            await DrainAsync().ConfigureAwait(false);
            return 0;
        }
        finally
        {
            _isReading = false;
        }
    }

    public void Send(ByteBuffer buffer)
    {
        _output.Write(buffer.Buffer, buffer.Offset, buffer.Length);
        _output.Flush();
    }

    public int Receive(byte[] buffer, int offset, int count) => _input.Read(buffer, offset, count);

    /// <summary>
    /// Ends the connection. What the client still sends is read and dropped: closing a socket with unread bytes resets it, and the client
    /// might lose the frame that says why.
    /// </summary>
    public void Close()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The client was faster.
        }

        if (!_isReading)
        {
            _ = DrainAsync();
        }
    }

    /// <summary>Resets the connection.</summary>
    internal void Abort()
    {
        _isClosed = true;
        _socket.Close(timeout: 0);
        Dispose();
    }

    public void Dispose()
    {
        _isClosed = true;
        _stream.Dispose();
    }

    private async Task DrainAsync()
    {
        byte[] dropped = new byte[1_024];
        try
        {
            while (await _stream.ReadAsync(dropped).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or SocketException)
        {
            // The client has closed.
        }

        Dispose();
    }
}
