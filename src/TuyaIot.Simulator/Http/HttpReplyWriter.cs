using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace TuyaIot.Simulator.Http;

/// <summary>Writes a reply with one call, so that a small one is one packet.</summary>
internal static class HttpReplyWriter
{
    internal static Task WriteAsync(Stream stream, HttpReply reply, bool keepAlive)
    {
        byte[] bytes = Format(reply, keepAlive);
        int cut = reply.Ending == HttpEnding.CutBody ? (reply.Body.Length + 1) / 2 : 0;
        return stream.WriteAsync(bytes, 0, bytes.Length - cut);
    }

    private static byte[] Format(HttpReply reply, bool keepAlive)
    {
        StringBuilder head = new(256);
        head.Append("HTTP/1.1 ").Append(reply.Status.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(Reason(reply.Status)).Append("\r\n");
        Append(head, "Date", reply.Date);
        Append(head, "Server", "TuyaIot-Simulator");
        Append(head, "Content-Type", reply.ContentType);
        Append(head, "Content-Length", reply.Body.Length.ToString(CultureInfo.InvariantCulture));
        Append(head, "Connection", keepAlive ? "keep-alive" : "close");
        foreach (KeyValuePair<string, string> header in reply.Headers)
        {
            Append(head, header.Key, header.Value);
        }

        string text = head.Append("\r\n").ToString();
        byte[] bytes = new byte[text.Length + reply.Body.Length];
        Encoding.ASCII.GetBytes(text, 0, text.Length, bytes, 0);
        Buffer.BlockCopy(reply.Body, 0, bytes, text.Length, reply.Body.Length);
        return bytes;
    }

    private static void Append(StringBuilder head, string name, string value) =>
        head.Append(name).Append(": ").Append(value).Append("\r\n");

    private static string Reason(int status) => status switch
    {
        200 => "OK",
        302 => "Found",
        307 => "Temporary Redirect",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        411 => "Length Required",
        413 => "Content Too Large",
        414 => "URI Too Long",
        415 => "Unsupported Media Type",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "Status",
    };
}
