using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.Journals;
using TuyaIot.Pipeline;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Sets properties of many devices.</para>
/// <para type="description">Device names stream in, up to 100 make one signed request, or each is a request of its own with
/// -Individually.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page ids set-devices-property and Kdxqj58mg1mii.</remarks>
[Cmdlet(VerbsCommon.Set, "IotDeviceProperty", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(IotDevicesPropertyResult), typeof(IotDevicePropertyResult))]
public sealed class SetIotDevicePropertyCommand : DeviceBatchCommand
{
    /// <summary>
    /// The properties and their values: one flat object, as a hashtable, a PSCustomObject, or JSON text, which is sent byte for byte. A
    /// double 10 is sent as 10.0, as the thing model requires it.
    /// </summary>
    [Parameter(ParameterSetName = NameSet, Position = 0)]
    [Parameter(ParameterSetName = RowSet, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [AllowNull]
    [ArgumentCompleter(typeof(PropertyCompleter))]
    public object? Property { get; set; }

    /// <summary>Sends a request for each device, whose result then has the id of the message.</summary>
    [Parameter]
    public SwitchParameter Individually { get; set; }

    /// <summary>0 at most once, the API's default; 1 at least once, pushed again when a device reconnects. Default: none is sent.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    [AllowNull]
    [ArgumentCompleter(typeof(QosCompleter))]
    public int? Qos { get; set; }

    /// <summary>Checks Property against the product's thing model before anything is sent.</summary>
    [Parameter]
    public SwitchParameter UseThingModel { get; set; }

    private protected override bool ChecksThingModel => UseThingModel;

    private protected override string Title => "Set properties";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        bool isNull = MyInvocation.BoundParameters.ContainsKey(nameof(Property)) && PSValue.Unwrap(Property) is null;
        if (isNull || (!MyInvocation.ExpectingInput && Property is null))
        {
            ThrowTerminatingError(IotError.From(PropertyParser.NoProperty()));
        }

        base.BeginProcessing();
    }

    private protected override DeviceBatchCall CreateCall(string productKey)
    {
        JsonObjectText items = PropertyParser.Parse(ValueOf(nameof(Property), Property, command: nameof(Property)));
        int? qos = QosParser.Check(ValueOf(nameof(Qos), Qos, command: nameof(Property)));
        if (Individually)
        {
            return new SetDeviceProperty(productKey, items, qos);
        }

        return qos is null
            ? new SetDevicesProperty(productKey, items)
            : throw new IotArgumentException(
                "InvalidQos",
                Qos,
                "Qos is not a parameter of a request for many devices.",
                "Give -Individually, which sends a request for each device, or leave Qos out.");
    }

    private protected override void CheckCall(DeviceBatchCall call)
    {
        JsonObjectText items = (call as SetDeviceProperty)?.Items ?? ((SetDevicesProperty)call).Items;
        if (items.GetNames().Count == 0)
        {
            throw PropertyParser.NoProperty();
        }
    }

    private protected override bool Same(string parameter, object? row, object? commandLine) => parameter == nameof(Property)
        ? CanonicalJson.Normalize(PropertyParser.Parse(row).Json) == CanonicalJson.Normalize(PropertyParser.Parse(commandLine).Json)
        : base.Same(parameter, row, commandLine);

    private protected override string ParameterOf(string apiParameter) => apiParameter == "Items" ? nameof(Property) : apiParameter;

    private protected override IEnumerable<object> CreateResults(FinishedBatch finished)
    {
        (DeviceBatch batch, Outcome outcome) = finished;
        if (batch.Call.IsForOneDevice)
        {
            string? messageId = ApiReply.Read<SetDevicePropertyReply>(outcome.Reply.Body)?.Data?.MessageId;
            return batch.DeviceName.Select(name => new IotDevicePropertyResult(batch.Number, batch.Call, name, outcome, messageId));
        }

        return PerDevice
            ? batch.DeviceName.Select(name => new IotDevicePropertyResult(batch.Number, batch.Call, name, outcome, messageId: null))
            : [new IotDevicesPropertyResult(batch.Number, batch.Call, [.. batch.DeviceName], outcome)];
    }
}
