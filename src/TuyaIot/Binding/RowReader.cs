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

    /// <summary>Whether the object is a result of this module, also one that was saved and read back.</summary>
    public static bool IsResult(PSObject row) =>
        row.BaseObject is IotBatchResult
        || row.TypeNames.Any(static name => name.EndsWith("TuyaIot." + nameof(IotBatchResult), StringComparison.Ordinal))
        || ResultProperties.All(name => row.Properties[name] is not null);

    private static PSPropertyInfo? Find(PSObject row, string[] names) =>
        names.Select(name => row.Properties[name]).FirstOrDefault(static property => property is not null);
}
