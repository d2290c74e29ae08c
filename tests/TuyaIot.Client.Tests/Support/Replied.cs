using System;
using System.Net.Http;
using TuyaIot.Replies;

namespace TuyaIot.Client.Tests.Support;

/// <summary>A reply as it is read off the wire.</summary>
internal static class Replied
{
    internal static RpcReply With(int httpStatus, string? mediaType, ReadOnlyMemory<byte> body)
    {
        using ByteArrayContent content = new([]);
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return ReplyParser.Read(httpStatus, content.Headers, body, keepsBody: false, LogSanitizer.Clean);
    }
}
