using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Errors;
using TuyaIot.Pipeline;
using TuyaIot.ThingModels;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Gets the thing model of products.</para>
/// <para type="description">Reads what the devices of a product understand: properties, services and events, with their data types and
/// limits.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxqivaa0fxmy.</remarks>
[Cmdlet(VerbsCommon.Get, "IotThingModel")]
[OutputType(typeof(IotThingModel), typeof(string))]
public sealed class GetIotThingModelCommand : IotCommand
{
    /// <summary>The keys of the products. Default: the credential's product.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ProductKeyCompleter))]
    public string?[]? ProductKey { get; set; }

    /// <summary>The version of the model. Default: the newest.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ModelVersion { get; set; }

    /// <summary>The custom module. Default: the default module.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? FunctionBlockId { get; set; }

    /// <summary>Writes the model as the JSON text that the gateway sent, also where it cannot be read.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ProductKey is null && !MyInvocation.ExpectingInput)
        {
            if (UsedCredential.ProductKey is not string ofCredential)
            {
                ThrowTerminatingError(IotError.From(InputError.NoProductKey()));
                return;
            }

            Read(ofCredential);
        }

        foreach (string? key in (ProductKey ?? []).Where(static key => !string.IsNullOrWhiteSpace(key)))
        {
            Read(key!);
        }
    }

    private void Read(string key)
    {
        try
        {
            string productKey = TextParser.Parse(nameof(ProductKey), key);
            string? block = FunctionBlockId is null ? null : TextParser.Parse(nameof(FunctionBlockId), FunctionBlockId);
            string? version = ModelVersion is null ? null : TextParser.Parse(nameof(ModelVersion), ModelVersion);
            string subject = $"the thing model of {productKey}";
            Send(new QueryThingModelPublished(productKey, version, block), subject, key, (reply, _) =>
            {
                if (reply.Data?.ThingModelJson is { ValueKind: JsonValueKind.String or JsonValueKind.Object } json)
                {
                    Write(productKey, block, json);
                    return;
                }

                WriteUnreadable(subject, key);
            });
        }
        catch (IotArgumentException exception)
        {
            WriteError(IotError.From(exception));
        }
    }

    private void Write(string productKey, string? block, JsonElement json)
    {
        if (Raw)
        {
            WriteObject(RawJson.MaskNested(json));
            return;
        }

        try
        {
            WriteObject(new IotThingModel(productKey, block, ThingModelParser.Parse(json, productKey), RawJson.MaskNested(json)));
        }
        catch (IotArgumentException exception)
        {
            WriteError(IotError.From(exception));
        }
    }
}
