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
        ];
        return actions.ToDictionary(static action => action.Name, StringComparer.Ordinal);
    }
}
