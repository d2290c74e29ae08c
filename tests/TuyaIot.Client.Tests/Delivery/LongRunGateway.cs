using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>
/// A gateway without a network, in simulated time: it counts a quota, checks the time, the nonce and the key of each request, and can be
/// down or unheard.
/// </summary>
internal sealed class LongRunGateway(SimulatedTime time, Func<double, bool> quota, int seed) : HttpMessageHandler
{
    private static readonly byte[] Success = Encoding.UTF8.GetBytes("""{"RequestId":"R-1","Success":true}""");
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    private readonly Random _random = new(seed);
    private readonly Queue<string> _latestNonces = new();
    private readonly HashSet<string> _nonces = new(StringComparer.Ordinal);

    /// <summary>The key that is valid.</summary>
    public string AccessKeyId { get; set; } = string.Empty;

    /// <summary>Nobody listens: a connection is refused.</summary>
    public bool IsDown { get; set; }

    /// <summary>Requests arrive, and replies get lost.</summary>
    public bool IsUnheard { get; set; }

    public int Accepted { get; private set; }

    public int Throttled { get; private set; }

    public int WrongTime { get; private set; }

    public int WrongKey { get; private set; }

    public int Repeated { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(40 + _random.Next(40)), time, cancellationToken);
        if (IsDown)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused");
        }

        await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
        HttpResponseMessage reply = Judge(request.RequestUri!.Query);
        if (IsUnheard)
        {
            reply.Dispose();
            TaskCompletionSource never = new();
            using CancellationTokenRegistration end = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
            await never.Task;
        }

        return reply;
    }

    private HttpResponseMessage Judge(string query)
    {
        if (Read(query, "AccessKeyId") != AccessKeyId)
        {
            WrongKey++;
            return Refuse("InvalidAccessKeyId.NotFound");
        }

        string timestamp = Uri.UnescapeDataString(Read(query, "Timestamp"));
        if ((DateTimeOffset.Parse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) - time.TrueTime).Duration() > Tolerance)
        {
            WrongTime++;
            return Refuse("InvalidTimeStamp.Expired");
        }

        if (!Remember(Read(query, "SignatureNonce")))
        {
            Repeated++;
            return Refuse("SignatureNonceUsed");
        }

        if (!quota(time.Elapsed.TotalSeconds))
        {
            Throttled++;
            return Refuse("Throttling.User");
        }

        Accepted++;
        return Reply(HttpStatusCode.OK, Success);
    }

    private bool Remember(string nonce)
    {
        _latestNonces.Enqueue(nonce);
        bool isNew = _nonces.Add(nonce);
        if (_latestNonces.Count > 1000)
        {
            _nonces.Remove(_latestNonces.Dequeue());
        }

        return isNew;
    }

    private HttpResponseMessage Refuse(string code)
    {
        HttpResponseMessage reply = Reply(
            HttpStatusCode.BadRequest, Encoding.UTF8.GetBytes($$"""{"RequestId":"R-1","Success":false,"Code":"{{code}}","ErrorMessage":"Refused."}"""));
        reply.Headers.Date = time.TrueTime;
        return reply;
    }

    private static HttpResponseMessage Reply(HttpStatusCode status, byte[] body)
    {
        ByteArrayContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpResponseMessage(status) { Content = content };
    }

    private static string Read(string query, string name)
    {
        int start = query.IndexOf($"{name}=", StringComparison.Ordinal) + name.Length + 1;
        int end = query.IndexOf('&', start);
        return end < 0 ? query[start..] : query[start..end];
    }
}
