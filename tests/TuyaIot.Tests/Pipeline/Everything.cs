using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Text;
using TuyaIot.Tests.Support;

namespace TuyaIot.Tests.Pipeline;

/// <summary>All the text that a run left anywhere: streams, screen, and every property of what it put out.</summary>
internal static class Everything
{
    private const int Deepest = 4;

    internal static string TextOf(Shell shell, ShellResult result)
    {
        StringBuilder text = new();
        IEnumerable<string> lines =
        [
            .. result.Warnings, .. result.Verbose, .. result.Debug, .. result.Information,
            .. result.Progress.Select(record => $"{record.Activity} {record.StatusDescription} {record.CurrentOperation}"),
            shell.UI.Screen,
        ];
        text.AppendJoin('\n', lines);
        foreach (ErrorRecord error in result.Errors)
        {
            Append(text, error);
        }

        foreach (PSObject output in result.Output)
        {
            Append(text, output, Deepest);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ErrorRecord error)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{error} {error.ErrorDetails} {error.ErrorDetails?.RecommendedAction} {error.CategoryInfo} {error.FullyQualifiedErrorId}");

        // ToString of an exception goes through all that it wraps.
        text.AppendLine(CultureInfo.InvariantCulture, $"{error.Exception} {error.ScriptStackTrace} {error.InvocationInfo?.PositionMessage}");
        Append(text, PSObject.AsPSObject(error.TargetObject ?? string.Empty), Deepest);
    }

    private static void Append(StringBuilder text, PSObject value, int deep)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{value}");
        if (value.BaseObject is ErrorRecord error)
        {
            Append(text, error);
            return;
        }

        if (deep == 0 || value.BaseObject is string || value.BaseObject.GetType().IsPrimitive)
        {
            return;
        }

        if (LanguagePrimitives.GetEnumerable(value.BaseObject) is System.Collections.IEnumerable items)
        {
            foreach (object? item in items)
            {
                Append(text, PSObject.AsPSObject(item ?? string.Empty), deep - 1);
            }
        }

        foreach (PSPropertyInfo property in value.Properties.Where(property => property.IsGettable))
        {
            text.Append(property.Name).Append(" = ");
            Append(text, PSObject.AsPSObject(Read(property) ?? string.Empty), deep - 1);
        }
    }

    private static object? Read(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }
}
