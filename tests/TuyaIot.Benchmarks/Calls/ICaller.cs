using System;
using System.Threading.Tasks;

namespace TuyaIot.Benchmarks.Calls;

/// <summary>One way to make the same call again and again.</summary>
internal interface ICaller : IDisposable
{
    /// <param name="lane">Which of the calls that are in flight at the same time this is.</param>
    Task CallAsync(int lane);
}
