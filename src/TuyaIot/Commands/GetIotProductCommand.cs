using System.Linq;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Errors;
using TuyaIot.Pipeline;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Gets products.</para>
/// <para type="description">Reads each product by its key. A product that does not exist is an error for that key, and the others
/// follow.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxoakfh1ynh0.</remarks>
[Cmdlet(VerbsCommon.Get, "IotProduct")]
[OutputType(typeof(IotProduct))]
public sealed class GetIotProductCommand : IotCommand
{
    /// <summary>The keys of the products. Default: the credential's product.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ProductKeyCompleter))]
    public string?[]? ProductKey { get; set; }

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
            string subject = $"product {productKey}";
            Send(new QueryProduct(productKey), subject, key, (reply, raw) =>
            {
                if (reply.Data is ProductData data)
                {
                    WriteObject(new IotProduct(productKey, data, raw));
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
}
