using System;
using System.Threading.Tasks;

namespace TuyaIot.Simulator.Tests;

/// <summary>How long a test waits for what must happen before it calls it a failure; no passing test waits it out.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    internal static Task WithPatience(this Task task) => task.WaitAsync(Limit);

    internal static Task<T> WithPatience<T>(this Task<T> task) => task.WaitAsync(Limit);
}
