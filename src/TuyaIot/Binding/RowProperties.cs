using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace TuyaIot.Binding;

/// <summary>What the current object of the pipeline brings. BoundParameters cannot say: it keeps what earlier objects brought.</summary>
/// <param name="parameters">The cmdlet's parameters.</param>
/// <param name="set">The parameter set of objects.</param>
internal sealed class RowProperties(IReadOnlyDictionary<string, ParameterMetadata> parameters, string set)
{
    /// <summary>Whether a parameter takes its value from a property of this object, were it null.</summary>
    public bool Bring(PSObject row, string parameter) =>
        parameters.TryGetValue(parameter, out ParameterMetadata? metadata)
        && metadata.ParameterSets.TryGetValue(set, out ParameterSetMetadata? inSet)
        && inSet.ValueFromPipelineByPropertyName
        && metadata.Aliases.Prepend(metadata.Name).Any(name => row.Properties[name] is not null);

    /// <summary>The parameters that take their values from this object.</summary>
    public IEnumerable<string> Of(PSObject row) => parameters.Keys.Where(parameter => Bring(row, parameter));
}
