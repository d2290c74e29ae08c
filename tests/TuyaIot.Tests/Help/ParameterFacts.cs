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

    internal static IReadOnlyDictionary<string, string> Of(ParameterMetadata parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        ParameterSetMetadata set = parameter.ParameterSets.Values.First();
        SortedDictionary<string, string> facts = new(StringComparer.Ordinal)
        {
            ["Type"] = type.Name,
            ["Parameter Sets"] = string.Join(", ", parameter.ParameterSets.Keys).Replace(ParameterAttribute.AllParameterSets, "(All)", StringComparison.Ordinal),
            ["Aliases"] = string.Join(", ", parameter.Aliases),
            ["Required"] = $"{set.IsMandatory}",
            ["Position"] = set.Position < 0 ? "Named" : set.Position.ToString(CultureInfo.InvariantCulture),
            ["Accept pipeline input"] = PipelineInput(set),
            ["Accept wildcard characters"] = $"{parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any()}",
        };
        if (type.IsEnum)
        {
            facts["Accepted values"] = string.Join(", ", Enum.GetNames(type));
        }

        return facts;
    }

    private static string PipelineInput(ParameterSetMetadata set)
    {
        string[] ways =
        [
            .. set.ValueFromPipelineByPropertyName ? new[] { "ByPropertyName" } : [],
            .. set.ValueFromPipeline ? new[] { "ByValue" } : [],
        ];
        return ways.Length == 0 ? "False" : $"True ({string.Join(", ", ways)})";
    }
}
