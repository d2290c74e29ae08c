using System;
using System.Collections.Generic;

namespace TuyaIot.Simulator.State;

/// <summary>How devices answer the commands that reach them. What a device does not say, its product says.</summary>
internal sealed record AnswerRules
{
    internal static readonly AnswerRules None = new();

    internal AnswerCount? Answer { get; init; }

    /// <summary>The time from the execution to the answer.</summary>
    internal TimeSpan? Delay { get; init; }

    /// <summary>The code of an answer that says that the device could not.</summary>
    internal int? FailCode { get; init; }

    /// <summary>Whether it reports properties that were set. Default: if it answers.</summary>
    internal bool? Reports { get; init; }

    /// <summary>The services that restart the device, which then cannot answer.</summary>
    internal IReadOnlyList<string>? RestartsOn { get; init; }

    /// <summary>How long a restart takes.</summary>
    internal TimeSpan? RestartTime { get; init; }
}

/// <summary>How often a device answers a command.</summary>
internal enum AnswerCount
{
    /// <summary>Once.</summary>
    Once,

    /// <summary>It carries the command out and is silent.</summary>
    Never,

    /// <summary>It sends the same answer again.</summary>
    Twice,
}
