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
/// <para type="synopsis">Clears what is desired of devices.</para>
/// <para type="description">Clears the desired values of properties, one request a device.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqmgwfb3k9v.</remarks>
[Cmdlet(VerbsCommon.Clear, "IotDesiredProperty", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(IotClearedPropertyResult))]
public sealed class ClearIotDesiredPropertyCommand : DeviceRunCommand
{
    private const string All = "*";

    /// <summary>At most 10 properties; * for all.</summary>
    [Parameter(ParameterSetName = NameSet, Position = 0)]
    [Parameter(ParameterSetName = RowSet, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? Identifier { get; set; }

    private protected override string Title => "Clear desired properties";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!MyInvocation.ExpectingInput && (Identifier ?? []).All(string.IsNullOrWhiteSpace))
        {
            ThrowTerminatingError(IotError.From(NoIdentifier()));
        }

        base.BeginProcessing();
    }

    private protected override DeviceBatchCall CreateCall(string productKey)
    {
        string[] identifiers =
        [
            .. CurrentIdentifier
                .Where(static text => !string.IsNullOrWhiteSpace(text))
                .Select(static text => TextParser.Parse(nameof(Identifier), text))
                .Distinct(StringComparer.Ordinal),
        ];
        if (identifiers.FirstOrDefault(static text => text.IndexOfAny(['*', '?', '[']) >= 0 && text != All) is string pattern)
        {
            throw new IotArgumentException(
                "InvalidIdentifier", pattern, $"Identifier '{pattern}' has a wildcard.", "Name the properties in full, or give * for all of them.");
        }

        DesiredLimit.Check(identifiers.Length, Identifier);
        return new ClearDeviceDesiredProperty(productKey, identifiers.Contains(All) ? [] : identifiers);
    }

    private protected override void CheckCall(DeviceBatchCall call)
    {
        if (CurrentIdentifier.All(string.IsNullOrWhiteSpace))
        {
            throw NoIdentifier();
        }
    }

    private protected override string ParameterOf(string apiParameter) =>
        apiParameter.StartsWith("Identifies.", StringComparison.Ordinal) ? nameof(Identifier) : apiParameter;

    private protected override IEnumerable<object> CreateResults(FinishedBatch finished) =>
    [
        new IotClearedPropertyResult(
            finished.Batch.Number, (ClearDeviceDesiredProperty)finished.Batch.Call, finished.Batch.DeviceName[0], finished.Outcome),
    ];

    private string?[] CurrentIdentifier => ValueOf(nameof(Identifier), Identifier, command: nameof(Identifier)) ?? [];

    private static IotArgumentException NoIdentifier() => new(
        "NoIdentifier",
        null,
        "No property: neither the command line nor the row has an Identifier.",
        "Give -Identifier with the properties to clear, or * for all of them.");
}
