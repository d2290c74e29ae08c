using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Actions;

/// <summary>An upgrade is started, watched and canceled.</summary>
public sealed class OtaTests : IDisposable
{
    private const string Scenario = """
        {
          "products": [
            {
              "productKey": "p1",
              "name": "Pump",
              "upgradeTime": "100s",
              "devices": [
                "pump-1", "pump-2",
                { "deviceName": "off", "status": "offline" },
                { "deviceName": "broken", "outcome": "failed" },
                { "deviceName": "mute", "reply": "timeout" },
                { "deviceName": "gone", "status": "unknown" }
              ]
            },
            { "productKey": "p2", "devices": 4 }
          ]
        }
        """;

    private readonly ActionClient _client = new(Scenario);

    [Fact]
    public async Task A_firmware_is_created_found_listed_and_deleted()
    {
        JsonElement url = (await _client.AskAsync("GenerateOTAUploadURL", ("FileSuffix", "zip"))).GetProperty("Data");
        Assert.Equal(
            ["FirmwareUrl", "Host", "Key", "ObjectStorage", "OSSAccessKeyId", "Policy", "Signature", "UtcCreate"],
            url.EnumerateObject().Select(static member => member.Name));

        string first = await CreateFirmwareAsync("1.1.0", ("FirmwareUrl", url.GetProperty("FirmwareUrl").GetString()), ("FirmwareDesc", "First"));
        string second = await CreateFirmwareAsync("1.2.0", ("SignMethod", "SHA256"), ("FirmwareSize", "77"));

        JsonElement info = await FirmwareAsync(first);
        Assert.Equal(
            ("firmware 1.1.0", "1.1.0", "First", "Pump", "default", 0, "2024-11-19T12:00:00.000Z"),
            (Text(info, "FirmwareName"), Text(info, "DestVersion"), Text(info, "FirmwareDesc"), Text(info, "ProductName"), Text(info, "ModuleName"),
                Number(info, "Status"), Text(info, "UtcCreate")));
        JsonElement list = await _client.AskAsync("ListOTAFirmware", ("ProductKey", "p1"), ("PageSize", "1"), ("CurrentPage", "2"));
        Assert.Equal((2, 2, 1, 2), (Number(list, "Total"), Number(list, "PageCount"), Number(list, "PageSize"), Number(list, "CurrentPage")));
        Assert.Equal([second], Texts(list.GetProperty("FirmwareInfo").GetProperty("SimpleFirmwareInfo"), "FirmwareId"));
        Assert.Equal(0, Number(await _client.AskAsync("ListOTAFirmware", ("ProductKey", "p2")), "Total"));
        Assert.Equal(1, Number(await _client.AskAsync("ListOTAFirmware", ("DestVersion", "1.1.0")), "Total"));

        await _client.AskAsync("DeleteOTAFirmware", ("FirmwareId", first));
        Assert.Equal("iot.check.InvalidFormattedParameter", (await _client.CallAsync("QueryOTAFirmware", ("FirmwareId", first))).Code);
        Assert.Equal("iot.check.InvalidFormattedParameter", (await _client.CallAsync("DeleteOTAFirmware", ("FirmwareId", first))).Code);
    }

    [Theory]
    [InlineData("MissingFirmwareName", "FirmwareName", null)]
    [InlineData("MissingDestVersion", "DestVersion", null)]
    [InlineData("iot.check.InvalidFormattedParameter", "DestVersion", "1 1")]
    [InlineData("iot.check.InvalidFormattedParameter", "FirmwareName", "12345678901234567890123456789012345678901")]
    [InlineData("iot.check.InvalidFormattedParameter", "FirmwareName", "taken")]
    [InlineData("iot.check.InvalidFormattedParameter", "SignMethod", "CRC")]
    [InlineData("iot.check.InvalidFormattedParameter", "FirmwareSize", "big")]
    [InlineData("iot.check.InvalidFormattedParameter", "ModuleName", "camera")]
    [InlineData("iot.check.InvalidFormattedParameter", "NeedToVerify", "perhaps")]
    [InlineData("iot.check.InvalidFormattedParameter", "Type", "2")]
    [InlineData("MissingSrcVersion", "Type", "1")]
    [InlineData("iot.prod.NotExistedProduct", "ProductKey", "p9")]
    public async Task A_wrong_firmware_is_refused(string code, string name, string? value)
    {
        await _client.AskAsync("CreateOTAFirmware", ("FirmwareName", "taken"), ("DestVersion", "1"), ("ProductKey", "p1"));

        RawReply reply = await _client.CallAsync("CreateOTAFirmware", ("FirmwareName", "new"), ("DestVersion", "2.0"), ("ProductKey", "p1"), (name, value));

        Assert.Equal(code, reply.Code);
        Assert.Equal(1, Number(await _client.AskAsync("ListOTAFirmware"), "Total"));
    }

    [Fact]
    public async Task A_firmware_is_verified_before_many_devices_get_it()
    {
        string firmware = await CreateFirmwareAsync("1.1.0");
        (string, string?)[] upgrade = [("ProductKey", "p1"), ("FirmwareId", firmware), ("TargetSelection", "ALL")];
        Assert.Equal("iot.check.InvalidFormattedParameter", (await _client.CallAsync("CreateOTAStaticUpgradeJob", upgrade)).Code);

        string job = await CreateJobAsync("CreateOTAVerifyJob", firmware, "p1", ("TargetDeviceName.1", "pump-1"), ("TimeoutInMinutes", "60"));
        Assert.Equal((2, 0), await VerificationAsync(firmware));
        RawReply again = await _client.CallAsync("CreateOTAVerifyJob", ("ProductKey", "p1"), ("FirmwareId", firmware), ("TargetDeviceName.1", "pump-2"));
        Assert.Equal("iot.check.InvalidFormattedParameter", again.Code);
        Assert.Equal(["pump-1 NOTIFIED 0 "], await TasksAsync(job));
        _client.Time.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal((2, 50), await VerificationAsync(firmware));
        Assert.Equal(["pump-1 IN_PROGRESS 50 "], await TasksAsync(job));
        Assert.Equal("IN_PROGRESS", Text(await JobAsync(job), "JobStatus"));
        _client.Time.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(["pump-1 SUCCEEDED 100 "], await TasksAsync(job));
        Assert.Equal((1, 100), await VerificationAsync(firmware));

        JsonElement facts = await JobAsync(job);
        Assert.Equal(
            ("COMPLETED", "VERIFY_FIRMWARE", "SPECIFIC", "1.1.0", "HTTPS", 60, "2024-11-19T12:01:40.000Z"),
            (Text(facts, "JobStatus"), Text(facts, "JobType"), Text(facts, "TargetSelection"), Text(facts, "DestVersion"), Text(facts, "DownloadProtocol"),
                Number(facts, "TimeoutInMinutes"), Text(facts, "UtcModified")));
        Assert.Equal(["default 1.1.0"], await VersionsAsync("pump-1"));
        Assert.Equal(["default 1.0.0"], await VersionsAsync("pump-2"));

        string all = await CreateJobAsync("CreateOTAStaticUpgradeJob", firmware, "p1", ("TargetSelection", "ALL"));
        Assert.Equal(["pump-2", "off", "broken", "mute"], (await TasksAsync(all)).Select(static task => task.Split(' ')[0]));
        JsonElement jobs = await _client.AskAsync("ListOTAJobByFirmware", ("FirmwareId", firmware), ("PageSize", "10"), ("CurrentPage", "1"));
        Assert.Equal([all, job], Texts(jobs.GetProperty("Data").GetProperty("SimpleOTAJobInfo"), "JobId"));
    }

    [Fact]
    public async Task Each_device_ends_in_its_own_way()
    {
        string firmware = await CreateFirmwareAsync("1.1.0", ("NeedToVerify", "false"));
        string job = await CreateJobAsync("CreateOTAStaticUpgradeJob", firmware, "p1", ("TargetSelection", "ALL"), ("TimeoutInMinutes", "5"));

        _client.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(
            ["pump-1 SUCCEEDED 100 ", "pump-2 SUCCEEDED 100 ", "off QUEUED 0 ", "broken FAILED 99 The device could not install the firmware.", "mute NOTIFIED 0 "],
            await TasksAsync(job));
        Assert.Equal(["broken FAILED 99 The device could not install the firmware."], await TasksAsync(job, ("TaskStatus", "FAILED")));
        Assert.Equal(["pump-2 SUCCEEDED 100 ", "off QUEUED 0 "], await TasksAsync(job, ("DeviceNames.1", "off"), ("DeviceNames.2", "pump-2"), ("PageSize", "1")));
        Assert.Equal(["pump-2 SUCCEEDED 100 "], await TasksAsync(job, ("PageSize", "1"), ("CurrentPage", "2")));
        _client.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(["mute FAILED 0 The device did not upgrade in time."], (await TasksAsync(job)).TakeLast(1));
        Assert.Equal(["default 1.0.0"], await VersionsAsync("mute"));
        Assert.Equal("IN_PROGRESS", Text(await JobAsync(job), "JobStatus"));

        await _client.AskAsync("CancelOTATaskByJob", ("JobId", job), ("CancelQueuedTask", "true"));
        Assert.Equal(["off CANCELED 0 "], await TasksAsync(job, ("TaskStatus", "CANCELED")));
        Assert.Equal("COMPLETED", Text(await JobAsync(job), "JobStatus"));
    }

    [Theory]
    [InlineData("4", "device1 device2 device3 device4", "TargetSelection", "ALL")]
    [InlineData("2", "device1 device2", "TargetSelection", "GRAY", "GrayPercent", "55.5")]
    [InlineData("1", "device1", "TargetSelection", "GRAY", "GrayPercent", "1")]
    [InlineData("2", "device3 device1", "TargetSelection", "SPECIFIC", "TargetDeviceName.1", "device3", "TargetDeviceName.2", "device1")]
    [InlineData("0", "", "TargetSelection", "ALL", "SrcVersion.1", "0.9", "SrcVersion.2", "0.8")]
    [InlineData("4", "device1 device2 device3 device4", "TargetSelection", "ALL", "SrcVersion.1", "0.9", "SrcVersion.2", "1.0.0")]
    public async Task A_job_selects_its_devices(string total, string devices, params string[] parameters)
    {
        string firmware = await CreateFirmwareAsync("2", ("ProductKey", "p2"), ("NeedToVerify", "false"));
        string job = await CreateJobAsync("CreateOTAStaticUpgradeJob", firmware, "p2", [.. parameters.Chunk(2).Select(static pair => (pair[0], (string?)pair[1]))]);

        JsonElement tasks = await _client.AskAsync("ListOTATaskByJob", ("JobId", job));
        Assert.Equal(total, Number(tasks, "Total").ToString(CultureInfo.InvariantCulture));
        Assert.Equal(devices, string.Join(' ', Texts(tasks.GetProperty("Data").GetProperty("SimpleOTATaskInfo"), "DeviceName")));
    }

    [Theory]
    [InlineData("MissingTargetSelection", "TargetSelection", null)]
    [InlineData("iot.check.InvalidFormattedParameter", "TargetSelection", "GROUP")]
    [InlineData("iot.check.InvalidFormattedParameter", "TargetSelection", "GRAY")]
    [InlineData("MissingTargetDeviceName.1", "TargetSelection", "SPECIFIC")]
    [InlineData("iot.check.InvalidFormattedParameter", "TimeoutInMinutes", "1441")]
    [InlineData("iot.check.InvalidFormattedParameter", "RetryInterval", "7")]
    [InlineData("MissingRetryCount", "RetryInterval", "10")]
    [InlineData("iot.check.InvalidFormattedParameter", "RetryCount", "3")]
    [InlineData("iot.check.InvalidFormattedParameter", "NeedPush", "1")]
    [InlineData("iot.check.InvalidFormattedParameter", "DownloadProtocol", "FTP")]
    [InlineData("iot.check.InvalidFormattedParameter", "ScheduleTime", "1")]
    [InlineData("iot.check.InvalidFormattedParameter", "SrcVersion.2", "1")]
    [InlineData("MissingFirmwareId", "FirmwareId", null)]
    [InlineData("iot.check.InvalidFormattedParameter", "FirmwareId", "77")]
    [InlineData("iot.check.InvalidFormattedParameter", "ProductKey", "p2")]
    public async Task A_wrong_job_is_refused(string code, string name, string? value)
    {
        string firmware = await CreateFirmwareAsync("2", ("NeedToVerify", "false"));

        RawReply reply = await _client.CallAsync(
            "CreateOTAStaticUpgradeJob", ("ProductKey", "p1"), ("FirmwareId", firmware), ("TargetSelection", "ALL"), (name, value));

        Assert.Equal(code, reply.Code);
        Assert.Equal(0, Number(await _client.AskAsync("ListOTAJobByFirmware", ("FirmwareId", firmware)), "Total"));
    }

    [Theory]
    [InlineData("MissingTargetDeviceName.1", "TargetDeviceName.1", null)]
    [InlineData("iot.device.NotExistedDevice", "TargetDeviceName.1", "gone")]
    [InlineData("iot.check.InvalidFormattedParameter", "TargetDeviceName.2", "pump-1")]
    public async Task A_wrong_verification_is_refused(string code, string name, string? value)
    {
        string firmware = await CreateFirmwareAsync("2");

        Assert.Equal(code, (await _client.CallAsync("CreateOTAVerifyJob", ("ProductKey", "p1"), ("FirmwareId", firmware), ("TargetDeviceName.1", "pump-1"), (name, value))).Code);
        Assert.Equal((0, 0), await VerificationAsync(firmware));
    }

    [Fact]
    public async Task A_verification_that_failed_can_be_made_again()
    {
        string firmware = await CreateFirmwareAsync("2");
        await CreateJobAsync("CreateOTAVerifyJob", firmware, "p1", ("TargetDeviceName.1", "broken"));
        _client.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal((3, 99), await VerificationAsync(firmware));

        await CreateJobAsync("CreateOTAVerifyJob", firmware, "p1", ("TargetDeviceName.1", "pump-1"));
        _client.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal((1, 100), await VerificationAsync(firmware));
    }

    [Fact]
    public async Task A_scheduled_job_waits_for_its_time_and_can_be_canceled()
    {
        string firmware = await CreateFirmwareAsync("2", ("NeedToVerify", "false"));
        string time = SignedRequest.Noon.AddMinutes(10).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        (string, string?)[] settings = [("TargetSelection", "SPECIFIC"), ("ScheduleTime", time)];
        string first = await CreateJobAsync("CreateOTAStaticUpgradeJob", firmware, "p1", [.. settings, ("TargetDeviceName.1", "pump-1")]);
        string second = await CreateJobAsync("CreateOTAStaticUpgradeJob", firmware, "p1", [.. settings, ("TargetDeviceName.1", "pump-2")]);
        Assert.Equal(("PLANNED", "2024-11-19T12:10:00.000Z"), (Text(await JobAsync(first), "JobStatus"), Text(await JobAsync(first), "UtcScheduleTime")));
        await _client.AskAsync("CancelOTATaskByJob", ("JobId", second), ("CancelScheduledTask", "true"));
        Assert.Equal("CANCELED", Text(await JobAsync(second), "JobStatus"));

        _client.Time.Advance(TimeSpan.FromSeconds(650));
        Assert.Equal(["pump-1 IN_PROGRESS 50 "], await TasksAsync(first));
        Assert.Equal(["pump-2 CANCELED 0 "], await TasksAsync(second));
    }

    [Fact]
    public async Task A_job_can_wait_for_a_confirmation()
    {
        string firmware = await CreateFirmwareAsync("2", ("NeedToVerify", "false"));
        string job = await CreateJobAsync(
            "CreateOTAStaticUpgradeJob", firmware, "p1", ("TargetSelection", "SPECIFIC"), ("TargetDeviceName.1", "pump-1"), ("NeedConfirm", "true"));
        _client.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["pump-1 CONFIRM 0 "], await TasksAsync(job));
        string task = (await TaskListAsync(job)).Single().GetProperty("TaskId").GetString()!;

        await _client.AskAsync("ConfirmOTATask", ("TaskId.1", task));
        Assert.Equal("iot.check.InvalidFormattedParameter", (await _client.CallAsync("ConfirmOTATask", ("TaskId.1", "7"))).Code);
        _client.Time.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(["pump-1 IN_PROGRESS 50 "], await TasksAsync(job));
        await _client.AskAsync("CancelOTATaskByJob", ("JobId", job), ("CancelInProgressTask", "true"));
        Assert.Equal(["pump-1 CANCELED 50 "], await TasksAsync(job));
    }

    [Fact]
    public async Task A_product_has_modules_that_are_upgraded_on_their_own()
    {
        await _client.AskAsync("CreateOTAModule", ("ProductKey", "p1"), ("ModuleName", "camera"), ("AliasName", "eye"), ("Desc", "It sees."));
        JsonElement module = (await _client.AskAsync("ListOTAModuleByProduct", ("ProductKey", "p1"))).GetProperty("Data").EnumerateArray().Single();
        Assert.Equal(("p1", "camera", "eye", "It sees."), (Text(module, "ProductKey"), Text(module, "ModuleName"), Text(module, "AliasName"), Text(module, "Desc")));

        string firmware = await CreateFirmwareAsync("9", ("ModuleName", "camera"), ("NeedToVerify", "false"));
        await CreateJobAsync("CreateOTAStaticUpgradeJob", firmware, "p1", ("TargetSelection", "ALL"));
        _client.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(["default 1.0.0", "camera 9"], await VersionsAsync("pump-1"));
        Assert.Equal(["default 1.0.0", "camera 1.0.0"], await VersionsAsync("off"));
    }

    [Theory]
    [InlineData("", "new")]
    [InlineData("MissingModuleName", null)]
    [InlineData("iot.check.InvalidFormattedParameter", "CAM1")]
    [InlineData("iot.check.InvalidFormattedParameter", "default")]
    [InlineData("iot.check.InvalidFormattedParameter", "a b")]
    public async Task A_module_has_a_name_of_its_own(string code, string? name)
    {
        await _client.AskAsync("CreateOTAModule", ("ProductKey", "p1"), ("ModuleName", "cam1"));

        Assert.Equal(code, (await _client.CallAsync("CreateOTAModule", ("ProductKey", "p1"), ("ModuleName", name))).Code);
    }

    [Fact]
    public async Task A_product_has_at_most_ten_modules()
    {
        List<string?> codes = [];
        for (int i = 1; i <= 11; i++)
        {
            codes.Add((await _client.CallAsync("CreateOTAModule", ("ProductKey", "p1"), ("ModuleName", $"m{i}"))).Code);
        }

        Assert.Equal([.. Enumerable.Repeat("", 10), "iot.check.InvalidFormattedParameter"], codes);
    }

    [Fact]
    public async Task What_does_not_exist_is_told()
    {
        foreach (string action in (string[])["QueryOTAJob", "ListOTATaskByJob", "CancelOTATaskByJob"])
        {
            Assert.Equal("MissingJobId", (await _client.CallAsync(action)).Code);
            Assert.Equal("iot.check.InvalidFormattedParameter", (await _client.CallAsync(action, ("JobId", "7"))).Code);
        }

        string firmware = await CreateFirmwareAsync("2", ("NeedToVerify", "false"));
        string job = await CreateJobAsync("CreateOTAStaticUpgradeJob", firmware, "p1", ("TargetSelection", "ALL"));
        Assert.Equal("iot.check.InvalidFormattedParameter", (await _client.CallAsync("ListOTATaskByJob", ("JobId", job), ("TaskStatus", "DONE"))).Code);
        Assert.Equal("iot.common.InvalidPageParams", (await _client.CallAsync("ListOTATaskByJob", ("JobId", job), ("PageSize", "101"))).Code);
        Assert.Equal("iot.check.InvalidFormattedParameter", (await _client.CallAsync("CancelOTATaskByJob", ("JobId", job), ("CancelQueuedTask", "all"))).Code);
        Assert.Equal("iot.device.NotExistedDevice", (await _client.CallAsync("ListOTAModuleVersionsByDevice", ("ProductKey", "p1"), ("DeviceName", "gone"))).Code);
        await _client.AskAsync("DeleteOTAFirmware", ("FirmwareId", firmware));
        Assert.Equal("iot.check.InvalidFormattedParameter", (await _client.CallAsync("QueryOTAJob", ("JobId", job))).Code);
    }

    public void Dispose() => _client.Dispose();

    private async Task<string> CreateFirmwareAsync(string version, params (string, string?)[] parameters)
    {
        JsonElement reply = await _client.AskAsync(
            "CreateOTAFirmware", [("FirmwareName", "firmware " + version), ("DestVersion", version), ("ProductKey", "p1"), .. parameters]);
        return Text(reply.GetProperty("Data"), "FirmwareId");
    }

    private async Task<string> CreateJobAsync(string action, string firmware, string productKey, params (string, string?)[] parameters)
    {
        JsonElement data = (await _client.AskAsync(action, [("FirmwareId", firmware), ("ProductKey", productKey), .. parameters])).GetProperty("Data");
        Assert.EndsWith("Z", Text(data, "UtcCreate"), StringComparison.Ordinal);
        return Text(data, "JobId");
    }

    private async Task<JsonElement> JobAsync(string job) => (await _client.AskAsync("QueryOTAJob", ("JobId", job))).GetProperty("Data");

    private async Task<JsonElement> FirmwareAsync(string firmware) =>
        (await _client.AskAsync("QueryOTAFirmware", ("FirmwareId", firmware))).GetProperty("FirmwareInfo");

    private async Task<(int Status, int Progress)> VerificationAsync(string firmware) =>
        await FirmwareAsync(firmware) is var info ? (Number(info, "Status"), Number(info, "VerifyProgress")) : default;

    private async Task<JsonElement[]> TaskListAsync(string job, params (string, string?)[] parameters) =>
    [
        .. (await _client.AskAsync("ListOTATaskByJob", [("JobId", job), .. parameters])).GetProperty("Data").GetProperty("SimpleOTATaskInfo").EnumerateArray(),
    ];

    private async Task<string[]> TasksAsync(string job, params (string, string?)[] parameters) =>
    [
        .. (await TaskListAsync(job, parameters)).Select(static task =>
            $"{Text(task, "DeviceName")} {Text(task, "TaskStatus")} {Text(task, "Progress")} {Text(task, "TaskDesc")}"),
    ];

    private async Task<string[]> VersionsAsync(string device)
    {
        JsonElement reply = await _client.AskAsync("ListOTAModuleVersionsByDevice", ("ProductKey", "p1"), ("DeviceName", device), ("PageSize", "50"), ("CurrentPage", "1"));
        return
        [
            .. reply.GetProperty("Data").GetProperty("SimpleOTAModuleInfo").EnumerateArray()
                .Select(static module => $"{Text(module, "ModuleName")} {Text(module, "ModuleVersion")}"),
        ];
    }

    private static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;

    private static int Number(JsonElement value, string name) => value.GetProperty(name).GetInt32();

    private static IEnumerable<string> Texts(JsonElement list, string name) => list.EnumerateArray().Select(item => Text(item, name));
}
