using System;
using System.Buffers;
using System.IO;
using System.Net;
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
    /// <summary>Replies of the API are a few hundred bytes.</summary>
    private const int MaxReplyLength = 1024 * 1024;

    private readonly RpcOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<string?, string?> _redact;
    private readonly HttpMessageInvoker _invoker;
    private readonly string _urlPrefix;

    /// <param name="options">Where to and how.</param>
    /// <param name="time">This machine's clock.</param>
    /// <param name="redact">Takes out of a text from outside what must not get any further.</param>
    public RpcTransport(RpcOptions options, TimeProvider time, Func<string?, string?> redact)
    {
        _options = options;
        _urlPrefix = options.Endpoint.AbsoluteUri + "?";
        _time = time;
        _redact = redact;
        WebProxy? proxy = options.Proxy is null ? null : new WebProxy(options.Proxy) { Credentials = options.ProxyCredential };
        _invoker = new HttpMessageInvoker(RuntimeCompat.CreateHandler(proxy, CertificateValidation.For(options)), disposeHandler: true);
    }

    /// <param name="signed">What to send. It is disposed of here, once nothing can read it any more.</param>
    /// <param name="cancellationToken">Ends the wait for a reply; what was sent by then is sent.</param>
    public async Task<RpcReply> SendAsync(PooledBuffer signed, CancellationToken cancellationToken)
    {
        using PooledBuffer owned = signed;
        using CancellationTokenSource end = RuntimeCompat.CreateTimeout(_time, _options.Timeout);
        using CancellationTokenRegistration stopping = cancellationToken.Register(static end => ((CancellationTokenSource)end!).Cancel(), end);
        using HttpRequestMessage request = CreateRequest(signed, out AttemptContent content);
        try
        {
            using HttpResponseMessage response = await _invoker.SendAsync(request, end.Token).ConfigureAwait(false);
            return await ReadAsync(response, end.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // Where a GET has no content of ours to watch, only the exception can say that nothing was sent.
            bool sent = RuntimeCompat.GetCarriesContent || _options.Method is RpcMethod.Post
                ? content.SendingBegan
                : !TransportFailureMapper.NeverConnected(exception);
            TransportFailure failure = TransportFailureMapper.Read(exception, sent, cancellationToken.IsCancellationRequested, _options);
            return new RpcReply { Failure = failure, ErrorMessage = _redact(failure.Message) };
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

    private async Task<RpcReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
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
                if (length > MaxReplyLength)
                {
                    return TooLarge((int)response.StatusCode);
                }

                if (length == body.Length)
                {
                    body = Grow(body);
                }
            }

            RpcReply reply = ReplyParser.Read((int)response.StatusCode, response.Content.Headers, body.AsMemory(0, length));
            return reply with
            {
                Code = _redact(reply.Code),
                ErrorMessage = _redact(reply.ErrorMessage),
                RequestId = _redact(reply.RequestId),
                Date = response.Headers.Date,
                RetryAfter = RetryAfterHeader.Read(response, _time.GetUtcNow()),
            };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private static byte[] Grow(byte[] body)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(body.Length * 2);
        body.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(body);
        return larger;
    }

    private static RpcReply TooLarge(int httpStatus)
    {
        const string Message = "The reply is larger than 1 MB, which no reply of the API is.";
        return new RpcReply
        {
            HttpStatus = httpStatus,
            ErrorMessage = Message,
            Failure = new TransportFailure(TransportFailureKind.ReplyTooLarge, Sent: true, Message),
        };
    }
}
