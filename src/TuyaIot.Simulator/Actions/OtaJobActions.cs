using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Starts upgrades and shows them.</summary>
internal sealed class OtaJobActions(Fleet fleet)
{
    private const string TargetDeviceName = "TargetDeviceName";
    private const string WrongParameter = "iot.check.InvalidFormattedParameter";
    private const int MaxVerifying = 10;
    private const int MaxSpecific = 100;
    private const int MaxSrcVersions = 10;
    private const int MaxTimeout = 1_440;
    private const int MaxPage = 200;

    private static readonly long[] RetryIntervals = [0, 10, 30, 60, 1_440];
    private static readonly long[] RetryCounts = [1, 2, 5];

    internal ActionReply CreateVerifyJob(ActionCall call) =>
        FindTarget(call, out OtaFirmware firmware, out Product product)
        ?? CheckUnverified(call, firmware)
        ?? FindDevices(product, call.Parameters, MaxVerifying, out int[] devices)
        ?? ReadSettings(call, firmware, product, out OtaJob job)
        ?? Add(call, job with { IsVerification = true, TargetSelection = "SPECIFIC" }, devices);

    internal ActionReply CreateStaticUpgradeJob(ActionCall call) =>
        FindTarget(call, out OtaFirmware firmware, out Product product)
        ?? CheckVerified(call, firmware)
        ?? RepeatList.Read(call.Parameters, "SrcVersion", MaxSrcVersions, WrongParameter, out string[] versions)
        ?? Select(product, call.Parameters, out int[] devices)
        ?? ReadSettings(call, firmware, product, out OtaJob job)
        ?? ReadSchedule(call, out DateTimeOffset? scheduled)
        ?? Add(
            call,
            job with
            {
                TargetSelection = call.Parameters["TargetSelection"]!,
                GrayPercent = call.Parameters["GrayPercent"],
                SrcVersions = versions,
                Scheduled = scheduled,
            },
            SelectByVersion(call, product, firmware, versions, devices));

    internal ActionReply Query(ActionCall call) =>
        OtaTarget.FindJob(fleet.Ota, call, out OtaJob job)
        ?? ActionReply.Accepted(new JsonObject { ["Data"] = OtaFacts.Describe(job, call.Now) });

    internal ActionReply ListByFirmware(ActionCall call) =>
        OtaTarget.FindFirmware(fleet.Ota, call.Parameters, out OtaFirmware firmware)
        ?? Paging.Read(call.Parameters, MaxPage, out Paging paging)
        ?? OtaFacts.CreatePage(
            paging,
            [.. fleet.Ota.JobsAt(call.Now).Where(job => job.Firmware == firmware).Reverse()],
            "Data",
            "SimpleOTAJobInfo",
            job => OtaFacts.DescribeShortly(job, call.Now));

    private ActionReply? FindTarget(ActionCall call, out OtaFirmware firmware, out Product product)
    {
        firmware = null!;
        return Target.FindProduct(fleet, call.Parameters, out product)
            ?? OtaTarget.FindFirmware(fleet.Ota, call.Parameters, out firmware)
            ?? (firmware.Product is null || firmware.Product == product
                ? null
                : ParameterValue.Wrong(OtaTarget.FirmwareId, "the id of a firmware of the product"));
    }

    private ActionReply? CheckUnverified(ActionCall call, OtaFirmware firmware) =>
        OtaVerifications.StatusOf(firmware, fleet.Ota.JobsAt(call.Now)) is OtaVerification.Unverified or OtaVerification.Failed
            ? null
            : ParameterValue.Wrong(OtaTarget.FirmwareId, "the id of a firmware that is not verified and not being verified");

    private ActionReply? CheckVerified(ActionCall call, OtaFirmware firmware) =>
        OtaVerifications.StatusOf(firmware, fleet.Ota.JobsAt(call.Now)) == OtaVerification.Verified
            ? null
            : ParameterValue.Wrong(OtaTarget.FirmwareId, "the id of a firmware that is verified");

    private static ActionReply? FindDevices(Product product, RequestParameters parameters, int maxCount, out int[] devices)
    {
        ActionReply? refusal = RepeatList.Read(parameters, TargetDeviceName, maxCount, "iot.device.DeviceCountExceeded", out string[] names)
            ?? (names.Length == 0 ? ActionReply.Missing(TargetDeviceName + ".1") : null)
            ?? names.Select(name => Target.FindDevice(product, name)).FirstOrDefault(static missing => missing is not null);
        devices = refusal is null ? Array.ConvertAll(names, product.Add) : [];
        return refusal;
    }

    /// <summary>The devices of TargetSelection. The simulator has no groups.</summary>
    private static ActionReply? Select(Product product, RequestParameters parameters, out int[] devices)
    {
        devices = [];
        if (parameters["TargetSelection"] == "SPECIFIC")
        {
            return FindDevices(product, parameters, MaxSpecific, out devices);
        }

        int[] all = [.. Enumerable.Range(0, product.DeviceCount).Where(device => product.Exists(product.NameOf(device)))];
        switch (parameters["TargetSelection"])
        {
            case null:
                return ActionReply.Missing("TargetSelection");
            case "ALL":
                devices = all;
                return null;
            case "GRAY" when ReadPercent(parameters["GrayPercent"]) is { } percent:
                devices = [.. all.Take(Math.Max(1, (int)(all.Length * percent / 100)))];
                return null;
            case "GRAY":
                return ParameterValue.Wrong("GrayPercent", "a number above 0, at most 100");
            default:
                return ParameterValue.Wrong("TargetSelection", "ALL, SPECIFIC or GRAY");
        }
    }

    private static double? ReadPercent(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent) && percent is > 0 and <= 100
            ? percent
            : null;

    /// <summary>Devices that have the version already are left out, and those that have none of the source versions.</summary>
    private int[] SelectByVersion(ActionCall call, Product product, OtaFirmware firmware, string[] versions, int[] devices)
    {
        fleet.Ota.JobsAt(call.Now);
        return
        [
            .. devices.Where(device => fleet.Ota.VersionOf(product, device, firmware.Module) is var version && version != firmware.DestVersion
                && (versions.Length == 0 || versions.Contains(version)) && (firmware.Type == 0 || firmware.SrcVersion == version)),
        ];
    }

    private ActionReply? ReadSettings(ActionCall call, OtaFirmware firmware, Product product, out OtaJob job)
    {
        RequestParameters parameters = call.Parameters;
        ActionReply? refusal = ParameterValue.ReadNumber(parameters, "TimeoutInMinutes", 1, MaxTimeout, out long? timeout);
        refusal = ParameterValue.ReadFlag(parameters, "NeedPush", defaultValue: true, out bool needsPush) ?? refusal;
        refusal = ParameterValue.ReadFlag(parameters, "NeedConfirm", defaultValue: false, out bool needsConfirmation) ?? refusal;
        refusal = ReadChoice(parameters, "RetryInterval", RetryIntervals, out long? retryInterval) ?? refusal;
        refusal = ReadChoice(parameters, "RetryCount", RetryCounts, out long? retryCount) ?? refusal;
        job = new OtaJob(fleet.Ota.CreateId(), firmware, product, call.Now)
        {
            DownloadProtocol = parameters["DownloadProtocol"] ?? "HTTPS",
            NeedsPush = needsPush,
            NeedsConfirmation = needsConfirmation,
            RetryInterval = retryInterval,
            RetryCount = retryCount,
            TimeoutInMinutes = timeout,
        };
        return refusal
            ?? (job.DownloadProtocol is "HTTPS" or "MQTT" ? null : ParameterValue.Wrong("DownloadProtocol", "HTTPS or MQTT"))
            ?? (retryInterval is not null && retryCount is null ? ActionReply.Missing("RetryCount") : null)
            ?? (retryInterval >= timeout ? ParameterValue.Wrong("RetryInterval", "less than TimeoutInMinutes") : null);
    }

    private static ActionReply? ReadChoice(RequestParameters parameters, string name, long[] choices, out long? value) =>
        ParameterValue.ReadNumber(parameters, name, 0, long.MaxValue, out value) is null && (value is null || choices.Contains(value.Value))
            ? null
            : ParameterValue.Wrong(name, "one of " + string.Join(", ", choices));

    private static ActionReply? ReadSchedule(ActionCall call, out DateTimeOffset? scheduled)
    {
        long now = call.Now.ToUnixTimeMilliseconds();
        ActionReply? refusal = ParameterValue.ReadNumber(
            call.Parameters, "ScheduleTime", now + (5 * 60_000), now + (7L * 24 * 3_600_000), out long? milliseconds);
        scheduled = refusal is null && milliseconds is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;
        return refusal;
    }

    private ActionReply Add(ActionCall call, OtaJob job, IReadOnlyList<int> devices)
    {
        fleet.Ota.Add(job with
        {
            Tasks =
            [
                .. devices.Select(device => new OtaTask(
                    fleet.Ota.CreateId(),
                    device,
                    fleet.Ota.VersionOf(job.Product, device, job.Firmware.Module),
                    call.Now,
                    job.NeedsConfirmation ? OtaTaskStatus.Confirm : OtaTaskStatus.Queued)),
            ],
        });
        fleet.FollowUpgrade(job.Start, job.Product.UpgradeTime);
        return ActionReply.Accepted(new JsonObject
        {
            ["Data"] = new JsonObject { [OtaTarget.JobId] = job.Id, ["UtcCreate"] = PlatformTime.ToUtc(call.Now) },
        });
    }
}
