using System;
using System.Collections.Generic;

namespace TuyaIot.Binding.Completion;

/// <summary>A value that the environment has.</summary>
internal static class EnvironmentCandidate
{
    public static IEnumerable<Candidate> Of(string variable) =>
        Environment.GetEnvironmentVariable(variable)?.Trim() is { Length: > 0 } value ? [new Candidate(value, $"from {variable}")] : [];
}
