using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace TuyaIot.Binding;

/// <summary>
/// Reads the properties of an object from the pipeline that bind to parameters. BoundParameters cannot say: it keeps the values of
/// earlier objects.
/// </summary>
/// <param name="parameters">The cmdlet's parameters.</param>
/// <param name="set">The parameter set of objects.</param>
internal sealed class RowReader(IReadOnlyDictionary<string, ParameterMetadata> parameters, string set)
{
    /// <summary>The properties by which a result is known that was saved as text, where its type is lost.</summary>
    private static readonly string[] ResultProperties = ["Status", "RequestId", "Batch", "Attempts", "SentAt"];

    /// <summary>The same for an outcome of Wait-IotCommand.</summary>
    private static readonly string[] OutcomeProperties = ["Status", "Evidence", "SentAt", "SettledAt"];

    /// <summary>The properties by which a property of a device or an entry of a history is known that was saved as text.</summary>
    private static readonly string[] ReadingProperties = ["Identifier", "Value", "Time", "Raw"];

    private static readonly string[] StatusProperties = ["IotId", "Status", "LastOnlineTime", "Raw"];

    private readonly bool _isForService = parameters.ContainsKey("Args");

    private readonly (string Parameter, string[] Names)[] _bindable =
    [
        .. parameters.Values
            .Where(parameter => parameter.ParameterSets.TryGetValue(set, out ParameterSetMetadata? inSet) && inSet.ValueFromPipelineByPropertyName)
            .Select(parameter => (parameter.Name, new[] { parameter.Name }.Concat(parameter.Aliases).ToArray())),
    ];

    /// <summary>The parameters that take their value from the object by a property name.</summary>
    public IEnumerable<string> ParametersOf(PSObject row) =>
        _bindable.Where(parameter => Find(row, parameter.Names) is not null).Select(parameter => parameter.Parameter);

    /// <summary>The property of the object that binds to a parameter; null for none.</summary>
    public PSPropertyInfo? Find(PSObject row, string parameter) =>
        Find(row, _bindable.FirstOrDefault(one => one.Parameter == parameter).Names ?? []);

    /// <summary>Whether the object is a result of this module, also one that was saved and read back, or passed Select-Object.</summary>
    public static bool IsResult(PSObject row) =>
        row.BaseObject is IotBatchResult || row.TypeNames.Any(static name => IsResultType(name)) || HasAll(row, ResultProperties) || HasAll(row, OutcomeProperties);

    /// <summary>
    /// Whether a property of one of the module's objects is not meant for the parameter of its name: the Identifier of a property is not
    /// that of a service to call, and the Qos of one kind of command is not that of another.
    /// </summary>
    public bool MeansAnother(PSObject row, string parameter) => parameter switch
    {
        "Identifier" when IsReading(row) => _isForService || (row.Properties["Kind"]?.Value is object kind && $"{kind}" != nameof(IotHistoryKind.Property)),
        "Identifier" => IsResult(row) && _isForService != HasValue(row, "Args"),
        "Qos" => IsResult(row) && !HasValue(row, _isForService ? "Args" : "Property"),
        "Property" => IsOf(row, "Simulator.SimulatorDevice"),
        _ => false,
    };

    /// <summary>
    /// Whether a property of one of the module's objects says how a device is, rather than what it shall be. It yields to the command line.
    /// </summary>
    public static bool IsState(PSObject row, string parameter) =>
        (parameter == "Identifier" && IsReading(row))
        || (parameter is "Identifier" or "Nickname" or "Version" or "Property" && row.TypeNames.Any(static name => IsOwn(name)));

    /// <summary>Whether the object is the status of a device that was asked for by its IotId, of which nobody said its product.</summary>
    public static bool HasUnknownProduct(PSObject row) =>
        (row.TypeNames.Any(static name => name.EndsWith("TuyaIot." + nameof(IotDeviceStatus), StringComparison.Ordinal)) || HasAll(row, StatusProperties))
        && string.IsNullOrWhiteSpace(row.Properties["ProductKey"]?.Value?.ToString());

    /// <summary>Whether the object is a property of a device or an entry of a history, also one that was saved and read back.</summary>
    private static bool IsReading(PSObject row) =>
        IsOf(row, nameof(IotDeviceProperty)) || IsOf(row, nameof(IotDesiredProperty)) || IsOf(row, nameof(IotHistoryEntry)) || HasAll(row, ReadingProperties);

    private static bool IsOf(PSObject row, string type) => row.TypeNames.Any(name => IsOwn(name) && name.EndsWith("TuyaIot." + type, StringComparison.Ordinal));

    /// <summary>Select-Object leaves the name of the object's own type alone, as in Selected.TuyaIot.IotThingsServiceResult.</summary>
    private static bool IsResultType(string name) =>
        name.IndexOf("TuyaIot.Iot", StringComparison.Ordinal) >= 0 && (name.EndsWith("Result", StringComparison.Ordinal) || name.EndsWith(nameof(IotCommandOutcome), StringComparison.Ordinal));

    private static bool IsOwn(string typeName) =>
        typeName.StartsWith("TuyaIot.", StringComparison.Ordinal) || typeName.StartsWith("Deserialized.TuyaIot.", StringComparison.Ordinal);

    /// <summary>An outcome has the properties of every kind of command, and values for its own.</summary>
    private static bool HasValue(PSObject row, string property) => !string.IsNullOrEmpty(row.Properties[property]?.Value?.ToString());

    private static bool HasAll(PSObject row, string[] names) => names.All(name => row.Properties[name] is not null);

    private static PSPropertyInfo? Find(PSObject row, string[] names) =>
        names.Select(name => row.Properties[name]).FirstOrDefault(static property => property is not null);
}
