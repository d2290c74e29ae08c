using System;

namespace TuyaIot.Simulator.State;

/// <summary>A part of a product's devices that is upgraded on its own.</summary>
internal sealed record OtaModule(Product Product, string Name, string Alias, string Description, DateTimeOffset Created)
{
    /// <summary>The module that every device has: its firmware as a whole.</summary>
    internal const string Default = "default";
}
