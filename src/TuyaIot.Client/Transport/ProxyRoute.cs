using System;
using System.Net;
using TuyaIot.Compatibility;

namespace TuyaIot.Transport;

/// <summary>
/// Which proxy the requests to an endpoint go through: the given one, else the system's, but never the system's for an endpoint
/// on this machine. User and password in a proxy's URL are its credential and appear nowhere else.
/// </summary>
internal sealed class ProxyRoute
{
    private readonly Uri _endpoint;

    private ProxyRoute(Uri endpoint, IWebProxy? proxy)
    {
        _endpoint = endpoint;
        Proxy = proxy;
    }

    /// <summary>Null where requests go straight to the endpoint.</summary>
    public IWebProxy? Proxy { get; }

    public static ProxyRoute Create(RpcOptions options) => new(
        options.Endpoint,
        options.Proxy is Uri given ? FromUri(given, options.ProxyCredential)
            : options.Endpoint.IsLoopback ? null
            : FromSystem(options, RuntimeCompat.SystemProxy));

    /// <summary>The proxy's name in a sentence; null where there is none.</summary>
    public string? Describe() => Find(_endpoint, Proxy) is Uri proxy
        ? $"the proxy {WithoutCredential(proxy).GetLeftPart(UriPartial.Authority)}"
        : null;

    /// <summary>The user and the password of a proxy's URL; null where it has none.</summary>
    public static NetworkCredential? ReadCredential(Uri proxy)
    {
        if (proxy.UserInfo.Length == 0)
        {
            return null;
        }

        string[] parts = proxy.UserInfo.Split([':'], 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length == 1 ? string.Empty : Uri.UnescapeDataString(parts[1]));
    }

    public static Uri WithoutCredential(Uri proxy) =>
        proxy.UserInfo.Length == 0 ? proxy : new UriBuilder(proxy) { UserName = string.Empty, Password = string.Empty }.Uri;

    private static WebProxy FromUri(Uri proxy, NetworkCredential? credential) =>
        new(WithoutCredential(proxy)) { Credentials = credential ?? ReadCredential(proxy) };

    /// <summary>The system's proxy may choose by the endpoint and change in time, so it is kept as it is where no credential is known.</summary>
    private static IWebProxy? FromSystem(RpcOptions options, IWebProxy? system) =>
        Find(options.Endpoint, system) is Uri proxy && (proxy.UserInfo.Length > 0 || options.ProxyCredential is not null)
            ? FromUri(proxy, options.ProxyCredential)
            : system;

    private static Uri? Find(Uri endpoint, IWebProxy? proxy)
    {
        if (proxy is null || proxy.IsBypassed(endpoint))
        {
            return null;
        }

        // Where there is no proxy for it, .NET Framework answers with the address itself.
        Uri? uri = proxy.GetProxy(endpoint);
        return uri == endpoint ? null : uri;
    }
}
