using System;

namespace TuyaIot.ThingModels;

/// <summary>An identifier that may name a custom module, such as testFb:testService.</summary>
/// <param name="Module">The module; null for the default module.</param>
/// <param name="Identifier">The identifier within it.</param>
internal readonly record struct ModuleIdentifier(string? Module, string Identifier)
{
    public static ModuleIdentifier Parse(string text)
    {
        int colon = text.IndexOf(":", StringComparison.Ordinal);
        return colon > 0 ? new ModuleIdentifier(text.Substring(0, colon), text.Substring(colon + 1)) : new ModuleIdentifier(null, text);
    }
}
