using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;

namespace TuyaIot.Client.Tests.Support.Wire;

/// <summary>A proxy in the environment of whoever runs the tests would stand between them and their own sockets.</summary>
internal static class DirectConnections
{
#pragma warning disable CA2255 // The only place that comes before every test.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Use() => HttpClient.DefaultProxy = new WebProxy();
}
