using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace TuyaIot.Simulator.Tests.Support;

/// <summary>One connection on a real socket, so that a test sees the bytes.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _tcp = new();

    internal RawClient(IotSimulator simulator) => _tcp.Connect("127.0.0.1", simulator.Port);

    internal NetworkStream Stream => _tcp.GetStream();

    internal Task SendAsync(string bytes) => Stream.WriteAsync(Encoding.Latin1.GetBytes(bytes)).AsTask();

    internal Task SendGetAsync(string query) => SendAsync($"GET /?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n");

    internal Task SendPostAsync(string form) => SendAsync(
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n" +
        string.Create(CultureInfo.InvariantCulture, $"Content-Length: {form.Length}\r\n\r\n{form}"));

    internal async Task<RawReply> GetAsync(string query)
    {
        await SendGetAsync(query);
        return await ReadReplyAsync();
    }

    internal async Task<RawReply> PostAsync(string form)
    {
        await SendPostAsync(form);
        return await ReadReplyAsync();
    }

    internal Task<RawReply> ReadReplyAsync() => ReceiveAsync().WithTestTimeout();

    private async Task<RawReply> ReceiveAsync()
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await Stream.ReadAsync(one) == 0)
            {
                throw new EndOfStreamException($"The connection closed after: {head}");
            }

            head.Append((char)one[0]);
        }

        RawReply reply = RawReply.ParseHead(head.ToString());
        byte[] body = new byte[int.Parse(reply.Headers["Content-Length"], CultureInfo.InvariantCulture)];
        await Stream.ReadExactlyAsync(body);
        return reply with { Body = Encoding.UTF8.GetString(body) };
    }

    /// <summary>Whether the other side ended the connection, in whichever way, and sent nothing more.</summary>
    internal async Task<bool> IsClosedAsync()
    {
        try
        {
            return await Stream.ReadAsync(new byte[1]).AsTask().WithTestTimeout() == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public void Dispose() => _tcp.Dispose();
}
