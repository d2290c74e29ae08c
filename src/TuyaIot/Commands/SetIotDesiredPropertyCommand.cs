using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Errors;
using TuyaIot.Journals;
using TuyaIot.Pipeline;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Sets what is desired of devices.</para>
/// <para type="description">Sets the desired values of up to 10 properties, one request a device. The gateway refuses it where another
/// version than the present one is sent.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqjx2lga2oh.</remarks>
[Cmdlet(VerbsCommon.Set, "IotDesiredProperty", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(IotDesiredPropertyResult))]
public sealed class SetIotDesiredPropertyCommand : DeviceRunCommand
{
    private Wish? _waiting;

    /// <summary>At most 10 properties and their desired values: one flat object, as a hashtable, a PSCustomObject, or JSON text.</summary>
    [Parameter(ParameterSetName = NameSet, Position = 0)]
    [Parameter(ParameterSetName = RowSet, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [AllowNull]
    public object? Property { get; set; }

    /// <summary>
    /// The present versions: a table of properties and their versions, or one number for all. Default: they are read from the gateway.
    /// </summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [AllowNull]
    public object? Version { get; set; }

    /// <summary>How long the values are desired. Default: none is sent, and they are desired until they are changed or cleared.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    [AllowNull]
    public long? ExpirationSeconds { get; set; }

    private protected override string Title => "Set desired properties";

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
        IReadOnlyList<string> names = items.GetNames();
        DesiredLimit.Check(names.Count, Property);
        if (ExpirationSeconds is <= 0)
        {
            throw new IotArgumentException(
                "InvalidExpirationSeconds", ExpirationSeconds, $"ExpirationSeconds cannot be {ExpirationSeconds}.", "Give a positive number of seconds, or leave it out.");
        }

        return new SetDeviceDesiredProperty(
            productKey,
            items,
            VersionParser.Write(VersionParser.Parse(Version, VersionName, names)),
            ValueOf(nameof(ExpirationSeconds), ExpirationSeconds, command: nameof(Property)));
    }

    private protected override void CheckCall(DeviceBatchCall call)
    {
        if (((SetDeviceDesiredProperty)call).Items.GetNames().Count == 0)
        {
            throw PropertyParser.NoProperty();
        }
    }

    /// <summary>
    /// Get-IotDesiredProperty writes an object for each property. Those of one device, which come one after the other, give one request
    /// their versions.
    /// </summary>
    private protected override void AddDevice(string name)
    {
        Wish wish = new(name, (SetDeviceDesiredProperty)CurrentCall());
        if (VersionName is null || _waiting is null || !_waiting.TryAdd(wish))
        {
            Flush();
            _waiting = wish;
        }

        if (VersionName is null)
        {
            Flush();
        }
    }

    private protected override bool Same(string parameter, object? row, object? commandLine) => parameter switch
    {
        nameof(Property) => CanonicalJson.Normalize(PropertyParser.Parse(row).Json) == CanonicalJson.Normalize(PropertyParser.Parse(commandLine).Json),
        nameof(Version) => VersionParser.AreSame(row, commandLine),
        _ => base.Same(parameter, row, commandLine),
    };

    private protected override string ParameterOf(string apiParameter) => apiParameter switch
    {
        "Items" => nameof(Property),
        "Versions" => nameof(Version),
        "Expiration" => nameof(ExpirationSeconds),
        _ => apiParameter,
    };

    private protected override IEnumerable<object> CreateResults(FinishedBatch finished) =>
    [
        new IotDesiredPropertyResult(
            finished.Batch.Number, (SetDeviceDesiredProperty)finished.Batch.Call, finished.Batch.DeviceName[0], finished.Outcome),
    ];

    private protected override void AddLast() => Flush();

    /// <summary>The property that the Version of an object of Get-IotDesiredProperty belongs to; null for any other version.</summary>
    private string? VersionName => InputObject is not null && !IsFromCommandLine(nameof(Version)) && VersionParser.IsNumber(Version)
        ? InputObject.Properties["Identifier"]?.Value as string
        : null;

    private void Flush()
    {
        if (_waiting is not Wish wish)
        {
            return;
        }

        _waiting = null;
        string[] missing = [.. wish.Call.Items.GetNames().Except(wish.Call.Versions.GetNames())];
        if (missing.Length == 0 || IsWhatIf)
        {
            Add(wish.Call, wish.DeviceName);
            return;
        }

        string subject = $"the versions of device {wish.DeviceName} of {wish.Call.ProductKey}";
        Send(new QueryDeviceDesiredProperty(wish.Call.ProductKey, wish.DeviceName, missing), subject, wish.DeviceName, (reply, _) =>
        {
            // What was never desired has version 0, and may be left out of the reply.
            Dictionary<string, long> present = reply.Properties.Where(static entry => entry.Value.Identifier is not null)
                .GroupBy(static entry => entry.Value.Identifier!)
                .ToDictionary(static group => group.Key, static group => group.First().Value.Version ?? 0);
            Add(wish.With(missing.ToDictionary(static name => name, name => present.TryGetValue(name, out long version) ? version : 0)), wish.DeviceName);
        });
    }

    /// <summary>A command for a device whose versions may not all be known yet.</summary>
    private sealed class Wish(string deviceName, SetDeviceDesiredProperty call)
    {
        public string DeviceName { get; } = deviceName;

        public SetDeviceDesiredProperty Call { get; private set; } = call;

        /// <summary>Adds the versions of the same command for the same device.</summary>
        public bool TryAdd(Wish other)
        {
            if (DeviceName != other.DeviceName || Call with { Versions = other.Call.Versions } != other.Call)
            {
                return false;
            }

            Call = With(VersionParser.Read(other.Call.Versions));
            return true;
        }

        public SetDeviceDesiredProperty With(IReadOnlyDictionary<string, long> versions)
        {
            Dictionary<string, long> all = VersionParser.Read(Call.Versions);
            foreach (KeyValuePair<string, long> version in versions)
            {
                all[version.Key] = version.Value;
            }

            return Call with { Versions = VersionParser.Write(all) };
        }
    }
}
