using System.Linq;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Errors;
using TuyaIot.Pipeline;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Gets what is desired of devices.</para>
/// <para type="description">Reads the desired values of a device's properties and their versions, one request a device, several at
/// once.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqlopeeytlq.</remarks>
[Cmdlet(VerbsCommon.Get, "IotDesiredProperty", DefaultParameterSetName = NameSet)]
[OutputType(typeof(IotDesiredProperty))]
public sealed class GetIotDesiredPropertyCommand : DeviceCommand
{
    private IdentifierFilter _filter = new(null);

    /// <summary>At most 10 properties, or any number with wildcards. Default: all.</summary>
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
            DesiredLimit.Check(_filter.HasWildcards ? 0 : _filter.Exact.Count, Identifier);
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
        Send(new QueryDeviceDesiredProperty(productKey, name, _filter.HasWildcards ? [] : _filter.Exact), subject, name, (reply, _) =>
        {
            foreach (ApiItem<PropertyInfo> property in reply.Properties.Where(entry => _filter.Includes(entry.Value.Identifier)))
            {
                WriteObject(new IotDesiredProperty(productKey, name, property));
            }
        });
    }
}
