using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace TuyaIot.Help;

/// <summary>What the assembly says about a parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The short name of its type.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="IsMandatory">Whether the default parameter set needs it.</param>
/// <param name="Position">Its position in the default parameter set; negative where there is none.</param>
/// <param name="PipelineInput">The ways in which it binds from the pipeline in any set.</param>
/// <param name="AcceptsWildcards">Whether its value is a pattern.</param>
/// <param name="AcceptedValues">The names that it accepts, where they are fixed.</param>
/// <param name="Default">The value that it has when it is not given, where the assembly says one.</param>
internal sealed record ParameterFacts(
    string Name,
    string Type,
    IReadOnlyList<string> Aliases,
    bool IsMandatory,
    int Position,
    string PipelineInput,
    bool AcceptsWildcards,
    IReadOnlyList<string> AcceptedValues,
    string? Default)
{
    public static ParameterFacts From(ParameterMetadata parameter, CmdletInfo cmdlet, object? initialValue)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        IReadOnlyCollection<ParameterSetMetadata> sets = parameter.ParameterSets.Values;
        ParameterSetMetadata set = parameter.ParameterSets.GetValueOrDefault(cmdlet.DefaultParameterSet ?? string.Empty) ?? sets.First();
        return new ParameterFacts(
            parameter.Name,
            type.Name,
            parameter.Aliases,
            set.IsMandatory,
            set.Position,
            ReadPipelineInput(sets),
            parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(),
            type.IsEnum ? Enum.GetNames(type) : [.. parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(static values => values.ValidValues)],
            parameter.SwitchParameter ? "False" : set.IsMandatory ? null : Text(initialValue));
    }

    private static string ReadPipelineInput(IReadOnlyCollection<ParameterSetMetadata> sets)
    {
        bool byValue = sets.Any(static set => set.ValueFromPipeline);
        bool byPropertyName = sets.Any(static set => set.ValueFromPipelineByPropertyName);
        return byValue && byPropertyName ? "True (ByValue, ByPropertyName)"
            : byValue ? "True (ByValue)"
            : byPropertyName ? "True (ByPropertyName)"
            : "False";
    }

    /// <summary>A number of zero is what a property holds that nobody set, so it is no default.</summary>
    private static string? Text(object? value) => value switch
    {
        null or "" => null,
        string text => text,
        Enum name => name.ToString(),
        IEnumerable values => values.Cast<object>().ToArray() is { Length: > 0 } items ? string.Join(", ", items) : null,
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture) == 0 ? null : Convert.ToString(number, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
