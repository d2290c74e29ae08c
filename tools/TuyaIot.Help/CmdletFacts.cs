using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace TuyaIot.Help;

/// <summary>What the assembly says about a cmdlet.</summary>
/// <param name="Name">Verb and noun.</param>
/// <param name="OnlinePage">The cmdlet's page in the repository.</param>
/// <param name="Sets">Its parameter sets, the default one first.</param>
/// <param name="Parameters">Its own parameters, without the common ones.</param>
/// <param name="Inputs">Full names of the types that bind from the pipeline by value.</param>
/// <param name="Outputs">Full names of the types that it puts out.</param>
internal sealed record CmdletFacts(
    string Name,
    Uri OnlinePage,
    IReadOnlyList<SetFacts> Sets,
    IReadOnlyList<ParameterFacts> Parameters,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs)
{
    public static CmdletFacts From(CmdletInfo cmdlet, Uri onlinePage)
    {
        Type type = cmdlet.ImplementingType;
        object instance = Activator.CreateInstance(type)!;
        ParameterMetadata[] own = [.. cmdlet.Parameters.Values.Where(static parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))];
        Dictionary<string, ParameterFacts> parameters = own.ToDictionary(
            static parameter => parameter.Name,
            parameter => ParameterFacts.From(parameter, cmdlet, InitialValue(instance, parameter.Name)),
            StringComparer.Ordinal);
        return new CmdletFacts(
            cmdlet.Name,
            onlinePage,
            [.. cmdlet.ParameterSets.OrderByDescending(static set => set.IsDefault).Select(set => SetFacts.From(set, parameters))],
            [.. parameters.Values],
            [.. own.Where(static parameter => parameter.ParameterSets.Values.Any(static set => set.ValueFromPipeline)).Select(FullName).Distinct()],
            [.. type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(static attribute => attribute.Type).Select(static output => output.Name).Distinct()]);
    }

    private static object? InitialValue(object instance, string parameter) => instance.GetType().GetProperty(parameter)?.GetValue(instance);

    private static string FullName(ParameterMetadata parameter)
    {
        Type type = parameter.ParameterType.GetElementType() ?? parameter.ParameterType;
        return type.FullName!;
    }
}
