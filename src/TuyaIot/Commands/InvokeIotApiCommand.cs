using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.Pipeline;
using TuyaIot.Results;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Calls any action of the API.</para>
/// <para type="description">The call is signed, paced and delivered like that of any cmdlet, and its reply comes back as an object.</para>
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "IotApi", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject), typeof(string))]
public sealed class InvokeIotApiCommand : IotCommand
{
    private string _action = string.Empty;

    /// <summary>The action, such as QueryOTAJob.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ActionCompleter))]
    public string Action { get; set; } = string.Empty;

    /// <summary>Its parameters with the API's own spelling: a hashtable or a PSCustomObject. From the pipeline, each is a call.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true)]
    [AllowNull]
    public object? Parameter { get; set; }

    /// <summary>Says that the action may run twice, so that it is sent again where its reply was lost.</summary>
    [Parameter]
    public SwitchParameter Idempotent { get; set; }

    /// <summary>Writes the reply as JSON text, with its secrets masked.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _action = ParseAction();
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        bool isGiven = MyInvocation.ExpectingInput || IsFromCommandLine(nameof(Parameter));
        try
        {
            Call(ApiParameterWriter.CreateCall(_action, isGiven ? Parameter : new Hashtable()));
        }
        catch (IotArgumentException exception) when (MyInvocation.ExpectingInput)
        {
            WriteError(IotError.From(exception));
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
        }
    }

    private protected override DeliveryOptions CreateDelivery() => base.CreateDelivery() with { RetryUnknown = Idempotent };

    private void Call(AnyAction call)
    {
        ApiAction action = call.Action;
        if (!action.IsQuery && !ShouldProcess($"{UsedCredential.Endpoint}", action.Name))
        {
            return;
        }

        string subject = action.IsQuery ? $"the reply of {action.Name}" : action.Name;
        object target = Parameter ?? action.Name;
        Send(call, subject, result =>
        {
            if (ReplyOf(call, result, subject, target) is not null && result.Outcome.Reply.Body is JsonElement body)
            {
                WriteObject(Raw ? result.Raw : JsonValue.Read(body));
            }
        });
    }

    private string ParseAction()
    {
        string action = TextParser.Parse(nameof(Action), Action);
        return action.Length > 0 && action.All(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_')
            ? action
            : throw new IotArgumentException(
                "InvalidAction", Action, $"'{action}' cannot be the name of an action.", "Give a name of the API, such as QueryProduct. Tab completes those that are known.");
    }
}
