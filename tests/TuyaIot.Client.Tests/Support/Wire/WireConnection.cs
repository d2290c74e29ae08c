using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace TuyaIot.Client.Tests.Support.Wire;

/// <summary>The server's side of one connection, which does to it what a script says and nothing by itself.</summary>
internal sealed class WireConnection(Socket socket, Stream stream, Action<WireRequest> record)
{
    internal const string AcceptedBody = """{"RequestId":"r-1","Success":true}""";

    internal Stream Stream { get; } = stream;

    /// <summary>The next request once it is complete; null where the client closed the connection before.</summary>
    internal async Task<WireRequest?> ReadRequestAsync()
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!EndsHead(head))
        {
            if (await Stream.ReadAsync(one) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        WireRequest request = WireRequest.ParseHead(head.ToString());
        byte[] body = new byte[request.ContentLength];
        await Stream.ReadExactlyAsync(body);
        request = request with { Body = Encoding.Latin1.GetString(body) };
        record(request);
        return request;
    }

    /// <summary>Returns when something has arrived, and leaves it unread.</summary>
    internal async Task WaitForBytesAsync() => await socket.ReceiveAsync(new byte[1], SocketFlags.Peek);

    internal async Task SendAsync(string bytes)
    {
        await Stream.WriteAsync(Encoding.UTF8.GetBytes(bytes));
        await Stream.FlushAsync();
    }

    /// <summary>A whole reply; further headers each end with a line break.</summary>
    internal Task ReplyAsync(string status = "200 OK", string headers = "", string body = AcceptedBody) =>
        SendAsync($"HTTP/1.1 {status}\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

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
        while (await Stream.ReadAsync(some) > 0)
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

    private static bool EndsHead(StringBuilder head) =>
        head.Length >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n' && head[^4] == '\r';
}
