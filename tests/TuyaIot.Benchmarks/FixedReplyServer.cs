using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace TuyaIot.Benchmarks;

/// <summary>
/// A gateway that accepts whatever comes, and looks at no more of it than where it ends: so cheap that the client is what is
/// measured.
/// </summary>
internal sealed class FixedReplyServer : IDisposable
{
    private const string Body = "{\"RequestId\":\"0123456789abcdef\",\"Success\":true}";

    private static readonly byte[] Reply = Encoding.ASCII.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    internal FixedReplyServer()
    {
        _listener.Start();
        Endpoint = new Uri($"http://{_listener.LocalEndpoint}/");
        _ = AcceptAsync();
    }

    internal Uri Endpoint { get; }

    internal int Connections { get; private set; }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client = await _listener.AcceptSocketAsync();
            client.NoDelay = true;
            Connections++;
            _ = ServeAsync(client);
        }
    }

    private static async Task ServeAsync(Socket client)
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

            buffer.AsSpan(length, filled - length).CopyTo(buffer);
            filled -= length;
            await open.SendAsync(Reply);
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
