using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Replies;
using TuyaIot.Signing;

namespace TuyaIot.Transport;

/// <summary>Speaks one request once: signs it afresh, sends it, reads the reply. What the reply means is not decided here.</summary>
internal sealed class RpcClient(AccessKey key, RpcOptions options, TimeProvider time, Func<string> createNonce, HttpMessageHandler? handler = null)
    : IDisposable
{
    private readonly RequestSigner _signer = new(key, options.Method, options.Endpoint, options.ExtraParameters, createNonce);
    private readonly RpcTransport _transport = new(options, time, key.Redact, handler);

    public RpcOptions Options { get; } = options;

    /// <summary>Prepares a call, of which many requests are to be sent.</summary>
    public RequestTemplate Prepare(string action, IReadOnlyList<RpcParameter> parameters, ListParameter? list) =>
        _signer.Prepare(action, parameters, list);

    /// <param name="request">What is asked, and whether the reply's body is wanted.</param>
    /// <param name="timestamp">The time to sign it with.</param>
    /// <param name="cancellationToken">Ends the wait for a reply; what was sent by then is sent.</param>
    public Task<RpcReply> SendAsync(RpcRequest request, DateTimeOffset timestamp, CancellationToken cancellationToken) =>
        _transport.SendAsync(_signer.Sign(request, timestamp), request.KeepsBody, request.MinTimeout, cancellationToken);

    public void Dispose()
    {
        _transport.Dispose();
        _signer.Dispose();
    }
}
