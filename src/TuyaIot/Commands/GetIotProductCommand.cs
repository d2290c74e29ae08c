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
/// <para type="description">Reads each product by its key, or lists all products. A product that does not exist is an error for that key, and the others
/// follow.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxoakfh1ynh0.</remarks>
[Cmdlet(VerbsCommon.Get, "IotProduct")]
[OutputType(typeof(IotProduct))]
public sealed class GetIotProductCommand : IotCommand
{
    /// <summary>The keys of the products. Default: the credential's product, or all products where it has none.</summary>
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
            if (UsedCredential.ProductKey is string ofCredential)
            {
                Read(ofCredential);
            }
            else
            {
                List();
            }
        }

        foreach (string? key in (ProductKey ?? []).Where(static key => !string.IsNullOrWhiteSpace(key)))
        {
            Read(key!);
        }
    }

    private void List()
    {
        const string Subject = "the products of the account";
        long pages = 1;
        for (int page = 1; page <= pages; page++)
        {
            QueryProductList call = new(page);
            if (ReplyOf(call, Read(call, Subject), Subject, null) is not QueryProductListReply reply)
            {
                return;
            }

            pages = reply.Products.Count == 0 ? 0 : reply.PageCount ?? (reply.Products.Count == QueryProductList.PageSize ? page + 1 : page);
            foreach (ApiItem<ProductData> product in reply.Products)
            {
                WriteObject(new IotProduct(product.Value.ProductKey ?? string.Empty, product.Value, RawJson.Mask(product.Json)));
            }
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
