using System;
using System.Collections.Generic;
using System.Net;

namespace TuyaIot.Simulator.Messages;

/// <summary>How messages are pushed.</summary>
internal sealed record MessageSettings(IReadOnlyList<string> Groups, IPEndPoint EndPoint, PushCredential Credential, TimeProvider Time)
{
    internal IReadOnlyList<SimulatorFault> Faults { get; init; } = [];

    internal int Capacity { get; init; }

    internal int MaxClients { get; init; }

    internal TimeSpan AckTimeout { get; init; }

    internal int Seed { get; init; }
}
