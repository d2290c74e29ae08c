using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace TuyaIot.Tests.Servers;

/// <summary>Finds the bytes of the reply to a request.</summary>
internal delegate byte[] FindReply(ReadOnlySpan<byte> request);

/// <summary>The server's side of one connection, which does to it what a script says and nothing by itself.</summary>
internal sealed class WireConnection(Socket socket, Stream stream, Action<WireRequest> record)
{
    internal const string AcceptedBody = """{"RequestId":"A-1","Success":true}""";

    private byte[] _buffer = new byte[64 * 1024];
    private int _filled;
    private Task<bool>? _more;

    /// <summary>The next request once it is complete; null where the client closed the connection before.</summary>
    internal async Task<WireRequest?> ReadRequestAsync()
    {
        int length = await ReceiveRequestAsync();
        if (length == 0)
        {
            return null;
        }

        WireRequest request = WireRequest.Parse(Encoding.Latin1.GetString(_buffer, 0, length));
        Remove(length);
        record(request);
        return request;
    }

    /// <summary>Reads a request, looks at no more of it than where it ends, and keeps none of it. Null where there is none.</summary>
    internal async Task<byte[]?> FindReplyAsync(FindReply findReply)
    {
        int length = await ReceiveRequestAsync();
        byte[]? reply = length == 0 ? null : findReply(_buffer.AsSpan(0, length));
        Remove(length);
        return reply;
    }

    /// <summary>Done when more has arrived after the last request, or with false when the client has closed the connection.</summary>
    internal Task<bool> MoreAsync() => _more ??= FillAsync();

    /// <summary>Returns when something has arrived, and leaves it unread.</summary>
    internal async Task WaitForBytesAsync() => await socket.ReceiveAsync(new byte[1], SocketFlags.Peek);

    internal Task SendAsync(string bytes) => SendAsync(Encoding.UTF8.GetBytes(bytes));

    internal async Task SendAsync(byte[] bytes)
    {
        await stream.WriteAsync(bytes);
        await stream.FlushAsync();
    }

    /// <summary>A reply, whole unless bytes are missing at its end. Further headers each end with a line break.</summary>
    internal Task ReplyAsync(string status = "200 OK", string headers = "", string body = AcceptedBody, int missing = 0) =>
        SendAsync($"HTTP/1.1 {status}\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body) + missing}\r\n\r\n{body}");

    /// <summary>Accepts every request for as long as the client keeps the connection.</summary>
    internal async Task AcceptAllAsync()
    {
        while (await ReadRequestAsync() is not null)
        {
            await ReplyAsync();
        }
    }

    internal async Task WaitUntilClosedAsync()
    {
        byte[] some = new byte[4096];
        while (await stream.ReadAsync(some) > 0)
        {
            // Whatever still comes is of no interest.
        }
    }

    internal void Close() => socket.Dispose();

    /// <summary>Ends the connection as a crashed process or an impatient firewall does: RST in place of FIN.</summary>
    internal void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }

    /// <summary>The length of the request that the buffer begins with once it is complete; 0 where the client closed the connection before.</summary>
    private async Task<int> ReceiveRequestAsync()
    {
        int length;
        while ((length = RequestLength(_buffer.AsSpan(0, _filled))) < 0)
        {
            bool more = await MoreAsync();
            _more = null;
            if (!more)
            {
                return 0;
            }
        }

        return length;
    }

    private async Task<bool> FillAsync()
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        int read = await stream.ReadAsync(_buffer.AsMemory(_filled));
        _filled += read;
        return read > 0;
    }

    private void Remove(int length)
    {
        _buffer.AsSpan(length, _filled - length).CopyTo(_buffer);
        _filled -= length;
    }

    private static int RequestLength(ReadOnlySpan<byte> received)
    {
        int end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return -1;
        }

        ReadOnlySpan<byte> name = "Content-Length: "u8;
        int header = received[..end].IndexOf(name);
        int body = 0;
        for (int i = header + name.Length; header >= 0 && received[i] is >= (byte)'0' and <= (byte)'9'; i++)
        {
            body = (body * 10) + received[i] - '0';
        }

        int length = end + 4 + body;
        return received.Length >= length ? length : -1;
    }
}
