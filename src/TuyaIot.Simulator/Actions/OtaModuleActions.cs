using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>The modules of a product, and their versions on a device.</summary>
internal sealed class OtaModuleActions(Fleet fleet)
{
    private const int MaxModules = 10;
    private const int MaxDescription = 100;
    private const int MaxVersionsPage = 200;

    internal ActionReply Create(ActionCall call) =>
        Target.FindProduct(fleet, call.Parameters, out Product product)
        ?? OtaTarget.ReadToken(call.Parameters, "ModuleName", out string name)
        ?? (call.Parameters["AliasName"] is null ? null : OtaTarget.ReadToken(call.Parameters, "AliasName", out _))
        ?? OtaTarget.CheckLength(call.Parameters, "Desc", MaxDescription)
        ?? CheckNew(product, name)
        ?? Add(call, product, name);

    internal ActionReply ListByProduct(ActionCall call) =>
        Target.FindProduct(fleet, call.Parameters, out Product product)
        ?? ActionReply.Accepted(new JsonObject { ["Data"] = new JsonArray([.. fleet.Ota.ModulesOf(product).Select(Describe)]) });

    internal ActionReply ListVersionsByDevice(ActionCall call) =>
        Target.FindDevice(fleet, call.Parameters, out Product product, out string device)
        ?? Paging.Read(call.Parameters, MaxVersionsPage, out Paging paging)
        ?? DescribeVersions(call, product, device, paging);

    private ActionReply? CheckNew(Product product, string name)
    {
        string[] names = [OtaModule.Default, .. fleet.Ota.ModulesOf(product).Select(static module => module.Name)];
        return names.Contains(name, StringComparer.OrdinalIgnoreCase) ? ParameterValue.Wrong("ModuleName", "a name that the product does not have")
            : names.Length > MaxModules ? ParameterValue.Wrong("ModuleName", $"one of at most {MaxModules} modules of a product")
            : null;
    }

    private ActionReply Add(ActionCall call, Product product, string name)
    {
        fleet.Ota.Add(new OtaModule(product, name, call.Parameters["AliasName"] ?? "", call.Parameters["Desc"] ?? "", call.Now));
        return ActionReply.Accepted();
    }

    private ActionReply DescribeVersions(ActionCall call, Product product, string device, Paging paging)
    {
        fleet.Ota.JobsAt(call.Now);
        List<string> modules = [OtaModule.Default, .. fleet.Ota.ModulesOf(product).Select(static module => module.Name)];
        return OtaFacts.CreatePage(paging, modules, "Data", "SimpleOTAModuleInfo", module => new JsonObject
        {
            ["ProductKey"] = product.Key,
            ["DeviceName"] = device,
            ["IotId"] = IotIds.Create(product, device),
            ["ModuleName"] = module,
            ["ModuleVersion"] = fleet.Ota.VersionOf(product, product.NumberOf(device), module),
        });
    }

    private static JsonObject Describe(OtaModule module) => new()
    {
        ["ProductKey"] = module.Product.Key,
        ["ModuleName"] = module.Name,
        ["AliasName"] = module.Alias,
        ["Desc"] = module.Description,
        ["GmtCreate"] = PlatformTime.ToUtc(module.Created),
        ["GmtModified"] = PlatformTime.ToUtc(module.Created),
    };
}
