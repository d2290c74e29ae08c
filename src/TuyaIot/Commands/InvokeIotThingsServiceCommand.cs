using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.Pipeline;
using TuyaIot.Results;
using TuyaIot.Signing;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Calls a service of many devices.</para>
/// <para type="description">Device names stream in, up to 100 make one signed request, and one result a request streams out:
/// Accepted, Rejected or Unknown. Accepted means that the gateway took the command, not that a device carried it out.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqks15v8umc.</remarks>
[Cmdlet(VerbsLifecycle.Invoke, "IotThingsService", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(IotThingsServiceResult), typeof(IotDeviceServiceResult))]
public sealed class InvokeIotThingsServiceCommand : DeviceBatchCommand
{
    private object? _lastArgs;
    private ServiceArgs? _args;
    private InvokeThingsService? _call;
    private InvokeThingsService? _remembered;

    /// <summary>The service to call; in a custom module module:service, such as testFb:testService.</summary>
    [Parameter(ParameterSetName = NameSet, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = RowSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IdentifierCompleter))]
    public string Identifier { get; set; } = string.Empty;

    /// <summary>
    /// The service's input: a hashtable, a PSCustomObject, or the text of a JSON object, which is sent byte for byte. A double 10
    /// is sent as 10.0, as the thing model wants it. Where it is left out: {}.
    /// </summary>
    [Parameter(ParameterSetName = NameSet, Position = 2)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public object? Args { get; set; }

    /// <summary>0 at most once, the API's default; 1 at least once, pushed again when a device reconnects. Where it is left out, none is sent.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    [AllowNull]
    [ArgumentCompleter(typeof(QosCompleter))]
    public int? Qos { get; set; }

    private protected override string Title => Identifier.Length == 0 ? "Invoke-IotThingsService" : $"Invoke {Identifier}";

    private protected override string Action => InvokeThingsService.Action;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Args)))
        {
            try
            {
                ReadArgs();
            }
            catch (IotArgumentException exception)
            {
                ThrowTerminatingError(IotError.From(exception));
            }
        }

        base.BeginProcessing();
    }

    private protected override IDeviceCall ReadCall(string productKey)
    {
        ServiceArgs args = ReadArgs();
        if (_call is not InvokeThingsService last
            || !ReferenceEquals(last.Args, args)
            || last.ProductKey != productKey
            || last.Identifier != Identifier
            || last.Qos != Qos)
        {
            _call = new InvokeThingsService(productKey, Identifier, args, CheckedQos());
        }

        return _call;
    }

    private protected override IEnumerable<RpcParameter> ReadCommandLine()
    {
        if (IsFromCommandLine(nameof(Identifier)))
        {
            yield return new RpcParameter(nameof(Identifier), Identifier);
        }

        if (IsFromCommandLine(nameof(Args)))
        {
            yield return new RpcParameter(nameof(Args), ReadArgs().Json);
        }

        if (IsFromCommandLine(nameof(Qos)) && Qos is int qos)
        {
            yield return new RpcParameter(nameof(Qos), qos.ToString(CultureInfo.InvariantCulture));
        }
    }

    private protected override IEnumerable<object> CreateResults(FinishedBatch finished)
    {
        InvokeThingsService call = (InvokeThingsService)finished.Batch.Call;
        Remember(call, finished.Outcome);
        return PerDevice
            ? finished.Batch.DeviceName.Select(name => new IotDeviceServiceResult(name, finished.Batch, call, finished.Outcome))
            : [new IotThingsServiceResult(finished.Batch, call, finished.Outcome)];
    }

    /// <summary>What was accepted exists, and is offered for completion.</summary>
    private void Remember(InvokeThingsService call, Outcome outcome)
    {
        if (outcome.Verdict.Status is DeliveryStatus.Accepted && !ReferenceEquals(call, _remembered))
        {
            _remembered = call;
            SeenValues.Current.AddProductKey(call.ProductKey);
            SeenValues.Current.AddIdentifier(call.Identifier);
        }
    }

    /// <summary>Not a ValidateRange, which would refuse the null of a result that is piped back in.</summary>
    private int? CheckedQos() => Qos is null or 0 or 1
        ? Qos
        : throw new IotArgumentException("InvalidQos", Qos, $"Qos cannot be {Qos}.", "Give 0, at most once, or 1, at least once.");

    /// <summary>
    /// A row's hashtable may have changed since the row before, so only what cannot change, a text or the command line's own
    /// value, is not read again.
    /// </summary>
    private bool IsSameArgs() =>
        ReferenceEquals(_lastArgs, Args) && (Args is null or string || IsFromCommandLine(nameof(Args)));

    private ServiceArgs ReadArgs()
    {
        if (_args is null || !IsSameArgs())
        {
            _args = ArgsParser.Read(Args);
            _lastArgs = Args;
        }

        return _args;
    }
}
