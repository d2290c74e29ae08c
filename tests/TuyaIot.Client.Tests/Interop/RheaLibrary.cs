using System;
using System.Threading.Tasks;
using TuyaIot.Tests.Node;

namespace TuyaIot.Client.Tests.Interop;

/// <summary>The library of the platform's own sample for node, and a message server made with it.</summary>
public sealed class RheaLibrary : IDisposable
{
    private readonly NodePackage _package = new(NodePackage.Rhea, "rhea-server.js");

    /// <summary>Why it cannot be used on this machine, or null if it can.</summary>
    internal Task<string?> Missing => _package.Missing;

    /// <summary>Starts a server.</summary>
    internal Task<RheaServer> StartAsync(string options = "{}") => RheaServer.StartAsync(_package.Start("rhea-server.js", options));

    public void Dispose() => _package.Dispose();
}
