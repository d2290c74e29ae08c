using System;
using System.Collections.Generic;
using System.IO;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.Scenarios;

namespace TuyaIot.Simulator;

/// <summary>Products, devices and faults, read from JSON. about_TuyaIot_Simulator describes its keys.</summary>
public sealed class SimulatorScenario
{
    private SimulatorScenario(ScenarioNode root)
    {
        Products = ScenarioParser.ParseProducts(root);
        Faults = ScenarioParser.ParseFaults(root);
        Description = root.Text("description");
        Seed = root.WholeNumber("seed");
        InstanceId = root.Text("instanceId");
        ConsumerGroups = root.Texts("consumerGroups");
        PushesReplies = root.Flag("replyMessages") ?? true;
        Messages = ScenarioParser.ParseMessages(root);
        AckTimeout = root.Delay("ackTimeout");
        Lists = root.Word<ListForm>("listForm") ?? ListForm.Object;
    }

    /// <summary>A text for the reader.</summary>
    public string? Description { get; }

    /// <summary>The faults, in their order.</summary>
    public IReadOnlyList<SimulatorFault> Faults { get; }

    internal IReadOnlyList<ProductSetup> Products { get; }

    internal int? Seed { get; }

    internal string? InstanceId { get; }

    internal IReadOnlyList<string> ConsumerGroups { get; }

    internal bool PushesReplies { get; }

    internal IReadOnlyList<MessageSetup> Messages { get; }

    internal TimeSpan? AckTimeout { get; }

    internal ListForm Lists { get; }

    /// <summary>Loads a file.</summary>
    /// <exception cref="SimulatorException">It is not a scenario. The message says which key is wrong and which keys there are.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SimulatorScenario Load(string path) => Parse(File.ReadAllText(path));

    /// <summary>Parses a text.</summary>
    /// <exception cref="SimulatorException">As for a file.</exception>
    public static SimulatorScenario Parse(string json)
    {
        try
        {
            return new SimulatorScenario(ScenarioParser.CreateRoot(StrictJson.Parse(json)));
        }
        catch (FormatException invalid)
        {
            throw new SimulatorException(invalid.Message, invalid);
        }
    }
}
