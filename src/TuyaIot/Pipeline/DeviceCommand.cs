using System;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Errors;

namespace TuyaIot.Pipeline;

/// <summary>
/// The base of cmdlets that take devices from the pipeline: names as text, or objects that name a device and its product. What cannot
/// be a name is an error of its own, and the names beside it go on.
/// </summary>
public abstract class DeviceCommand : IotCommand
{
    /// <summary>Names come as text.</summary>
    private protected const string NameSet = "Name";

    /// <summary>
    /// Objects come, and parameters may be among their properties. In a set of its own, because the engine would ask each name for
    /// each of these properties, twice: half of its whole time for a name. InputObject selects this set: it accepts anything that is
    /// not a string.
    /// </summary>
    private protected const string RowSet = "Row";

    private RowBinding? _rows;
    private bool _hasDevice;

    /// <summary>Names of devices, from the pipeline as text or as objects with this property. Blank names are skipped.</summary>
    [Parameter(ParameterSetName = NameSet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "Device")]
    [DeviceNameTransformation]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public virtual string?[]? DeviceName { get; set; }

    /// <summary>
    /// An object from the pipeline, such as a row of a CSV file or a result. Its properties bind to the parameters. It is for the
    /// pipeline alone.
    /// </summary>
    [Parameter(ParameterSetName = RowSet, Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The product of the devices. Default: the credential's.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ProductKeyCompleter))]
    public virtual string? ProductKey { get; set; }

    /// <summary>Whether the cmdlet has nothing to do without a device.</summary>
    private protected virtual bool NeedsDeviceName => true;

    /// <summary>Whether the current record says which devices it means; a blank name does too.</summary>
    private protected bool NamesDevice =>
        InputObject is null ? MyInvocation.ExpectingInput || IsFromCommandLine(nameof(DeviceName))
        : IsFromCommandLine(nameof(DeviceName)) || _rows!.NamesDevice(InputObject);

    /// <summary>Whether a device has come.</summary>
    private protected bool HasDevice => _hasDevice;

    /// <summary>Whether a name alone may have another product or parameter than the name before, because an object came between.</summary>
    private protected bool HasRows => _rows!.HasRows;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (NeedsDeviceName && !MyInvocation.ExpectingInput && (DeviceName ?? []).All(string.IsNullOrWhiteSpace))
        {
            ThrowTerminatingError(InputError.NoDeviceName(DeviceName));
        }

        _rows = new RowBinding(MyInvocation.MyCommand.Parameters, RowSet, CommandLine, MyInvocation.BoundParameters, Same);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_rows!.IsForNothing(InputObject))
        {
            WriteError(InputError.DeviceNameGivenTwice(InputObject!));
            return;
        }

        try
        {
            BeginRecord();
            foreach (object? value in InputObject is null ? DeviceName ?? [] : _rows.NamesOf(InputObject, DeviceName))
            {
                AddValue(value);
            }
        }
        catch (IotArgumentException exception) when (exception.ErrorId == DeviceNameParser.ErrorId || IsOfRow(exception))
        {
            WriteError(IotError.From(exception));
        }
        catch (IotArgumentException exception)
        {
            // The command line is the same for every name: one error, not one for each.
            EndEarly(IotError.From(exception));
        }
    }

    /// <summary>A record of the pipeline begins: its parameters are bound, and none of its devices has come.</summary>
    private protected virtual void BeginRecord()
    {
    }

    /// <summary>Takes a device of the current record.</summary>
    /// <exception cref="IotArgumentException">A parameter of the record cannot be used.</exception>
    private protected abstract void AddDevice(string name);

    /// <summary>Ends the cmdlet with an error.</summary>
    private protected virtual void EndEarly(ErrorRecord error) => ThrowTerminatingError(error);

    /// <summary>Whether a row's value of a parameter means the same as the command line's.</summary>
    private protected virtual bool Same(string parameter, object? row, object? commandLine) =>
        string.Equals(
            LanguagePrimitives.ConvertTo<string>(row)?.Trim(), LanguagePrimitives.ConvertTo<string>(commandLine)?.Trim(), StringComparison.Ordinal);

    /// <summary>The product of the current record's devices, or else the credential's.</summary>
    /// <exception cref="IotArgumentException">There is none, or it cannot be one.</exception>
    private protected string CurrentProductKey() => HasUnknownProduct
        ? throw InputError.UnknownProduct(InputObject!)
        : TextParser.Parse(nameof(ProductKey), ProductKeyOrNull() ?? throw InputError.NoProductKey());

    /// <summary>Whether the current object has a name that may be of any product. The credential's product may have another device of that name.</summary>
    private protected bool HasUnknownProduct =>
        InputObject is not null && !IsFromCommandLine(nameof(ProductKey)) && string.IsNullOrWhiteSpace(ProductKey) && RowReader.HasUnknownProduct(InputObject);

    private protected string? ProductKeyOrNull() => string.IsNullOrWhiteSpace(ProductKey) ? UsedCredential.ProductKey : ProductKey!.Trim();

    /// <summary>The value of a parameter; the default where the current object brings it from another command.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="value">Its value.</param>
    /// <param name="command">The parameter that says which command it is, such as Identifier.</param>
    private protected T? ValueOf<T>(string parameter, T? value, string command) =>
        InputObject is not null && _rows!.IsOfAnotherCommand(InputObject, parameter, command) ? default : value;

    /// <exception cref="IotArgumentException">The current object has another value of a parameter than the command line.</exception>
    private protected void CheckContradictions()
    {
        if (InputObject is not null)
        {
            _rows!.CheckContradictions(InputObject);
        }
    }

    /// <summary>What cannot be a name is an error of its own, and the names beside it are sent.</summary>
    private void AddValue(object? value)
    {
        try
        {
            string? name = DeviceNameParser.ParseValue(value);
            if (!string.IsNullOrEmpty(name))
            {
                AddDevice(name!);
                _hasDevice = true;
            }
        }
        catch (IotArgumentException exception) when (exception.ErrorId == DeviceNameParser.ErrorId)
        {
            WriteError(IotError.From(exception));
        }
    }

    /// <summary>What is missing from the first object on, and is no property of it, is missing on the command line.</summary>
    private bool IsOfRow(IotArgumentException exception) =>
        InputObject is not null
        && (_hasDevice || !(_rows!.IsMissingOnCommandLine(InputObject, exception.ErrorId) || (exception.ErrorId == RunThingModels.ErrorId && _rows.HasNamesOnly(InputObject))));
}
