using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Errors;

namespace TuyaIot.Binding;

/// <summary>
/// The objects of the pipeline beside the command line. A row that contradicts the command line is an error of that row, since the
/// engine would drop its value without a word. A result of this module yields: it is piped on to send another command.
/// </summary>
/// <param name="parameters">The cmdlet's parameters.</param>
/// <param name="set">The parameter set of objects.</param>
/// <param name="commandLine">The parameters that the command line, or $PSDefaultParameterValues, gave.</param>
/// <param name="bound">The values that are bound.</param>
/// <param name="same">Whether a row's value and the command line's value of a parameter mean the same.</param>
internal sealed class RowBinding(
    IReadOnlyDictionary<string, ParameterMetadata> parameters,
    string set,
    HashSet<string> commandLine,
    IReadOnlyDictionary<string, object> bound,
    Func<string, object?, object?, bool> same)
{
    private const string DeviceName = "DeviceName";

    private readonly RowReader _reader = new(parameters, set);
    private readonly Dictionary<string, object?> _given = commandLine.ToDictionary(
        static name => name, name => bound.TryGetValue(name, out object? value) ? value : null, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an object has come down the pipeline, after which a name alone may have another call than before.</summary>
    public bool HasRows { get; private set; }

    /// <summary>Whether an object brings nothing but names, while the command line names the devices.</summary>
    public bool IsForNothing(PSObject? row) =>
        row is not null && commandLine.Contains(DeviceName) && !_reader.ParametersOf(row).Any(parameter => parameter != DeviceName && !commandLine.Contains(parameter));

    /// <summary>Whether an object has a property that names devices, or is a name itself.</summary>
    public bool NamesDevice(PSObject row) => row.BaseObject is string or ValueType || _reader.Find(row, DeviceName) is not null;

    /// <summary>What an object names the devices by: its property, or itself where it is a text or a number.</summary>
    /// <param name="row">The object.</param>
    /// <param name="given">The names of the command line.</param>
    public IEnumerable<object?> NamesOf(PSObject row, string?[]? given)
    {
        HasRows = true;
        if (commandLine.Contains(DeviceName))
        {
            return given ?? [];
        }

        if (_reader.Find(row, DeviceName) is not PSPropertyInfo property)
        {
            return DeviceNameParser.Flatten(row);
        }

        if (property.Name.Equals("Name", StringComparison.OrdinalIgnoreCase) && !IsRow(row))
        {
            throw DeviceNameParser.Invalid(
                row.ToString(), $"it is a {row.BaseObject.GetType().Name}, whose Name is not taken for a device");
        }

        return DeviceNameParser.Flatten(property.Value);
    }

    /// <exception cref="IotArgumentException">The row has another value than the command line.</exception>
    public void CheckContradictions(PSObject row)
    {
        if (_given.Count == 0 || RowReader.IsResult(row))
        {
            return;
        }

        foreach (string parameter in _reader.ParametersOf(row))
        {
            object? value = PSValue.Unwrap(_reader.Find(row, parameter)!.Value);
            if (parameter != DeviceName
                && !_reader.MeansAnother(row, parameter)
                && !RowReader.IsState(row, parameter)
                && _given.TryGetValue(parameter, out object? given)
                && value is not (null or DBNull)
                && !(value is string text && string.IsNullOrWhiteSpace(text))
                && !same(parameter, value, PSValue.Unwrap(given)))
            {
                throw new IotArgumentException(
                    "RowContradictsCommandLine",
                    row,
                    $"The row has another {parameter} than the command line, or than $PSDefaultParameterValues, so it was not sent.",
                    $"Leave -{parameter} out of the command line, or the column {parameter} out of the rows.");
            }
        }
    }

    /// <summary>
    /// Whether an object's value of a parameter belongs to another command: one of another kind, or one whose name or content the command
    /// line replaces.
    /// </summary>
    /// <param name="row">The object.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="command">The parameter that says which command it is, such as Identifier.</param>
    public bool IsOfAnotherCommand(PSObject row, string parameter, string command) =>
        !commandLine.Contains(parameter)
        && (_reader.MeansAnother(row, parameter)
            || (RowReader.IsResult(row)
                && _given.TryGetValue(command, out object? given)
                && _reader.Find(row, command) is PSPropertyInfo property
                && !same(command, PSValue.Unwrap(property.Value), PSValue.Unwrap(given))));

    /// <summary>Whether an object brings nothing but names.</summary>
    public bool HasNamesOnly(PSObject row) => _reader.ParametersOf(row).All(static parameter => parameter == DeviceName);

    /// <summary>Whether an error says that a parameter is missing which is no property of the object.</summary>
    public bool IsMissingOnCommandLine(PSObject row, string errorId) =>
        errorId.StartsWith("No", StringComparison.Ordinal) && !_reader.ParametersOf(row).Contains(errorId.Substring(2));

    /// <summary>Objects that people make for names: rows of a file or a table. A process or a file has a Name as well.</summary>
    private static bool IsRow(PSObject row) =>
        row.BaseObject is PSCustomObject or System.Data.DataRow or System.Data.DataRowView
        && !(row.TypeNames.FirstOrDefault() is string type
            && type.StartsWith("Deserialized.", StringComparison.Ordinal)
            && type != "Deserialized.System.Management.Automation.PSCustomObject");
}
