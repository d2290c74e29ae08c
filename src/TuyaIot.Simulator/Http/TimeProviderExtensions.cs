using System;
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Simulator.Http;

/// <summary>The delay that .NET 8 has and netstandard2.0 does not, under one name for both.</summary>
internal static class TimeProviderExtensions
{
    /// <summary>Ends after <paramref name="length"/> of this provider's time.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    internal static async Task DelayAsync(this TimeProvider time, TimeSpan length, CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ITimer timer = time.CreateTimer(_ => ended.TrySetResult(true), state: null, length, Timeout.InfiniteTimeSpan);
        using (cancellationToken.Register(() => ended.TrySetCanceled(cancellationToken)))
        {
            await ended.Task.ConfigureAwait(false);
        }
    }
}
