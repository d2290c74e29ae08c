using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>The members that the OTA queries return.</summary>
internal static class OtaFacts
{
    /// <summary>One page of a list, with the totals beside it.</summary>
    internal static ActionReply CreatePage<T>(Paging paging, IReadOnlyList<T> all, string member, string list, Func<T, JsonObject> describe) =>
        ActionReply.Accepted(new JsonObject
        {
            [member] = new JsonObject { [list] = new JsonArray([.. paging.PageOf(all).Select(describe)]) },
            ["CurrentPage"] = paging.Page,
            ["PageSize"] = paging.Size,
            ["PageCount"] = paging.CountPages(all.Count),
            ["Total"] = all.Count,
        });

    /// <param name="firmware">The firmware.</param>
    /// <param name="jobs">All jobs, which say whether it is verified.</param>
    internal static JsonObject Describe(OtaFirmware firmware, IReadOnlyList<OtaJob> jobs)
    {
        OtaJob? verification = jobs.LastOrDefault(job => job.Firmware == firmware && job.IsVerification);
        return new JsonObject
        {
            ["FirmwareId"] = firmware.Id,
            ["FirmwareName"] = firmware.Name,
            ["FirmwareDesc"] = firmware.Description,
            ["ProductKey"] = firmware.Product?.Key ?? "",
            ["ProductName"] = firmware.Product?.Name ?? "",
            ["ModuleName"] = firmware.Module,
            ["SrcVersion"] = firmware.SrcVersion,
            ["DestVersion"] = firmware.DestVersion,
            ["FirmwareSign"] = firmware.Sign,
            ["SignMethod"] = firmware.SignMethod,
            ["FirmwareSize"] = firmware.Size,
            ["FirmwareUrl"] = firmware.Url,
            ["Type"] = firmware.Type,
            ["Udi"] = firmware.Udi,
            ["Status"] = (int)OtaVerifications.StatusOf(firmware, jobs),
            ["VerifyProgress"] = verification is { Tasks.Count: > 0 } ? (int)verification.Tasks.Average(static task => task.Progress) : 0,
            ["UtcCreate"] = PlatformTime.ToUtc(firmware.Created),
            ["UtcModified"] = PlatformTime.ToUtc(verification?.Modified ?? firmware.Created),
        };
    }

    /// <summary>The members that lists of jobs have.</summary>
    internal static JsonObject DescribeShortly(OtaJob job, DateTimeOffset now) => new()
    {
        ["JobId"] = job.Id,
        ["FirmwareId"] = job.Firmware.Id,
        ["ProductKey"] = job.Product.Key,
        ["JobStatus"] = job.StatusAt(now),
        ["JobType"] = job.IsVerification ? "VERIFY_FIRMWARE" : "UPGRADE_FIRMWARE",
        ["TargetSelection"] = job.TargetSelection,
        ["SelectionType"] = "STATIC",
        ["UtcCreate"] = PlatformTime.ToUtc(job.Created),
        ["UtcModified"] = PlatformTime.ToUtc(job.Modified),
        ["UtcStartTime"] = PlatformTime.ToUtc(now < job.Start ? null : job.Start),
        ["UtcEndTime"] = PlatformTime.ToUtc(job.IsOpen ? null : job.Modified),
    };

    internal static JsonObject Describe(OtaJob job, DateTimeOffset now)
    {
        JsonObject facts = DescribeShortly(job, now);
        facts["Name"] = "";
        facts["JobDesc"] = "";
        facts["DestVersion"] = job.Firmware.DestVersion;
        facts["DownloadProtocol"] = job.DownloadProtocol;
        facts["NeedPush"] = job.NeedsPush;
        facts["NeedConfirm"] = job.NeedsConfirmation;
        facts["SrcVersions"] = new JsonObject
        {
            ["SrcVersion"] = new JsonArray([.. job.SrcVersions.Select(static version => JsonValue.Create(version))]),
        };
        AddIfSet("GrayPercent", job.GrayPercent);
        AddIfSet("RetryInterval", job.RetryInterval);
        AddIfSet("RetryCount", job.RetryCount);
        AddIfSet("TimeoutInMinutes", job.TimeoutInMinutes);
        AddIfSet("UtcScheduleTime", job.Scheduled is { } time ? PlatformTime.ToUtc(time) : null);
        return facts;

        void AddIfSet(string name, JsonNode? value)
        {
            if (value is not null)
            {
                facts[name] = value;
            }
        }
    }

    internal static JsonObject Describe(OtaJob job, OtaTask task)
    {
        string device = job.Product.NameOf(task.Device);
        return new JsonObject
        {
            ["TaskId"] = task.Id,
            ["JobId"] = job.Id,
            ["FirmwareId"] = job.Firmware.Id,
            ["ProductKey"] = job.Product.Key,
            ["ProductName"] = job.Product.Name,
            ["DeviceName"] = device,
            ["IotId"] = IotIds.Create(job.Product, device),
            ["SrcVersion"] = task.SrcVersion,
            ["DestVersion"] = job.Firmware.DestVersion,
            ["TaskStatus"] = WordOf(task.Status),
            ["TaskDesc"] = task.Description,
            ["Progress"] = task.Progress.ToString(CultureInfo.InvariantCulture),
            ["Timeout"] = job.TimeoutInMinutes?.ToString(CultureInfo.InvariantCulture) ?? "",
            ["UtcCreate"] = PlatformTime.ToUtc(task.Created),
            ["UtcModified"] = PlatformTime.ToUtc(task.Modified),
        };
    }

    /// <summary>The status as the platform spells it.</summary>
    internal static string WordOf(OtaTaskStatus status) =>
        status == OtaTaskStatus.InProgress ? "IN_PROGRESS" : status.ToString().ToUpperInvariant();
}
