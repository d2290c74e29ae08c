using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace TuyaIot.Benchmarks.Servers;

/// <summary>Finds the prebuilt reply to a request.</summary>
internal delegate byte[] FindReply(ReadOnlySpan<byte> request);

/// <summary>
/// A gateway that accepts whatever comes, and looks at little more of it than where it ends: so cheap that the client is what is
/// measured.
/// </summary>
/// <param name="findReply">Finds the prebuilt reply to a request.</param>
internal sealed class FixedReplyServer(FindReply findReply)
{
    private static readonly byte[] Accepted = Build("{\"RequestId\":\"0123456789abcdef\",\"Success\":true}");

    private int _connections;

    /// <summary>Accepts every command.</summary>
    public static FixedReplyServer Commands() => new(static _ => Accepted);

    /// <summary>A reply as it goes out.</summary>
    public static byte[] Build(string body) => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>Serves until the process that started this one closes its end, and answers each line it writes with the count of connections.</summary>
    public void Run()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start(1024);
        Console.WriteLine($"http://{listener.LocalEndpoint}/");
        _ = AcceptAsync(listener);
        while (Console.ReadLine() is not null)
        {
            Console.WriteLine(_connections);
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            Socket client = await listener.AcceptSocketAsync();
            client.NoDelay = true;
            _connections++;
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using Socket open = client;
        byte[] buffer = new byte[64 * 1024];
        int filled = 0;
        while (true)
        {
            int length = RequestLength(buffer.AsSpan(0, filled));
            if (length < 0)
            {
                int read = await open.ReceiveAsync(buffer.AsMemory(filled));
                if (read == 0)
                {
                    return;
                }

                filled += read;
                continue;
            }

            byte[] reply = findReply(buffer.AsSpan(0, length));
            buffer.AsSpan(length, filled - length).CopyTo(buffer);
            filled -= length;
            await open.SendAsync(reply);
        }
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
