using System;

namespace TuyaIot.Shell.Hosting;

/// <summary>What the process's streams are connected to, which is what colours, progress and questions depend on.</summary>
internal static class Terminal
{
    /// <summary>A terminal that understands no escape sequence says so in TERM.</summary>
    internal static bool HasStyles { get; } =
        !string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal);

    internal static bool WantsColour { get; } = Environment.GetEnvironmentVariable("NO_COLOR") is null;

    internal static bool CanStyleOutput => HasStyles && !Console.IsOutputRedirected;

    internal static bool CanStyleError => HasStyles && !Console.IsErrorRedirected;

    internal static bool CanShowProgress => CanStyleOutput && CanStyleError;
}
