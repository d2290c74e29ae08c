using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace TuyaIot.Simulator.Http;

/// <summary>Splits the bytes of one connection into requests. Refuses early what cannot become one.</summary>
internal sealed class HttpRequestReader(Stream stream, int maxRequestLine)
{
    private const int MaxHead = 64 * 1024;

    // A message of 256 kB in Base64, each character of it encoded as three.
    private const int MaxBody = 1_280 * 1024;

    private static readonly Encoding Latin1 = Encoding.GetEncoding("iso-8859-1");
    private static readonly byte[] Continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    private byte[] _buffer = new byte[8 * 1024];
    private int _length;
    private long _finished;

    /// <summary>The number of the request that has begun and is not complete, or 0.</summary>
    internal long Unfinished => _length > 0 ? _finished + 1 : 0;

    /// <summary>The next request, or null if the client has closed the connection.</summary>
    internal async Task<HttpRequest?> ReadAsync()
    {
        int headLength = await ReadHeadAsync().ConfigureAwait(false);
        if (headLength == 0)
        {
            return null;
        }

        HttpHead head = HttpHead.Parse(Latin1.GetString(_buffer, 0, headLength), MaxBody);
        if (head.ExpectsContinue)
        {
            await stream.WriteAsync(Continue, 0, Continue.Length).ConfigureAwait(false);
        }

        int end = headLength + head.ContentLength;
        while (_length < end)
        {
            if (!await FillAsync(end).ConfigureAwait(false))
            {
                return null;
            }
        }

        string body = Latin1.GetString(_buffer, headLength, head.ContentLength);
        Buffer.BlockCopy(_buffer, end, _buffer, 0, _length - end);
        _length -= end;
        _finished++;
        return new HttpRequest(head.Method, head.Path, head.Query, head.ContentType, body, head.KeepAlive);
    }

    private async Task<int> ReadHeadAsync()
    {
        bool hasLine = false;
        for (int seen = 0; ;)
        {
            for (; seen < _length; seen++)
            {
                if (_buffer[seen] != (byte)'\n')
                {
                    continue;
                }

                // An empty line ends the head, whether the client writes CRLF or a bare LF.
                if (seen > 0 && (_buffer[seen - 1] == (byte)'\n' || (seen > 1 && _buffer[seen - 1] == (byte)'\r' && _buffer[seen - 2] == (byte)'\n')))
                {
                    return seen + 1;
                }

                hasLine = hasLine || CheckRequestLine(seen);
            }

            if (!hasLine)
            {
                CheckRequestLine(_length);
            }

            CheckHead();
            if (!await FillAsync(_length + 1).ConfigureAwait(false))
            {
                return 0;
            }
        }
    }

    private void CheckHead()
    {
        // A TLS hello has no line end and waits for a reply. Its first byte is not a letter.
        if (_length > 0 && _buffer[0] is < (byte)'A' or > (byte)'Z')
        {
            throw HttpHead.NotHttp();
        }

        if (_length > MaxHead)
        {
            throw new BadHttpException(431, "RequestHeaderFieldsTooLarge", "The headers are longer than the gateway reads.");
        }
    }

    private bool CheckRequestLine(int length) => length <= maxRequestLine
        ? true
        : throw new BadHttpException(414, "RequestUriTooLong", "The request line is longer than the gateway reads.");

    private async Task<bool> FillAsync(int length)
    {
        if (length > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(length, _buffer.Length * 2));
        }

        int read = await stream.ReadAsync(_buffer, _length, _buffer.Length - _length).ConfigureAwait(false);
        _length += read;
        return read > 0;
    }
}
