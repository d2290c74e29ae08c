using System;
#if NET
using System.Buffers;
#endif
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Security;
#if NET
using System.Security.Authentication;
#endif
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Signing;

namespace TuyaIot.Compatibility;

/// <summary>What differs between .NET and .NET Framework, all of it.</summary>
internal static class RuntimeCompat
{
    /// <summary>How many bytes a SHA-256 has.</summary>
    public const int Sha256Length = 32;

#if NET
    private static readonly SearchValues<char> Unreserved = SearchValues.Create(PercentEncoding.Unreserved);
#endif

    /// <summary>
    /// .NET resends a request without content by itself when the connection drops before the first reply byte
    /// (github.com/dotnet/runtime/issues/86714), so a GET carries an empty body there. .NET Framework refuses a GET with a
    /// body; a connection of its own for each GET keeps it from resending on one that went stale.
    /// </summary>
    public static bool GetCarriesContent =>
#if NET
        true;
#else
        false;
#endif

    /// <summary>.NET Framework would ask the server first whether it may send the body; .NET asks only where it is told to.</summary>
    public static void SendAtOnce(HttpRequestMessage request)
    {
#if !NET
        request.Headers.ExpectContinue = false;
#endif
    }

    /// <summary>A URI whose query reaches the wire as it was signed, byte for byte.</summary>
    public static Uri CreateVerbatimUri(string text) =>
#if NET
        new(text, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
#else
        new(text, UriKind.Absolute);
#endif

    /// <summary>How many characters at the beginning of a text need no percent-encoding.</summary>
    public static int UnreservedPrefix(string text)
    {
#if NET
        int end = text.AsSpan().IndexOfAnyExcept(Unreserved);
        return end < 0 ? text.Length : end;
#else
        int end = 0;
        while (end < text.Length && PercentEncoding.IsUnreserved(text[end]))
        {
            end++;
        }

        return end;
#endif
    }

    /// <summary>The file that a path leads to, all links followed. .NET Framework runs on Windows only, where no link needs it.</summary>
    public static FileInfo ResolveLinks(string path) =>
#if NET
        (FileInfo?)File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
#else
        new(path);
#endif

    /// <summary>.NET has it without an object for each call.</summary>
    public static void ComputeSha256(ReadOnlySpan<byte> source, Span<byte> destination)
    {
#if NET
        SHA256.HashData(source, destination);
#else
        using SHA256 sha256 = SHA256.Create();
        sha256.ComputeHash(source.ToArray()).CopyTo(destination);
#endif
    }

    public static CancellationTokenSource CreateTimeout(TimeProvider time, TimeSpan delay) =>
#if NET
        new(delay, time);
#else
        time.CreateCancellationTokenSource(delay);
#endif

    public static Task Delay(TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(delay, time, cancellationToken);
#else
        time.Delay(delay, cancellationToken);
#endif

    public static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken) =>
#if NET
        content.ReadAsStreamAsync(cancellationToken);
#else
        content.ReadAsStreamAsync();
#endif

    /// <summary>
    /// One handler for an endpoint. No redirects, which would send a command a second time; no cookies; TLS 1.2 or later; as
    /// many connections as there are requests in flight.
    /// </summary>
    public static HttpMessageHandler CreateHandler(IWebProxy? proxy, RemoteCertificateValidationCallback? validate)
    {
#if NET
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = new SslClientAuthenticationOptions
            {
#pragma warning disable CA5398 // The floor is the point: whatever the system still allows, nothing older than TLS 1.2.
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
#pragma warning restore CA5398
                RemoteCertificateValidationCallback = validate,
            },
        };
#else
        // Other modules of the process may still need what is allowed now, so TLS 1.2 is added and nothing is taken away.
        ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        HttpClientHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = int.MaxValue,
        };
        if (validate is not null)
        {
            handler.ServerCertificateCustomValidationCallback =
                (request, certificate, chain, errors) => validate(request, certificate, chain, errors);
        }
#endif
        if (proxy is not null)
        {
            handler.Proxy = proxy;
        }

        return handler;
    }
}
