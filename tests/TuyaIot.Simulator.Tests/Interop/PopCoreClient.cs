using System;
using System.Threading.Tasks;
using TuyaIot.Tests.Node;

namespace TuyaIot.Simulator.Tests.Interop;

/// <summary>The vendor's client for node.</summary>
public sealed class PopCoreClient : IDisposable
{
    private const string InvokeScript = "pop-core.js";
    private const string WalkScript = "pop-core-walk.js";

    private readonly NodePackage _package = new(NodePackage.PopCore, InvokeScript, WalkScript);

    /// <summary>Why it cannot be used on this machine, or null if it can.</summary>
    internal Task<string?> Missing => _package.Missing;

    internal Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => _package.RunAsync(InvokeScript, arguments);

    /// <summary>Calls every action.</summary>
    internal Task<(int ExitCode, string Output)> WalkAsync(string endpoint) => _package.RunAsync(WalkScript, endpoint);

    public void Dispose() => _package.Dispose();
}
