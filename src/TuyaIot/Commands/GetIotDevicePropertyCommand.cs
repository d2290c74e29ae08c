using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Errors;
using TuyaIot.Pipeline;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Gets the properties that devices reported.</para>
/// <para type="description">Reads the last values of a device's properties, one request a device, several at once.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqm27h25o98.</remarks>
[Cmdlet(VerbsCommon.Get, "IotDeviceProperty", DefaultParameterSetName = NameSet)]
[OutputType(typeof(IotDeviceProperty))]
public sealed class GetIotDevicePropertyCommand : DeviceCommand
{
    private IdentifierFilter _filter = new(null);

    /// <summary>The properties, with wildcards. Default: all.</summary>
    [Parameter(Position = 0)]
    [AllowEmptyCollection]
    [SupportsWildcards]
    public string[]? Identifier { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _filter = new IdentifierFilter(Identifier);
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
        }
    }

    private protected override void AddDevice(string name)
    {
        string productKey = CurrentProductKey();
        string subject = $"device {name} of {productKey}";
        Send(new QueryDevicePropertyStatus(productKey, name), subject, name, (reply, _) =>
        {
            foreach (ApiItem<PropertyInfo> property in reply.Properties.Where(entry => _filter.Includes(entry.Value.Identifier)))
            {
                WriteObject(new IotDeviceProperty(productKey, name, property));
            }

            WriteMissing(name, reply.Properties);
        });
    }

    /// <summary>A property that is named in full and was not reported is an error. One that a wildcard does not find is none.</summary>
    private void WriteMissing(string name, IReadOnlyList<ApiItem<PropertyInfo>> list)
    {
        foreach (string identifier in _filter.Exact.Except(list.Select(static entry => entry.Value.Identifier ?? string.Empty), StringComparer.Ordinal))
        {
            WriteError(IotError.Create(
                "PropertyNotFound",
                ErrorCategory.ObjectNotFound,
                identifier,
                $"The device {name} has reported no property '{identifier}'.",
                "Check the identifier, whose case matters. Get-IotDeviceProperty without -Identifier shows all that the device reported."));
        }
    }
}
