using System;
using System.Buffers;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Compatibility;
using TuyaIot.Replies;
using TuyaIot.Signing;

namespace TuyaIot.Transport;

/// <summary>
/// Puts signed bytes on the wire, at most once for each call, and brings back the reply or the reason why there is none. It
/// never throws for what a network or a server does.
/// </summary>
internal sealed class RpcTransport : IDisposable
{
    private readonly RpcOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<string?, string?> _clean;
    private readonly ProxyRoute _route;
    private readonly TransportFailureMapper _failures;
    private readonly HttpMessageInvoker _invoker;
    private readonly string _urlPrefix;

    /// <param name="options">Where to and how.</param>
    /// <param name="time">This machine's clock.</param>
    /// <param name="redact">Takes the secret of the access key out of a text.</param>
    /// <param name="handler">Carries the requests; null takes the network.</param>
    public RpcTransport(RpcOptions options, TimeProvider time, Func<string?, string?> redact, HttpMessageHandler? handler = null)
    {
        _options = options;
        _urlPrefix = options.Endpoint.AbsoluteUri + "?";
        _time = time;

        // The secret first: it might not be recognised in a text that was changed or cut off.
        _clean = text => LogSanitizer.Clean(redact(text));
        _route = ProxyRoute.Create(options);
        _failures = new TransportFailureMapper(options, _route, _clean);
        _invoker = new HttpMessageInvoker(
            handler ?? RuntimeCompat.CreateHandler(_route.Proxy, CertificateValidation.CreateCallback(options)), disposeHandler: true);
    }

    /// <param name="signed">What to send. It is disposed of here, once nothing can read it any more.</param>
    /// <param name="keepsBody">Whether the reply's JSON body is wanted.</param>
    /// <param name="minTimeout">How long it may take at least, where that is more than the time of the options.</param>
    /// <param name="cancellationToken">Ends the wait for a reply; what was sent by then is sent.</param>
    public async Task<RpcReply> SendAsync(PooledBuffer signed, bool keepsBody, TimeSpan minTimeout, CancellationToken cancellationToken)
    {
        using PooledBuffer owned = signed;
        if (_options.Method is RpcMethod.Get && _urlPrefix.Length + signed.Length > RpcOptions.MaxUrlLength)
        {
            TransportFailure tooLong = TransportFailureMapper.UrlTooLong(_urlPrefix.Length + signed.Length);
            return new RpcReply { Failure = tooLong, ErrorMessage = tooLong.Message };
        }

        TimeSpan timeout = minTimeout > _options.Timeout ? minTimeout : _options.Timeout;
        using CancellationTokenSource end = RuntimeCompat.CreateTimeout(_time, timeout);
        using CancellationTokenRegistration stopping = cancellationToken.Register(static end => ((CancellationTokenSource)end!).Cancel(), end);
        using HttpRequestMessage request = CreateRequest(signed, out AttemptContent content);
        try
        {
            using HttpResponseMessage response = await _invoker.SendAsync(request, end.Token).ConfigureAwait(false);
            return await ReadAsync(response, keepsBody, end.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Every exception, because whatever it is, it must not hide that the request may have been sent. Where a GET has no
            // content of ours to watch, only the exception can say that nothing was sent.
            bool sent = RuntimeCompat.GetCarriesContent || _options.Method is RpcMethod.Post
                ? content.SendingBegan
                : !TransportFailureMapper.NeverConnected(exception);
            TransportFailure failure = _failures.Map(exception, sent, cancellationToken.IsCancellationRequested, timeout);
            return new RpcReply { Failure = failure, ErrorMessage = failure.Message };
        }
    }

    public void Dispose() => _invoker.Dispose();

    private HttpRequestMessage CreateRequest(PooledBuffer signed, out AttemptContent content)
    {
        HttpRequestMessage request;
        if (_options.Method is RpcMethod.Post)
        {
            content = new AttemptContent(signed.Written, "application/x-www-form-urlencoded");
            request = new HttpRequestMessage(HttpMethod.Post, _options.Endpoint) { Content = content };
            RuntimeCompat.SendAtOnce(request);
            return request;
        }

        content = new AttemptContent(new ArraySegment<byte>([]), mediaType: null);
        Uri url = RuntimeCompat.CreateVerbatimUri(signed.ToAsciiString(_urlPrefix));
        request = new HttpRequestMessage(HttpMethod.Get, url);
        if (RuntimeCompat.GetCarriesContent)
        {
            request.Content = content;
        }
        else
        {
            request.Headers.ConnectionClose = true;
        }

        return request;
    }

    private async Task<RpcReply> ReadAsync(HttpResponseMessage response, bool keepsBody, CancellationToken cancellationToken)
    {
        byte[] body = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            int length = 0;
            using Stream stream = await RuntimeCompat.OpenAsync(response.Content, cancellationToken).ConfigureAwait(false);
            while (true)
            {
                int read = await stream.ReadAsync(body, length, body.Length - length, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                length += read;
                if (length > ReplyParser.MaxLength(keepsBody))
                {
                    return ReplyParser.TooLarge((int)response.StatusCode, keepsBody);
                }

                if (length == body.Length)
                {
                    body = Grow(body);
                }
            }

            RpcReply reply = ReplyParser.Read((int)response.StatusCode, response.Content.Headers, body.AsMemory(0, length), keepsBody, _clean);
            DateTimeOffset now = _time.GetUtcNow();
            return reply with
            {
                ErrorMessage = reply is { Success: null, Code: null } ? NameProxy(reply.ErrorMessage) : reply.ErrorMessage,
                Date = response.Headers.Date is DateTimeOffset date && (date - now).Duration() <= RpcReply.MaxClockOffset ? date : null,
                RetryAfter = RetryAfterHeader.Read(response, now),
            };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    /// <summary>A plain http request is answered by the proxy itself where it does not pass it on.</summary>
    private string? NameProxy(string? message) => _options.Endpoint.Scheme == Uri.UriSchemeHttp && _route.Describe() is string proxy
        ? $"{message} The request went through {proxy}."
        : message;

    private static byte[] Grow(byte[] body)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(body.Length * 2);
        body.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(body);
        return larger;
    }
}
