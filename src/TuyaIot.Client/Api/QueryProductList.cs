using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Lists the products of the account, a page a call. Only the modelled API documents it.</summary>
/// <param name="Page">The number of the page, from 1.</param>
internal sealed record QueryProductList(int Page) : ApiCall<QueryProductListReply>
{
    /// <summary>The most products that a page holds.</summary>
    public const int PageSize = 200;

    private static readonly ApiAction Definition = ApiAction.Query("QueryProductList") with
    {
        WayAround = "Give the keys of the products: the console lists them.",
    };

    public override ApiAction Action => Definition;

    public override IReadOnlyList<RpcParameter> GetParameters() =>
    [
        new("CurrentPage", Page.ToString(CultureInfo.InvariantCulture)),
        new("PageSize", PageSize.ToString(CultureInfo.InvariantCulture)),
    ];

    public override QueryProductListReply? Read(JsonElement body, IFieldReader fields) => ApiList.Read<ProductData>(body, "Data", fields) is { } products
        ? new QueryProductListReply(products, fields.Read<QueryProductListPaging>(body)?.Data?.PageCount)
        : null;
}

internal sealed record QueryProductListReply(IReadOnlyList<ApiItem<ProductData>> Products, long? PageCount);

internal sealed record QueryProductListPaging(ProductListData? Data);

internal sealed record ProductListData(long? PageCount);
