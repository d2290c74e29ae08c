using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace TuyaIot.Tests.Support;

/// <summary>HTTP/1.1 with keep-alive, by hand: nothing is mended or hidden on the way.</summary>
internal sealed class ClientConnection(Stream stream, Func<string, string, IReadOnlyList<KeyValuePair<string, string>>, GatewayRequest> arrived)
{
    /// <summary>Larger than any request of a test.</summary>
    private readonly byte[] _buffer = new byte[512 * 1024];

    private int _length;
    private Task<bool>? _more;

    /// <summary>The next request that arrives to its last byte; null where the client has gone.</summary>
    internal async Task<GatewayRequest?> ReadAsync()
    {
        int head;
        while ((head = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await TakeMoreAsync())
            {
                return null;
            }
        }

        string[] lines = Encoding.ASCII.GetString(_buffer, 0, head).Split("\r\n");
        int bodyLength = int.Parse(Header(lines, "Content-Length") ?? "0", CultureInfo.InvariantCulture);
        int bodyStart = head + 4;
        while (_length < bodyStart + bodyLength)
        {
            if (!await TakeMoreAsync())
            {
                return null;
            }
        }

        string body = Encoding.ASCII.GetString(_buffer, bodyStart, bodyLength);
        int used = bodyStart + bodyLength;
        Buffer.BlockCopy(_buffer, used, _buffer, 0, _length - used);
        _length -= used;
        string[] line = lines[0].Split(' ');
        string query = line[0] == "POST" ? body : line[1][(line[1].IndexOf('?') + 1)..];
        return arrived(line[0], $"http://{Header(lines, "Host")}{line[1]}", Parse(query));
    }

    /// <summary>Done with false when the client has gone while its request waits for an answer.</summary>
    internal Task<bool> MoreAsync() => _more ??= FillAsync();

    internal async Task WriteAsync(GatewayReply reply)
    {
        byte[] body = Encoding.UTF8.GetBytes(reply.Body);
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {reply.Status} Status\r\nContent-Type: {reply.ContentType}\r\nContent-Length: {body.Length}\r\n\r\n");
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body]);
    }

    /// <summary>Only the reader forgets what came, so that nothing comes unseen while a request is held.</summary>
    private async Task<bool> TakeMoreAsync()
    {
        bool came = await MoreAsync();
        _more = null;
        return came;
    }

    private async Task<bool> FillAsync()
    {
        int read = await stream.ReadAsync(_buffer.AsMemory(_length));
        _length += read;
        return read > 0;
    }

    private static string? Header(string[] lines, string name) => lines
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    /// <summary>A plus stays a plus: the signature knows no other space than %20.</summary>
    private static List<KeyValuePair<string, string>> Parse(string query) =>
    [
        .. query.Split('&').Select(pair => pair.Split('=', 2)).Select(pair =>
            new KeyValuePair<string, string>(Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1]))),
    ];
}
