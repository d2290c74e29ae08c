using System.Collections.Generic;

namespace TuyaIot.Simulator;

/// <summary>What Stop-IotSimulator finds when it is given none: a simulator outlives the pipeline that started it.</summary>
internal static class RunningSimulators
{
    private static readonly List<IotSimulator> Running = [];

    internal static void Add(IotSimulator simulator)
    {
        lock (Running)
        {
            Running.Add(simulator);
        }
    }

    internal static void Remove(IotSimulator simulator)
    {
        lock (Running)
        {
            Running.Remove(simulator);
        }
    }

    internal static IotSimulator[] ToArray()
    {
        lock (Running)
        {
            return [.. Running];
        }
    }
}
