using System;
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Rpc;

/// <summary>Speaks one request once: signs it afresh, sends it, reads the reply. What the reply means is not decided here.</summary>
internal sealed class RpcClient(AccessKey key, RpcOptions options, TimeProvider time, Func<string> createNonce) : IDisposable
{
    private readonly RequestSigner _signer = new(key, options, createNonce);
    private readonly RpcTransport _transport = new(options, time);

    public RpcOptions Options { get; } = options;

    /// <summary>How long the URL of a GET can become with these parameters.</summary>
    public int UrlLength(RpcRequest request) => _signer.UrlLength(request);

    /// <param name="request">What is asked.</param>
    /// <param name="timestamp">The time to sign it with.</param>
    /// <param name="stop">Ends the wait for a reply; what was sent by then is sent.</param>
    public async Task<RpcReply> SendAsync(RpcRequest request, DateTimeOffset timestamp, CancellationToken stop)
    {
        using PooledBuffer signed = _signer.Sign(request, timestamp);
        RpcReply reply = await _transport.SendAsync(signed, stop).ConfigureAwait(false);
        return reply with
        {
            Code = key.Redact(reply.Code),
            ErrorMessage = key.Redact(reply.ErrorMessage),
            RequestId = key.Redact(reply.RequestId),
        };
    }

    public void Dispose() => _transport.Dispose();
}
