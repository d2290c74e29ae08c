using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>All actions of the simulator by name. A new action needs its own file and one line here.</summary>
internal static class ActionTable
{
    internal static Dictionary<string, IGatewayAction> Create(Fleet fleet, TimeSpan pageTokenLifetime)
    {
        OtaModuleActions modules = new(fleet);
        OtaFirmwareActions firmwares = new(fleet);
        OtaJobActions jobs = new(fleet);
        OtaTaskActions tasks = new(fleet);
        IGatewayAction[] actions =
        [
            new InvokeThingsService(fleet),
            new InvokeThingService(fleet),
            new SetDevicesProperty(fleet),
            new SetDeviceProperty(fleet),
            new BatchUpdateDeviceNickname(fleet),
            new QueryProduct(fleet),
            new QueryProductList(fleet),
            new QueryThingModelPublished(fleet),
            new RegisterDevice(fleet),
            new BatchRegisterDevice(fleet),
            new QueryBatchRegisterDeviceStatus(fleet),
            new QueryPageByApplyId(fleet),
            new EnableThing(fleet),
            new DisableThing(fleet),
            new DeleteDevice(fleet),
            new QueryDevice(fleet, pageTokenLifetime),
            new QueryDeviceInfo(fleet),
            new QueryDeviceDetail(fleet),
            new BatchQueryDeviceDetail(fleet),
            new GetDeviceStatus(fleet),
            new BatchGetDeviceState(fleet),
            new QueryDevicePropertyStatus(fleet),
            new SetDeviceDesiredProperty(fleet),
            new QueryDeviceDesiredProperty(fleet),
            new ClearDeviceDesiredProperty(fleet),
            new QueryDevicePropertyData(fleet),
            new QueryDeviceEventData(fleet),
            new QueryDeviceServiceData(fleet),
            new Pub(fleet),
            new BatchPub(fleet),
            new RRpc(fleet),
            new GatewayAction("CreateOTAModule", modules.Create),
            new GatewayAction("ListOTAModuleByProduct", modules.ListByProduct),
            new GatewayAction("ListOTAModuleVersionsByDevice", modules.ListVersionsByDevice),
            new GatewayAction("GenerateOTAUploadURL", firmwares.GenerateUploadUrl),
            new GatewayAction("CreateOTAFirmware", firmwares.Create),
            new GatewayAction("QueryOTAFirmware", firmwares.Query),
            new GatewayAction("ListOTAFirmware", firmwares.List),
            new GatewayAction("DeleteOTAFirmware", firmwares.Delete),
            new GatewayAction("CreateOTAVerifyJob", jobs.CreateVerifyJob),
            new GatewayAction("CreateOTAStaticUpgradeJob", jobs.CreateStaticUpgradeJob),
            new GatewayAction("QueryOTAJob", jobs.Query),
            new GatewayAction("ListOTAJobByFirmware", jobs.ListByFirmware),
            new GatewayAction("ListOTATaskByJob", tasks.ListByJob),
            new GatewayAction("ConfirmOTATask", tasks.Confirm),
            new GatewayAction("CancelOTATaskByJob", tasks.CancelByJob),
        ];
        return actions.ToDictionary(static action => action.Name, StringComparer.Ordinal);
    }
}
