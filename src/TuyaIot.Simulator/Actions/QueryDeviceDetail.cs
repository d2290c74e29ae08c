using System;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Gives the identity and the status of one device.</summary>
internal sealed class QueryDeviceDetail(Fleet fleet) : IGatewayAction
{
    public string Name => "QueryDeviceDetail";

    public ActionReply Run(ActionCall call) =>
        Target.FindDevice(fleet, call.Parameters, out Product product, out string device)
        ?? ActionReply.Accepted(new JsonObject { ["Data"] = DescribeAll(fleet, call.Now, product, device) });

    /// <summary>The members that a query for several devices returns too.</summary>
    internal static JsonObject Describe(Fleet fleet, DateTimeOffset now, Product product, string device)
    {
        JsonObject facts = DeviceFacts.Create(product, device);
        DateTimeOffset created = DeviceFacts.CreatedOf(product, device);
        DateTimeOffset? activated = DeviceFacts.ActivatedOf(product, device);
        facts["FirmwareVersion"] = activated is null ? "" : VersionOf(fleet, now, product, device);
        facts["GmtActive"] = PlatformTime.ToHome(activated);
        facts["GmtCreate"] = PlatformTime.ToHome(created);
        facts["NodeType"] = 0;
        facts["ProductName"] = product.Name;
        facts["Region"] = "cn-shanghai";
        facts["Status"] = DeviceFacts.StatusOf(product, device);
        facts["UtcActive"] = PlatformTime.ToUtc(activated);
        facts["UtcCreate"] = PlatformTime.ToUtc(created);
        return facts;
    }

    private static JsonObject DescribeAll(Fleet fleet, DateTimeOffset now, Product product, string device)
    {
        JsonObject facts = Describe(fleet, now, product, device);
        DateTimeOffset? online = DeviceFacts.OnlineOf(product, device);
        facts["GmtOnline"] = PlatformTime.ToHome(online);
        facts["IpAddress"] = DeviceFacts.AddressOf(product, device);
        facts["Owner"] = true;
        facts["UtcOnline"] = PlatformTime.ToUtc(online);
        return facts;
    }

    /// <summary>The version after the upgrades that are done by now.</summary>
    private static string VersionOf(Fleet fleet, DateTimeOffset now, Product product, string device)
    {
        fleet.Ota.JobsAt(now);
        return fleet.Ota.VersionOf(product, product.NumberOf(device), OtaModule.Default);
    }
}
