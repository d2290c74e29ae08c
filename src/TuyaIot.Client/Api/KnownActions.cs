using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Delivery;

namespace TuyaIot.Api;

/// <summary>
/// The actions that are known by name: those of the API and those of the API that it models. An action that is not here is taken for a
/// command, since a command must not run twice.
/// </summary>
/// <remarks>The quotas are those of the modelled API. The actions with a type of their own say the same there.</remarks>
internal static class KnownActions
{
    public static IReadOnlyList<ApiAction> All { get; } =
    [
        // Products and devices.
        ApiAction.Query("QueryProduct", 50),
        ApiAction.Query("QueryProductList"),
        ApiAction.Query("QueryDevice", 50),
        ApiAction.Query("QueryDeviceInfo"),
        ApiAction.Query("QueryDeviceDetail", 50),
        ApiAction.Query("BatchQueryDeviceDetail", 5),
        ApiAction.Query("GetDeviceStatus", 500),
        ApiAction.Query("BatchGetDeviceState", 50),
        ApiAction.Command("RegisterDevice", 30),
        ApiAction.Command("BatchRegisterDevice"),
        ApiAction.Query("QueryBatchRegisterDeviceStatus", 30),
        ApiAction.Query("QueryPageByApplyId"),
        ApiAction.Command("BatchUpdateDeviceNickname"),
        ApiAction.Command("EnableThing", 500),
        ApiAction.Command("DisableThing", 500),
        ApiAction.Command("DeleteDevice"),

        // Thing models.
        ApiAction.Query("QueryThingModelPublished"),
        ApiAction.Query("GetThingModelTslPublished"),
        ApiAction.Command("InvokeThingService", 500),
        ApiAction.Command("InvokeThingsService"),
        ApiAction.Command("SetDeviceProperty", 500),
        ApiAction.Command("SetDevicesProperty"),
        ApiAction.Query("QueryDevicePropertyStatus", 200),
        ApiAction.Command("SetDeviceDesiredProperty", 50),
        ApiAction.Query("QueryDeviceDesiredProperty", 50),
        ApiAction.Command("ClearDeviceDesiredProperty", 50),
        ApiAction.Query("QueryDevicePropertyData", 50),
        ApiAction.Query("QueryDevicePropertiesData"),
        ApiAction.Query("QueryDeviceEventData", 50),
        ApiAction.Query("QueryDeviceServiceData", 50),
        ApiAction.Query("QueryDeviceOriginalServiceData"),

        // Messages.
        ApiAction.Command("Pub", 1_600),
        ApiAction.Command("BatchPub", 50),
        ApiAction.Command("PubBroadcast"),
        ApiAction.Command("RRpc", 1_000),
        ApiAction.Command("CreateConsumerGroup", 5),
        ApiAction.Command("CreateSubscribeRelation", 5),
        ApiAction.Query("QueryConsumerGroupStatus", 5),
        ApiAction.Command("ResetConsumerGroupPosition", 5),

        // Upgrades.
        ApiAction.Query("GenerateOTAUploadURL"),
        ApiAction.Command("CreateOTAFirmware"),
        ApiAction.Command("ModifyOTAFirmware"),
        ApiAction.Command("DeleteOTAFirmware"),
        ApiAction.Query("QueryOTAFirmware"),
        ApiAction.Query("ListOTAFirmware"),
        ApiAction.Command("CreateOTAModule"),
        ApiAction.Command("UpdateOTAModule"),
        ApiAction.Command("DeleteOTAModule"),
        ApiAction.Query("ListOTAModuleByProduct"),
        ApiAction.Query("ListOTAModuleVersionsByDevice"),
        ApiAction.Command("CreateOTAVerifyJob", 20),
        ApiAction.Command("CreateOTAStaticUpgradeJob", 20),
        ApiAction.Query("QueryOTAJob"),
        ApiAction.Query("ListOTAJobByFirmware"),
        ApiAction.Query("ListOTAJobByDevice"),
        ApiAction.Query("ListOTATaskByJob"),
        ApiAction.Query("ListOTAUnfinishedTaskByDevice"),
        ApiAction.Command("ConfirmOTATask"),
        ApiAction.Command("CancelOTATaskByJob", 5),
        ApiAction.Command("CancelOTATaskByDevice"),
    ];

    /// <summary>Whether it becomes known what devices did with an action, so that it can be waited for.</summary>
    public static bool IsWaitable(string name) => name is "InvokeThingsService" or "InvokeThingService" or "SetDevicesProperty" or "SetDeviceProperty";

    /// <summary>The action of a name in any casing; one that is not known is a command with the lowest quota.</summary>
    public static ApiAction Find(string name) =>
        All.FirstOrDefault(action => action.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? ApiAction.Command(name);
}
