using System;
using System.Collections.Concurrent;

namespace TuyaIot.Delivery;

/// <summary>The pacers of this process. A quota counts an account, so all runspaces that use one key share its pace.</summary>
internal static class PacerRegistry
{
    private static readonly ConcurrentDictionary<(Uri Endpoint, string AccessKeyId, string Action), Pacer> Pacers = new();

    public static Pacer Get(Uri endpoint, string accessKeyId, string action) =>
        Pacers.GetOrAdd((endpoint, accessKeyId, action), static _ => new Pacer(TimeProvider.System));
}
