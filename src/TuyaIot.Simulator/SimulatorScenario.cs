using System;
using System.Collections.Generic;
using System.IO;
using TuyaIot.Simulator.Json;
using TuyaIot.Simulator.Scenarios;

namespace TuyaIot.Simulator;

/// <summary>What there is and what goes wrong, as a JSON text; about_TuyaIot_Simulator describes its keys.</summary>
public sealed class SimulatorScenario
{
    internal SimulatorScenario(IReadOnlyList<ProductSetup> products, IReadOnlyList<SimulatorFault> faults)
    {
        Products = products;
        Faults = faults;
    }

    /// <summary>What it is good for, in the author's words.</summary>
    public string? Description { get; internal init; }

    /// <summary>The faults, in their order.</summary>
    public IReadOnlyList<SimulatorFault> Faults { get; }

    internal IReadOnlyList<ProductSetup> Products { get; }

    internal int? Seed { get; init; }

    internal string? InstanceId { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="SimulatorException">It is no scenario; the message says which key is wrong and which there are.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SimulatorScenario Load(string path) => Parse(File.ReadAllText(path));

    /// <summary>Reads a text.</summary>
    /// <exception cref="SimulatorException">As for a file.</exception>
    public static SimulatorScenario Parse(string json)
    {
        try
        {
            return ScenarioReader.Read(JsonReader.Read(json));
        }
        catch (FormatException broken)
        {
            throw new SimulatorException(broken.Message, broken);
        }
    }
}
