using System;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Simulator.Actions;
using TuyaIot.Simulator.State;
using Xunit;

namespace TuyaIot.Simulator.Tests.Interop;

/// <summary>The vendor's own client works against the simulator unchanged.</summary>
public sealed class InteropTests(PopCoreClient popCore) : IClassFixture<PopCoreClient>
{
    private const string Scenario = """
        {
          "products": [
            {
              "productKey": "p1",
              "name": "Pump",
              "upgradeTime": "0s",
              "registrationDelay": "0s",
              "thingModel": {
                "properties": [ { "identifier": "Level", "dataType": "DOUBLE", "rwFlag": "READ_WRITE" } ],
                "services": [
                  { "identifier": "Read", "callType": "SYNC", "inputParams": [ { "identifier": "n", "dataType": "INT" } ],
                    "outputParams": [ { "identifier": "n", "dataType": "INT" } ] }
                ],
                "events": [ { "identifier": "leak", "eventType": "ALERT_EVENT_TYPE" } ]
              },
              "devices": [ { "deviceName": "pump-1", "events": [ { "identifier": "leak", "ago": "1m" } ] }, "pump-2" ]
            }
          ]
        }
        """;

    /// <summary>A line for each action: its name, and one value of the reply as the vendor's client read it.</summary>
    private const string Replies = """
        QueryProduct Pump
        QueryProductList p1
        QueryThingModelPublished 1
        RegisterDevice pump-3
        BatchRegisterDevice number
        QueryBatchRegisterDeviceStatus CREATE_SUCCESS
        QueryPageByApplyId 2
        QueryDevice 5
        QueryDeviceInfo pump-1
        QueryDeviceDetail ONLINE
        BatchQueryDeviceDetail 2
        GetDeviceStatus ONLINE
        BatchGetDeviceState 2
        BatchUpdateDeviceNickname true
        DisableThing true
        EnableThing true
        DeleteDevice true
        SetDeviceProperty string
        SetDevicesProperty true
        QueryDevicePropertyStatus 11.0
        SetDeviceDesiredProperty {"Level":1}
        QueryDeviceDesiredProperty 12.0
        ClearDeviceDesiredProperty {"Level":2}
        InvokeThingService {"n":7}
        InvokeThingsService true
        QueryDevicePropertyData 3
        QueryDeviceServiceData 2
        QueryDeviceEventData leak
        Pub string
        BatchPub true
        RRpc ü
        CreateOTAModule true
        ListOTAModuleByProduct camera
        GenerateOTAUploadURL OSS
        CreateOTAFirmware string
        QueryOTAFirmware 2
        ListOTAFirmware 1
        CreateOTAVerifyJob string
        CreateOTAStaticUpgradeJob string
        QueryOTAJob UPGRADE_FIRMWARE
        ListOTAJobByFirmware 2
        ListOTATaskByJob CONFIRM
        ConfirmOTATask true
        CancelOTATaskByJob true
        ListOTAModuleVersionsByDevice 2
        DeleteOTAFirmware true
        """;

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task The_vendors_client_invokes_a_service(string method)
    {
        Assert.SkipWhen(await popCore.Missing is not null, await popCore.Missing ?? "");
        using IotSimulator simulator = IotSimulator.Start(new SimulatorOptions());
        string[] devices = [.. Enumerable.Range(1, 12).Select(static n => $"pump {n}/ü*")];

        (int exitCode, string output) = await popCore.RunAsync([simulator.Endpoint, method, .. devices]);

        Assert.True(exitCode == 0, output);
        Assert.Contains("\"Success\":true", output, StringComparison.Ordinal);
        SimulatorRequest request = Assert.Single(simulator.GetRequests());
        Assert.Equal((method, "Accepted"), (request.Method, request.Verdict));
        Assert.Equal(devices, request.DeviceName);
        Assert.Contains(request.Parameters, static parameter => parameter is { Key: "Args", Value: "{\"text\":\"ü & *\"}" });
    }

    [Fact]
    public async Task The_vendors_client_understands_a_refusal()
    {
        Assert.SkipWhen(await popCore.Missing is not null, await popCore.Missing ?? "");
        using IotSimulator simulator = IotSimulator.Start(new SimulatorOptions { Fault = [SimulatorFault.Parse("Throttle")] });

        (int exitCode, string output) = await popCore.RunAsync(simulator.Endpoint, "GET", "pump");

        Assert.Equal(1, exitCode);
        Assert.Contains("Throttling.User", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_vendors_client_calls_every_action()
    {
        Assert.SkipWhen(await popCore.Missing is not null, await popCore.Missing ?? "");
        using IotSimulator simulator = IotSimulator.Start(new SimulatorOptions { Scenario = SimulatorScenario.Parse(Scenario) });

        (int exitCode, string output) = await popCore.WalkAsync(simulator.Endpoint);

        Assert.True(exitCode == 0, output);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Replies.Split('\n').Select(static line => line.Trim()), lines);
        Fleet fleet = new(seed: 0, logCapacity: 0);
        Assert.Equal(ActionTable.Create(fleet, TimeSpan.Zero).Keys.Order(), lines.Select(static line => line.Split(' ')[0]).Order());
    }
}
