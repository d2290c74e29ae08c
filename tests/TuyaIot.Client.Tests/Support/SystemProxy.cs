using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;

namespace TuyaIot.Client.Tests.Support;

/// <summary>
/// The proxy of this machine, as the client under test sees it. A proxy in the environment of whoever runs the tests would stand
/// between them and their own sockets. This one takes loopback too, and leads nowhere there, so that each test with a server of
/// its own fails where the client asks the system's proxy for it.
/// </summary>
internal sealed class SystemProxy : IWebProxy
{
    private static readonly Uri Nowhere = new("http://proxy.invalid:1/");

    private static readonly ConcurrentDictionary<string, Uri> ByHost = new(StringComparer.OrdinalIgnoreCase);

    public ICredentials? Credentials { get; set; }

    /// <summary>From now on the way to that host leads through a proxy.</summary>
    internal static void Use(string host, Uri proxy) => ByHost[host] = proxy;

    public Uri? GetProxy(Uri destination) =>
        ByHost.TryGetValue(destination.Host, out Uri? proxy) ? proxy : destination.IsLoopback ? Nowhere : null;

    public bool IsBypassed(Uri host) => GetProxy(host) is null;

#pragma warning disable CA2255 // The only place that comes before every test.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Install() => HttpClient.DefaultProxy = new SystemProxy();
}
