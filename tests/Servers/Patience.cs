using System;

namespace TuyaIot.Tests.Servers;

/// <summary>How long a test waits for what must happen before it calls it a failure; no passing test waits it out.</summary>
internal static class Patience
{
    internal static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
}
