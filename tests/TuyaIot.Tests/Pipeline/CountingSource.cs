using System.Collections.Generic;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;

namespace TuyaIot.Tests.Pipeline;

/// <summary>Names that know how many of them were read.</summary>
internal sealed class CountingSource(int count)
{
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];

    internal int Read { get; private set; }

    internal IEnumerable<string> Names()
    {
        foreach (string name in NameList.Stream(count))
        {
            lock (_waiting)
            {
                Read++;
                Announce();
            }

            yield return name;
        }
    }

    /// <summary>Done when so many names have been read.</summary>
    internal Task ReadAsync(int least)
    {
        lock (_waiting)
        {
            TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((least, reached));
            Announce();
            return reached.Task.WaitAsync(Patience.Limit);
        }
    }

    private void Announce()
    {
        foreach ((int least, TaskCompletionSource reached) in _waiting)
        {
            if (Read >= least)
            {
                reached.TrySetResult();
            }
        }
    }
}
