using System.Collections.Generic;
using System.Globalization;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>Applies for devices whose names the platform makes. They exist a while later.</summary>
/// <param name="ProductKey">The product of the devices.</param>
/// <param name="Count">How many.</param>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, BatchRegisterDevice. Quota of the modelled API: 10 requests a second.</remarks>
internal sealed record BatchRegisterDevice(string ProductKey, int Count) : ApiCall<BatchRegisterDeviceReply>
{
    /// <summary>The most devices of one call in the modelled API.</summary>
    public const int MaxCount = 10_000;

    private static readonly ApiAction Definition = ApiAction.Command("BatchRegisterDevice");

    public override ApiAction Action => Definition;

    public override IReadOnlyList<RpcParameter> GetParameters() =>
        [new("Count", Count.ToString(CultureInfo.InvariantCulture)), new("ProductKey", ProductKey)];
}

internal sealed record BatchRegisterDeviceReply(BatchRegisterDeviceData? Data);

internal sealed record BatchRegisterDeviceData(long? ApplyId);
