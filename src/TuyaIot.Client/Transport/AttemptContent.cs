using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace TuyaIot.Transport;

/// <summary>
/// The body of one attempt: the form of a POST, or nothing at all behind a GET. It knows whether the handler has begun to send
/// it. Before that moment the request's headers have not ended on the wire, so that no gateway can have carried it out.
/// </summary>
internal sealed class AttemptContent : HttpContent
{
    private readonly ArraySegment<byte> _body;

    public AttemptContent(ArraySegment<byte> body, string? mediaType)
    {
        _body = body;
        if (mediaType is not null)
        {
            Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }
    }

    public bool SendingBegan { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        SendingBegan = true;
        return stream.WriteAsync(_body.Array!, _body.Offset, _body.Count);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Count;
        return true;
    }
}
