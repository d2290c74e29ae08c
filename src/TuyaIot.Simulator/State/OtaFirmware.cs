using System;

namespace TuyaIot.Simulator.State;

/// <summary>One upgrade package.</summary>
internal sealed record OtaFirmware(string Id, string Name, string DestVersion, DateTimeOffset Created)
{
    /// <summary>The product that it is for, or null if it is for any.</summary>
    internal Product? Product { get; init; }

    internal string Module { get; init; } = OtaModule.Default;

    internal string SrcVersion { get; init; } = "";

    internal string Description { get; init; } = "";

    internal string Url { get; init; } = "";

    internal string Sign { get; init; } = "";

    internal string SignMethod { get; init; } = "";

    internal long Size { get; init; }

    /// <summary>0 for a whole package, 1 for the difference to the source version.</summary>
    internal int Type { get; init; }

    internal string Udi { get; init; } = "";

    internal bool NeedsVerification { get; init; }
}
