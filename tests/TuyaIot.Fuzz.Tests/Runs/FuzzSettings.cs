using System;
using System.Globalization;

namespace TuyaIot.Fuzz.Tests.Runs;

/// <summary>How many inputs are made, and which. build.ps1 Fuzz sets the variables; without them a run is short and always the same.</summary>
/// <param name="Seed">The same seed makes the same inputs.</param>
/// <param name="First">The number of the first input.</param>
/// <param name="Count">How many inputs are made.</param>
internal sealed record FuzzSettings(int Seed, int First, int Count)
{
    private const int ShortCount = 4_000;

    public static FuzzSettings FromEnvironment() => new(Read("SEED", 1), Read("FIRST", 0), Read("COUNT", ShortCount));

    private static int Read(string name, int absent) =>
        Environment.GetEnvironmentVariable($"TUYA_IOT_FUZZ_{name}") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : absent;
}
