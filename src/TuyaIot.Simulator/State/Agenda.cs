using System;
using System.Collections.Generic;

namespace TuyaIot.Simulator.State;

/// <summary>What is to be done later, by the gateway's clock. The caller holds the gateway's lock.</summary>
internal sealed class Agenda(Func<long> lastCommand)
{
    /// <summary>Earliest first.</summary>
    private readonly List<(DateTimeOffset Time, Action<FleetMoment> Run)> _due = [];

    /// <summary>The time of the next thing to do, or null if there is none.</summary>
    internal DateTimeOffset? Next => _due.Count > 0 ? _due[0].Time : null;

    /// <summary>The moment after all commands so far.</summary>
    internal FleetMoment MomentAt(DateTimeOffset time) => new(time, lastCommand());

    /// <summary>Does what is due. What that schedules in turn is done too.</summary>
    internal void Advance(DateTimeOffset now)
    {
        while (_due.Count > 0 && _due[0].Time <= now)
        {
            (DateTimeOffset time, Action<FleetMoment> run) = _due[0];
            _due.RemoveAt(0);
            run(MomentAt(time));
        }
    }

    internal void Schedule(DateTimeOffset time, Action<FleetMoment> run)
    {
        int index = _due.Count;
        while (index > 0 && _due[index - 1].Time > time)
        {
            index--;
        }

        _due.Insert(index, (time, run));
    }
}
