using System.Text.Json.Serialization;

namespace TuyaIot.Api;

/// <summary>
/// How replies are read. Keys are found in any case, and a field of another form than documented is tolerated: the platform's pages
/// differ in both. A new query adds its reply here.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true,
    Converters = [typeof(TolerantTextConverter), typeof(TolerantNumberConverter), typeof(TolerantTimeConverter)],
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(QueryProductReply))]
[JsonSerializable(typeof(QueryProductListPaging))]
[JsonSerializable(typeof(QueryDevicePaging))]
[JsonSerializable(typeof(DeviceData))]
[JsonSerializable(typeof(DeviceData[]))]
[JsonSerializable(typeof(DeviceStateData))]
[JsonSerializable(typeof(RegisteredDevice))]
[JsonSerializable(typeof(QueryThingModelPublishedReply))]
[JsonSerializable(typeof(BatchRegisterDeviceReply))]
[JsonSerializable(typeof(QueryBatchRegisterDeviceStatusReply))]
[JsonSerializable(typeof(QueryPageByApplyIdReply))]
[JsonSerializable(typeof(BatchUpdateDeviceNicknameReply))]
[JsonSerializable(typeof(InvokeThingServiceReply))]
[JsonSerializable(typeof(SetDevicePropertyReply))]
[JsonSerializable(typeof(PropertyInfo))]
[JsonSerializable(typeof(DesiredPropertyReply))]
[JsonSerializable(typeof(DeviceHistoryPaging))]
[JsonSerializable(typeof(HistoryInfo))]
[JsonSerializable(typeof(AnyActionReply))]
[JsonSerializable(typeof(PubReply))]
[JsonSerializable(typeof(RRpcReply))]
internal sealed partial class ApiJson : JsonSerializerContext;
