using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace TuyaIot.Help;

/// <summary>One way to call a cmdlet: its parameters in the order in which the engine shows them.</summary>
internal sealed record SetFacts(string Name, IReadOnlyList<SetParameter> Parameters)
{
    /// <summary>Positional parameters come first, then mandatory ones, then the rest.</summary>
    public static SetFacts From(CommandParameterSetInfo set, IReadOnlyDictionary<string, ParameterFacts> parameters) => new(
        set.Name,
        [
            .. set.Parameters
                .Where(parameter => parameters.ContainsKey(parameter.Name))
                .Select(parameter => new SetParameter(parameters[parameter.Name], parameter.IsMandatory, parameter.Position))
                .OrderBy(static parameter => parameter.Position < 0 ? int.MaxValue : parameter.Position)
                .ThenByDescending(static parameter => parameter.IsMandatory),
        ]);
}

/// <summary>A parameter in one parameter set. A negative position means that it is given by name.</summary>
internal sealed record SetParameter(ParameterFacts Facts, bool IsMandatory, int Position);
