using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Simulator.Http;
using TuyaIot.Simulator.Protocol;

namespace TuyaIot.Simulator;

/// <summary>One request that a simulator received, with its verdict.</summary>
public sealed class SimulatorRequest
{
    internal const string Accepted = "Accepted";

    // Kept as it was received and parsed again on demand: a record of two hundred small texts a request costs more than all checks.
    private readonly HttpRequest _request;

    internal SimulatorRequest(HttpRequest request) => _request = request;

    /// <summary>The number of characters that are kept of it.</summary>
    internal int Length => _request.Query.Length + _request.Body.Length;

    /// <summary>1 for the first request of the simulator.</summary>
    public long Number { get; internal init; }

    /// <summary>The time of arrival by the gateway's clock.</summary>
    public DateTimeOffset Time { get; internal init; }

    /// <summary>1 for the first connection of the simulator; requests of one connection share it.</summary>
    public long Connection { get; internal init; }

    /// <summary>GET or POST.</summary>
    public string Method => _request.Method;

    /// <summary>The parameter Action; empty if there was none.</summary>
    public string Action { get; internal init; } = "";

    /// <summary>Accepted, or the error code.</summary>
    public string Verdict { get; internal init; } = "";

    /// <summary>The HTTP status of the reply; 0 if none was sent.</summary>
    public int HttpStatus { get; internal init; }

    /// <summary>The RequestId of the reply.</summary>
    public string RequestId { get; internal init; } = "";

    /// <summary>The fault that affected it. The verdict says whether it was carried out nevertheless.</summary>
    public string? Fault { get; internal init; }

    /// <summary>The parameter ProductKey.</summary>
    public string? ProductKey { get; internal init; }

    /// <summary>The number of devices that it names.</summary>
    public int DeviceCount { get; internal init; }

    /// <summary>The devices that the request names, in the order of their numbers: a client may send DeviceName.10 before DeviceName.2.</summary>
    public string[] DeviceName =>
    [
        .. Parameters
            .Where(static parameter => ParameterName.IsDeviceName(parameter.Key))
            .OrderBy(static parameter => parameter.Key.Length)
            .ThenBy(static parameter => parameter.Key, StringComparer.Ordinal)
            .Select(static parameter => parameter.Value),
    ];

    /// <summary>Names and values as they were sent, in their order, without the signature.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters
    {
        get
        {
            List<KeyValuePair<string, string>> parameters = [];
            RequestForm.Read(_request, parameters);
            parameters.RemoveAll(static parameter => parameter.Key == ParameterName.Signature);
            return parameters;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Action}: {Verdict}";
}
