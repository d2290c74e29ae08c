using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using TuyaIot.ThingModels;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes services: those of the product's thing model, then those that were called before.</summary>
internal sealed class IdentifierCompleter : Completer
{
    protected override IEnumerable<CompletionItem> Find(string start, IDictionary bound) => OfModel(start, bound)
        .Concat(CompletionHistory.Current.Identifiers.Select(static identifier => new CompletionItem(identifier, "called before in this session")));

    private static IEnumerable<CompletionItem> OfModel(string start, IDictionary bound)
    {
        string? module = ModuleIdentifier.Parse(start).Module;
        if (CompletionModels.Current.Find(bound, module) is not ThingModel model)
        {
            return [];
        }

        string prefix = module is null ? string.Empty : module + ":";
        return model.Services.Select(service => new CompletionItem(prefix + ModuleIdentifier.Parse(service.Identifier).Identifier, Describe(service)))
            .Concat(model.FunctionBlocks.Select(static block => new CompletionItem(block.Id + ":", $"the services of the module {block.Name ?? block.Id}")));
    }

    private static string Describe(ThingService service)
    {
        string input = service.Input.Count == 0 ? "no input" : string.Join(", ", service.Input.Select(static value => $"{value.Identifier} {value.Type.Name}"));
        return string.Join(": ", new[] { service.Name ?? service.Description ?? "a service", input });
    }
}

/// <summary>
/// Completes a table of values as a whole: the engine asks nobody for the keys within @{ }. The values are left open, so that the line
/// cannot be sent as it is. What begins as a JSON text is completed as one.
/// </summary>
internal abstract class ThingValuesCompleter : IArgumentCompleter
{
    private static readonly Regex PlainKey = new(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant);

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string start = ArgumentText.Unquote(wordToComplete);
        bool isJson = start.TrimStart().StartsWith("{", StringComparison.Ordinal);
        if (start.Length > 0 && !isJson)
        {
            return [];
        }

        ThingValue[] values = [.. FindValues(fakeBoundParameters)];
        return values.Length == 0 ? []
            : isJson ? [Complete($"'{{{string.Join(",", values.Select(static value => $"\"{value.Identifier}\":"))}}}'", values)]
            : values.Length == 1 ? [Complete(Open(values), values)]
            : [Complete(Whole(values), values), .. values.Select(static value => Complete(Open([value]), [value]))];
    }

    protected abstract IEnumerable<ThingValue> FindValues(IDictionary bound);

    private static string Whole(ThingValue[] values) => $"@{{ {string.Join("; ", values.Select(static value => $"{Key(value)} = "))}}}";

    private static string Open(ThingValue[] values) => $"@{{ {Key(values[0])} = ";

    private static string Key(ThingValue value) =>
        PlainKey.IsMatch(value.Identifier) ? value.Identifier : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value.Identifier)}'";

    private static CompletionResult Complete(string text, ThingValue[] values) => new(
        text,
        string.Join(", ", values.Select(static value => value.Identifier)),
        CompletionResultType.ParameterValue,
        string.Join("\n", values.Select(Describe)));

    private static string Describe(ThingValue value)
    {
        string range = value.Type.DescribeRange();
        string name = value.Name ?? value.Description ?? string.Empty;
        return $"{value.Identifier}: {value.Type.Name}{(range.Length == 0 ? range : $", {range}")}{(name.Length == 0 ? name : $" ({name})")}";
    }
}

/// <summary>Completes the input of the service that -Identifier names.</summary>
internal sealed class ServiceInputCompleter : ThingValuesCompleter
{
    protected override IEnumerable<ThingValue> FindValues(IDictionary bound) =>
        bound["Identifier"] is string { Length: > 0 } identifier
            ? CompletionModels.Current.Find(bound, ModuleIdentifier.Parse(identifier).Module)?.FindService(identifier)?.Input ?? []
            : [];
}

/// <summary>Completes properties that can be set.</summary>
internal sealed class PropertyCompleter : ThingValuesCompleter
{
    protected override IEnumerable<ThingValue> FindValues(IDictionary bound) =>
        CompletionModels.Current.Find(bound, module: null)?.Properties.Where(static property => !property.IsReadOnly).Select(static property => property.Value) ?? [];
}
