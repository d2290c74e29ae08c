using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.Journals;

namespace TuyaIot.Pipeline;

/// <summary>The base of cmdlets that call a service of devices: what the service and its input are.</summary>
public abstract class ServiceCommand : DeviceRunCommand
{
    private ServiceCall? _remembered;
    private string _identifier = string.Empty;

    /// <summary>The service to call; in a custom module module:service, such as testFb:testService.</summary>
    /// <remarks>Not mandatory for the engine, which would write an error for each of 100,000 names.</remarks>
    [Parameter(ParameterSetName = NameSet, Position = 0)]
    [Parameter(ParameterSetName = RowSet, Position = 0, ValueFromPipelineByPropertyName = true)]
    [NoTable]
    [ArgumentCompleter(typeof(IdentifierCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string Identifier
    {
        get => _identifier;
        set => _identifier = value ?? string.Empty;
    }

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

    private protected override string Title => Identifier.Length == 0 ? MyInvocation.MyCommand.Name : $"Invoke {Identifier}";

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
        string? identifier = ValueOf(nameof(Identifier), Identifier, command: nameof(Identifier));
        return CreateCall(
            productKey,
            identifier is null ? string.Empty : TextParser.Parse(nameof(Identifier), identifier),
            ArgsParser.Parse(nameof(Args), ValueOf(nameof(Args), Args, command: nameof(Identifier))),
            QosParser.Check(ValueOf(nameof(Qos), Qos, command: nameof(Identifier))));
    }

    private protected abstract ServiceCall CreateCall(string productKey, string identifier, JsonObjectText args, int? qos);

    private protected override void CheckCall(DeviceBatchCall call)
    {
        if (((ServiceCall)call).Identifier.Length == 0)
        {
            throw NoIdentifier();
        }
    }

    private protected override bool Same(string parameter, object? row, object? commandLine) => parameter == nameof(Args)
        ? CanonicalJson.Normalize(ArgsParser.Parse(nameof(Args), row).Json) == CanonicalJson.Normalize(ArgsParser.Parse(nameof(Args), commandLine).Json)
        : base.Same(parameter, row, commandLine);

    /// <summary>An accepted service exists, and is offered for completion.</summary>
    private protected void Remember(ServiceCall call, Outcome outcome)
    {
        if (outcome.Verdict.Status is DeliveryStatus.Accepted && !ReferenceEquals(call, _remembered))
        {
            _remembered = call;
            CompletionHistory.Current.AddProductKey(call.ProductKey);
            CompletionHistory.Current.AddIdentifier(call.Identifier);
        }
    }

    private IotArgumentException NoIdentifier() => new(
        "NoIdentifier",
        null,
        "No service: neither the command line nor the row has an Identifier.",
        $"Give -Identifier, as in {MyInvocation.MyCommand.Name} -Identifier Set -Args @{{ param1 = 1 }}, or a column Identifier.");
}
