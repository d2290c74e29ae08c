using System;
using System.Collections.Generic;
using System.Globalization;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Asks how far an application for devices is.</summary>
/// <param name="ProductKey">The product of the application.</param>
/// <param name="ApplyId">The application.</param>
/// <remarks>Of the modelled API, which allows 30 requests a second; Hedwig's pages do not list it.</remarks>
internal sealed record QueryBatchRegisterDeviceStatus(string ProductKey, long ApplyId) : ApiCall<QueryBatchRegisterDeviceStatusReply>
{
    /// <summary>What a user does where the gateway cannot say how far an application is.</summary>
    public const string WayAround =
        "Wait a few minutes, then list the devices of the product with Get-IotDevice. Do not apply again: the devices will come.";

    private static readonly ApiAction Definition = ApiAction.Query("QueryBatchRegisterDeviceStatus", requestsPerSecond: 30) with
    {
        WayAround = WayAround,
    };

    public override ApiAction Action => Definition;

    public override IReadOnlyList<RpcParameter> GetParameters() =>
        [new("ApplyId", ApplyId.ToString(CultureInfo.InvariantCulture)), new("ProductKey", ProductKey)];
}

internal sealed record QueryBatchRegisterDeviceStatusReply(BatchRegisterDeviceStatus? Data);

/// <summary>CHECK, CHECK_SUCCESS, CHECK_FAILED, CREATE, CREATE_SUCCESS or CREATE_FAILED.</summary>
internal sealed record BatchRegisterDeviceStatus(string? Status)
{
    public bool IsCreated => "CREATE_SUCCESS".Equals(Status, StringComparison.OrdinalIgnoreCase);

    public bool IsFailed => Status?.EndsWith("_FAILED", StringComparison.OrdinalIgnoreCase) ?? false;
}
