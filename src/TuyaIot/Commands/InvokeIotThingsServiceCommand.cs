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
/// <para type="synopsis">Calls a service of many devices.</para>
/// <para type="description">Device names stream in, up to 100 make one signed request, and one result a request streams out:
/// Accepted, Rejected or Unknown. Accepted means that the gateway accepted the command, not that a device executed it.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqks15v8umc.</remarks>
[Cmdlet(VerbsLifecycle.Invoke, "IotThingsService", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(IotThingsServiceResult), typeof(IotDeviceServiceResult))]
public sealed class InvokeIotThingsServiceCommand : DeviceBatchCommand
{
    private DeviceBatchCall? _remembered;

    /// <summary>The service to call; in a custom module module:service, such as testFb:testService.</summary>
    /// <remarks>Not mandatory for the engine, which would write an error for each of 100,000 names.</remarks>
    [Parameter(ParameterSetName = NameSet, Position = 0)]
    [Parameter(ParameterSetName = RowSet, Position = 0, ValueFromPipelineByPropertyName = true)]
    [NoTable]
    [ArgumentCompleter(typeof(IdentifierCompleter))]
    public string Identifier { get; set; } = string.Empty;

    /// <summary>
    /// The service's input: a hashtable, a PSCustomObject, or a JSON object as text, which is sent byte for byte. A double 10 is sent as
    /// 10.0, as the thing model requires it. Default: {}.
    /// </summary>
    [Parameter(ParameterSetName = NameSet, Position = 1)]
    [Parameter(ParameterSetName = RowSet, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [AllowNull]
    [ArgumentCompleter(typeof(ServiceInputCompleter))]
    public object? Args { get; set; }

    /// <summary>0 at most once, the API's default; 1 at least once, pushed again when a device reconnects. Default: none is sent.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    [AllowNull]
    [ArgumentCompleter(typeof(QosCompleter))]
    public int? Qos { get; set; }

    /// <summary>Checks Identifier and Args against the product's thing model before anything is sent.</summary>
    [Parameter]
    public SwitchParameter UseThingModel { get; set; }

    private protected override bool ChecksThingModel => UseThingModel;

    private protected override string Title => Identifier.Length == 0 ? "Invoke-IotThingsService" : $"Invoke {Identifier}";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Args)) && PSValue.Unwrap(Args) is null)
        {
            ThrowTerminatingError(IotError.From(JsonObjectText.Invalid(null, "it is null, as the value of a variable that does not exist")));
        }

        if (!MyInvocation.ExpectingInput && string.IsNullOrWhiteSpace(Identifier))
        {
            ThrowTerminatingError(IotError.From(NoIdentifier()));
        }

        base.BeginProcessing();
    }

    private protected override DeviceBatchCall CreateCall(string productKey)
    {
        // Args and Qos of a result belong to its own service: sent with another one, they would be a command that nobody wrote.
        bool isOfAnother = IsResultOfAnother(nameof(Identifier));
        return new InvokeThingsService(
            productKey,
            TextParser.Parse(nameof(Identifier), Identifier),
            ArgsParser.Parse(isOfAnother && !IsFromCommandLine(nameof(Args)) ? null : Args),
            isOfAnother && !IsFromCommandLine(nameof(Qos)) ? null : CheckedQos());
    }

    private protected override void CheckCall(DeviceBatchCall call)
    {
        if (((InvokeThingsService)call).Identifier.Length == 0)
        {
            throw NoIdentifier();
        }
    }

    private protected override bool Same(string parameter, object? row, object? commandLine) => parameter == nameof(Args)
        ? CanonicalJson.Normalize(ArgsParser.Parse(row).Json) == CanonicalJson.Normalize(ArgsParser.Parse(commandLine).Json)
        : base.Same(parameter, row, commandLine);

    private protected override IEnumerable<object> CreateResults(FinishedBatch finished)
    {
        (DeviceBatch batch, Outcome outcome) = finished;
        InvokeThingsService call = (InvokeThingsService)batch.Call;
        Remember(call, outcome);
        return PerDevice
            ? batch.DeviceName.Select(name => new IotDeviceServiceResult(batch.Number, call, name, outcome))
            : [new IotThingsServiceResult(batch.Number, call, [.. batch.DeviceName], outcome)];
    }

    /// <summary>An accepted service exists, and is offered for completion.</summary>
    private void Remember(InvokeThingsService call, Outcome outcome)
    {
        if (outcome.Verdict.Status is DeliveryStatus.Accepted && !ReferenceEquals(call, _remembered))
        {
            _remembered = call;
            CompletionHistory.Current.AddProductKey(call.ProductKey);
            CompletionHistory.Current.AddIdentifier(call.Identifier);
        }
    }

    private static IotArgumentException NoIdentifier() => new(
        "NoIdentifier",
        null,
        "No service: neither the command line nor the row has an Identifier.",
        "Give -Identifier, as in Invoke-IotThingsService -Identifier Set -Args @{ param1 = 1 }, or a column Identifier.");

    /// <summary>Not a ValidateRange, which would refuse the null of a result that is piped back in.</summary>
    private int? CheckedQos() => Qos is null or 0 or 1
        ? Qos
        : throw new IotArgumentException("InvalidQos", Qos, $"Qos cannot be {Qos}.", "Give 0, at most once, or 1, at least once.");
}
