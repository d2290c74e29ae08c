using System.Linq;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>The upgrade packages.</summary>
internal sealed class OtaFirmwareActions(Fleet fleet)
{
    private const int MaxName = 40;
    private const int MaxDescription = 100;
    private const int MaxPage = 100;

    /// <summary>Nothing listens at the address: an upload is not simulated.</summary>
    internal ActionReply GenerateUploadUrl(ActionCall call)
    {
        string key = "ota/" + fleet.Ota.CreateId() + "." + (call.Parameters["FileSuffix"] ?? "bin");
        return ActionReply.Accepted(new JsonObject
        {
            ["Data"] = new JsonObject
            {
                ["FirmwareUrl"] = "https://ota.invalid/" + key,
                ["Host"] = "https://ota.invalid",
                ["Key"] = key,
                ["ObjectStorage"] = "OSS",
                ["OSSAccessKeyId"] = "simulator",
                ["Policy"] = "e30=",
                ["Signature"] = "c2ltdWxhdGVk",
                ["UtcCreate"] = PlatformTime.ToUtc(call.Now),
            },
        });
    }

    internal ActionReply Create(ActionCall call)
    {
        RequestParameters parameters = call.Parameters;
        return ParameterValue.ReadText(parameters, "FirmwareName", out string name)
            ?? OtaTarget.CheckLength(parameters, "FirmwareName", MaxName)
            ?? OtaTarget.CheckLength(parameters, "FirmwareDesc", MaxDescription)
            ?? OtaTarget.ReadToken(parameters, "DestVersion", out string version)
            ?? FindProduct(parameters, out Product? product)
            ?? CheckModule(product, parameters["ModuleName"])
            ?? CheckWords(parameters)
            ?? ParameterValue.ReadNumber(parameters, "FirmwareSize", 1, int.MaxValue, out long? size)
            ?? ParameterValue.ReadFlag(parameters, "NeedToVerify", defaultValue: true, out bool needsVerification)
            ?? CheckNew(name)
            ?? Add(call, new OtaFirmware(fleet.Ota.CreateId(), name, version, call.Now)
            {
                Product = product,
                Module = parameters["ModuleName"] ?? OtaModule.Default,
                SrcVersion = parameters["SrcVersion"] ?? "",
                Description = parameters["FirmwareDesc"] ?? "",
                Url = parameters["FirmwareUrl"] ?? "",
                Sign = parameters["FirmwareSign"] ?? "",
                SignMethod = parameters["SignMethod"] ?? "MD5",
                Size = size ?? 0,
                Type = parameters["Type"] == "1" ? 1 : 0,
                Udi = parameters["Udi"] ?? "",
                NeedsVerification = needsVerification,
            });
    }

    internal ActionReply Query(ActionCall call) =>
        OtaTarget.FindFirmware(fleet.Ota, call.Parameters, out OtaFirmware firmware)
        ?? ActionReply.Accepted(new JsonObject { ["FirmwareInfo"] = OtaFacts.Describe(firmware, fleet.Ota.JobsAt(call.Now)) });

    internal ActionReply List(ActionCall call) =>
        FindProduct(call.Parameters, out Product? product)
        ?? Paging.Read(call.Parameters, MaxPage, out Paging paging)
        ?? OtaFacts.CreatePage(
            paging,
            [
                .. fleet.Ota.Firmwares.Where(firmware => (product is null || firmware.Product == product)
                    && (call.Parameters["DestVersion"] is not { Length: > 0 } version || firmware.DestVersion == version)),
            ],
            "FirmwareInfo",
            "SimpleFirmwareInfo",
            firmware => OtaFacts.Describe(firmware, fleet.Ota.JobsAt(call.Now)));

    internal ActionReply Delete(ActionCall call)
    {
        ActionReply? refusal = OtaTarget.FindFirmware(fleet.Ota, call.Parameters, out OtaFirmware firmware);
        if (refusal is null)
        {
            fleet.Ota.Remove(firmware);
        }

        return refusal ?? ActionReply.Accepted();
    }

    private ActionReply? FindProduct(RequestParameters parameters, out Product? product)
    {
        product = null;
        return parameters[ParameterName.ProductKey] is null ? null : Target.FindProduct(fleet, parameters, out product!);
    }

    private ActionReply? CheckModule(Product? product, string? module) =>
        module is null or OtaModule.Default || (product is not null && fleet.Ota.ModulesOf(product).Any(known => known.Name == module))
            ? null
            : ParameterValue.Wrong("ModuleName", "a module of the product");

    private static ActionReply? CheckWords(RequestParameters parameters) =>
        parameters["SignMethod"] is not (null or "MD5" or "SHA256") ? ParameterValue.Wrong("SignMethod", "MD5 or SHA256")
        : parameters["Type"] is not (null or "0" or "1") ? ParameterValue.Wrong("Type", "0 or 1")
        : parameters["Type"] != "1" ? null
        : string.IsNullOrEmpty(parameters["SrcVersion"]) ? ActionReply.Missing("SrcVersion")
        : parameters["SrcVersion"] == parameters["DestVersion"] ? ParameterValue.Wrong("SrcVersion", "another version than DestVersion")
        : null;

    private ActionReply? CheckNew(string name) =>
        fleet.Ota.Firmwares.Any(firmware => firmware.Name == name) ? ParameterValue.Wrong("FirmwareName", "a name that no firmware has") : null;

    private ActionReply Add(ActionCall call, OtaFirmware firmware)
    {
        fleet.Ota.Add(firmware);
        return ActionReply.Accepted(new JsonObject
        {
            ["Data"] = new JsonObject { ["FirmwareId"] = firmware.Id, ["UtcCreate"] = PlatformTime.ToUtc(call.Now) },
        });
    }
}
