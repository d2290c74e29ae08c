using System;
using System.Threading.Tasks;

namespace TuyaIot.Simulator.Tests.Support;

/// <summary>Maximum time that a test waits for what must happen. No passing test waits that long.</summary>
internal static class TestTimeout
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    internal static Task WithTestTimeout(this Task task) => task.WaitAsync(Limit);

    internal static Task<T> WithTestTimeout<T>(this Task<T> task) => task.WaitAsync(Limit);
}
