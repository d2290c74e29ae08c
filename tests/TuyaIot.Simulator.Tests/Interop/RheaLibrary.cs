using System;
using System.Threading.Tasks;
using TuyaIot.Tests.Node;

namespace TuyaIot.Simulator.Tests.Interop;

/// <summary>The AMQP 1.0 library of the platform's own sample for node.</summary>
public sealed class RheaLibrary : IDisposable
{
    private const string ConsumerScript = "rhea-consumer.js";

    private readonly NodePackage _package = new(NodePackage.Rhea, ConsumerScript);

    /// <summary>Why it cannot be used on this machine, or null if it can.</summary>
    internal Task<string?> Missing => _package.Missing;

    /// <summary>Starts a consumer.</summary>
    internal NodeProcess Consume(string options) => _package.Start(ConsumerScript, options);

    public void Dispose() => _package.Dispose();
}
