using System;
using System.Globalization;

namespace TuyaIot.Simulator.Http;

/// <summary>The request line and the headers. Parsing is strict: what is not HTTP/1.x is refused.</summary>
internal sealed class HttpHead
{
    private HttpHead(string method, string path, string query, bool keepAlive)
    {
        Method = method;
        Path = path;
        Query = query;
        KeepAlive = keepAlive;
    }

    internal string Method { get; }

    internal string Path { get; }

    internal string Query { get; }

    internal bool KeepAlive { get; private set; }

    internal int ContentLength { get; private set; }

    internal string ContentType { get; private set; } = "";

    internal bool ExpectsContinue { get; private set; }

    internal static HttpHead Parse(string text, int maxBody)
    {
        int lineEnd = text.IndexOf('\n', 0);
        HttpHead head = ParseRequestLine(text.Substring(0, lineEnd).TrimEnd('\r'));
        for (int start = lineEnd + 1; start < text.Length; start = lineEnd + 1)
        {
            lineEnd = text.IndexOf('\n', start);
            string line = text.Substring(start, lineEnd - start).TrimEnd('\r');
            if (line.Length == 0)
            {
                break;
            }

            head.ReadHeader(line, maxBody);
        }

        return head;
    }

    private static HttpHead ParseRequestLine(string line)
    {
        string[] parts = line.Split(' ');
        if (parts is not [{ Length: > 0 } method, ['/', ..] target, "HTTP/1.1" or "HTTP/1.0"])
        {
            throw NotHttp();
        }

        int question = target.IndexOf('?', 0);
        return new HttpHead(
            method,
            question < 0 ? target : target.Substring(0, question),
            question < 0 ? "" : target.Substring(question + 1),
            keepAlive: parts[2] == "HTTP/1.1");
    }

    private void ReadHeader(string line, int maxBody)
    {
        int colon = line.IndexOf(':', 0);
        if (colon <= 0)
        {
            throw NotHttp();
        }

        string value = line.Substring(colon + 1).Trim();
        switch (line.Substring(0, colon).ToUpperInvariant())
        {
            case "CONTENT-LENGTH":
                ContentLength = ParseLength(value, maxBody);
                break;
            case "CONTENT-TYPE":
                ContentType = value;
                break;
            case "TRANSFER-ENCODING":
                throw new BadHttpException(411, "LengthRequired", "The simulator reads bodies with a Content-Length only.");
            case "EXPECT":
                ExpectsContinue = value.Equals("100-continue", StringComparison.OrdinalIgnoreCase);
                break;
            case "CONNECTION":
                KeepAlive = value.Equals("keep-alive", StringComparison.OrdinalIgnoreCase)
                    || (KeepAlive && !value.Equals("close", StringComparison.OrdinalIgnoreCase));
                break;
        }
    }

    private static int ParseLength(string value, int maxBody) =>
        !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long length) ? throw NotHttp()
        : length > maxBody ? throw new BadHttpException(413, "RequestEntityTooLarge", "The body is longer than the gateway reads.")
        : (int)length;

    internal static BadHttpException NotHttp() => new(400, "BadRequest", "This is not an HTTP/1.1 request.");
}
