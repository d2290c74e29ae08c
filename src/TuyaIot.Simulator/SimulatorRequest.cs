using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Simulator.Checks;

namespace TuyaIot.Simulator;

/// <summary>One request that a simulator received, and what it said to it.</summary>
public sealed class SimulatorRequest
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> _parameters;

    internal SimulatorRequest(IReadOnlyList<KeyValuePair<string, string>> parameters) => _parameters = parameters;

    /// <summary>1 for the first request of the simulator.</summary>
    public long Number { get; internal init; }

    /// <summary>When it came, by the gateway's clock.</summary>
    public DateTimeOffset Time { get; internal init; }

    /// <summary>1 for the first connection of the simulator; requests of one connection share it.</summary>
    public long Connection { get; internal init; }

    /// <summary>GET or POST.</summary>
    public string Method { get; internal init; } = "";

    /// <summary>The parameter Action, empty where there was none.</summary>
    public string Action => Find(ParameterName.Action) ?? "";

    /// <summary>Accepted, or the error code.</summary>
    public string Verdict { get; internal init; } = "";

    /// <summary>The HTTP status of the reply; 0 where none was sent.</summary>
    public int HttpStatus { get; internal init; }

    /// <summary>The RequestId of the reply.</summary>
    public string RequestId { get; internal init; } = "";

    /// <summary>The fault that struck it. The verdict still tells whether it was carried out.</summary>
    public string? Fault { get; internal init; }

    /// <summary>The parameter ProductKey.</summary>
    public string? ProductKey => Find(ParameterName.ProductKey);

    /// <summary>The device or devices that the request names, by their numbers in it: clients may send DeviceName.10 before DeviceName.2.</summary>
    public string[] DeviceName =>
    [
        .. _parameters
            .Where(static parameter => DeviceNames.IsDevice(parameter.Key))
            .OrderBy(static parameter => parameter.Key.Length)
            .ThenBy(static parameter => parameter.Key, StringComparer.Ordinal)
            .Select(static parameter => parameter.Value),
    ];

    /// <summary>How many devices it names.</summary>
    public int DeviceCount => _parameters.Count(static parameter => DeviceNames.IsDevice(parameter.Key));

    /// <summary>Names and values as they came and in their order, all but the signature.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters =>
        [.. _parameters.Where(static parameter => parameter.Key != ParameterName.Signature)];

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Action}: {Verdict}";

    private string? Find(string name) => _parameters.FirstOrDefault(parameter => parameter.Key == name).Value;
}
