using System;
#if NET
using System.Buffers;
#endif
using System.Collections.Generic;
using System.IO;
#if NET
using System.IO.Compression;
#endif
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Security;
#if NET
using System.Security.Authentication;
#endif
using System.Security.Cryptography;
using System.Text;
#if NET
using System.Text.Unicode;
#endif
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Compatibility;

/// <summary>What differs between .NET and .NET Framework, all of it.</summary>
internal static class RuntimeCompat
{
    /// <summary>How many bytes a SHA-256 has.</summary>
    public const int Sha256Length = 32;

    /// <summary>What percent-encoding leaves as it is.</summary>
    public const string UnreservedCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

#if NET
    private static readonly SearchValues<char> Unreserved = SearchValues.Create(UnreservedCharacters);
#else
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
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
        while (end < text.Length && text[end] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.' or '~')
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

    /// <summary>A header's value as it came; several values of one name are joined by commas. Null where there is none.</summary>
    public static string? FindHeader(HttpHeaders headers, string name)
    {
#if NET
        string? value = headers.NonValidated.TryGetValues(name, out HeaderStringValues values) ? values.ToString() : null;
#else
        string? value = headers.TryGetValues(name, out IEnumerable<string> values) ? string.Join(", ", values) : null;
#endif
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }

    public static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
#if NET
        return Utf8.IsValid(bytes);
#else
        try
        {
            StrictUtf8.GetCharCount(bytes.ToArray());
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
#endif
    }

    /// <summary>The encoding of that name; null where this runtime knows none.</summary>
    public static Encoding? FindEncoding(string name)
    {
        try
        {
#if NET
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
#else
            return Encoding.GetEncoding(name);
#endif
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Null where this runtime cannot read Brotli.</summary>
    public static Stream? OpenBrotli(Stream compressed) =>
#if NET
        new BrotliStream(compressed, CompressionMode.Decompress);
#else
        null;
#endif

    /// <summary>The schemes of proxies that this runtime can use.</summary>
    public static IReadOnlyList<string> ProxySchemes { get; } =
#if NET
        ["http", "https", "socks4", "socks4a", "socks5"];
#else
        ["http"];
#endif

    /// <summary>The proxy of the environment or the system.</summary>
    public static IWebProxy? SystemProxy =>
#if NET
        HttpClient.DefaultProxy;
#else
        WebRequest.DefaultWebProxy;
#endif

    /// <summary>
    /// One handler for an endpoint. No redirects, which would send a command a second time; no cookies; TLS 1.2 or later; as
    /// many connections as there are requests in flight.
    /// </summary>
    /// <param name="proxy">The proxy; null for none, not even the system's.</param>
    /// <param name="validate">Checks the server's certificate; null leaves it to the system.</param>
    public static HttpMessageHandler CreateHandler(IWebProxy? proxy, RemoteCertificateValidationCallback? validate)
    {
#if NET
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = proxy is not null,
            Proxy = proxy,
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
            UseProxy = proxy is not null,
            Proxy = proxy,
            MaxConnectionsPerServer = int.MaxValue,
        };
        if (validate is not null)
        {
            handler.ServerCertificateCustomValidationCallback =
                (request, certificate, chain, errors) => validate(request, certificate, chain, errors);
        }

        return handler;
#endif
    }
}
