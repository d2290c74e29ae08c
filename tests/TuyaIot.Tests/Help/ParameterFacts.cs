using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace TuyaIot.Tests.Help;

/// <summary>What the yaml block of a parameter has to say, as the engine knows it. The default is in no metadata.</summary>
internal static class ParameterFacts
{
    internal static IReadOnlyList<ParameterMetadata> OwnParameters(this CmdletInfo cmdlet) =>
    [
        .. cmdlet.Parameters.Values
            .Where(static parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
            .OrderBy(static parameter => parameter.Name, StringComparer.Ordinal),
    ];

    /// <summary>As platyPS has it: the position and whether it is required in the default set, all ways of the pipeline in any set.</summary>
    internal static IReadOnlyDictionary<string, string> Of(CmdletInfo cmdlet, ParameterMetadata parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        IReadOnlyCollection<string> names = parameter.ParameterSets.Keys;
        bool isInAll = names.Contains(ParameterAttribute.AllParameterSets) || cmdlet.ParameterSets.All(one => names.Contains(one.Name));
        ParameterSetMetadata set = parameter.ParameterSets.GetValueOrDefault(cmdlet.DefaultParameterSet ?? string.Empty)
            ?? parameter.ParameterSets.Values.First();
        SortedDictionary<string, string> facts = new(StringComparer.Ordinal)
        {
            ["Type"] = type.Name,
            ["Parameter Sets"] = isInAll ? "(All)" : string.Join(", ", names),
            ["Aliases"] = string.Join(", ", parameter.Aliases),
            ["Required"] = $"{set.IsMandatory}",
            ["Position"] = set.Position < 0 ? "Named" : set.Position.ToString(CultureInfo.InvariantCulture),
            ["Accept pipeline input"] = PipelineInput(parameter.ParameterSets.Values),
            ["Accept wildcard characters"] = $"{parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any()}",
        };
        if (type.IsEnum)
        {
            facts["Accepted values"] = string.Join(", ", Enum.GetNames(type));
        }

        return facts;
    }

    private static string PipelineInput(IReadOnlyCollection<ParameterSetMetadata> sets)
    {
        string[] ways =
        [
            .. sets.Any(static set => set.ValueFromPipelineByPropertyName) ? new[] { "ByPropertyName" } : [],
            .. sets.Any(static set => set.ValueFromPipeline) ? new[] { "ByValue" } : [],
        ];
        return ways.Length == 0 ? "False" : $"True ({string.Join(", ", ways)})";
    }
}
