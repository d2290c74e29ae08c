using System;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Replies;
using TuyaIot.Signing;

namespace TuyaIot.Transport;

/// <summary>Speaks one request once: signs it afresh, sends it, reads the reply. What the reply means is not decided here.</summary>
internal sealed class RpcClient(AccessKey key, RpcOptions options, TimeProvider time, Func<string> createNonce) : IDisposable
{
    private readonly RequestSigner _signer = new(key, options, createNonce);
    private readonly RpcTransport _transport = new(options, time, key.Redact);

    public RpcOptions Options { get; } = options;

    /// <summary>How long the URL of a GET can become with these parameters.</summary>
    public int UrlLength(RpcRequest request) => _signer.UrlLength(request);

    /// <param name="request">What is asked.</param>
    /// <param name="timestamp">The time to sign it with.</param>
    /// <param name="cancellationToken">Ends the wait for a reply; what was sent by then is sent.</param>
    public Task<RpcReply> SendAsync(RpcRequest request, DateTimeOffset timestamp, CancellationToken cancellationToken) =>
        _transport.SendAsync(_signer.Sign(request, timestamp), cancellationToken);

    public void Dispose()
    {
        _transport.Dispose();
        _signer.Dispose();
    }
}
