using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using TuyaIot.Simulator;
using TuyaIot.Simulator.State;
using Xunit;

namespace TuyaIot.Fuzz.Tests.Targets;

/// <summary>A scenario of the simulator: it is parsed, checked and built, as Start-IotSimulator does before it listens.</summary>
internal sealed class ScenarioTarget : FuzzTarget
{
    public const string Folder = "scenario";

    private const int MaxBuilt = 1_000;

    public override string Name => Folder;

    public override IReadOnlyList<byte[]> Samples { get; } =
    [
        Utf8("""
            {"description":"A pump","seed":7,"instanceId":"iot-1","listForm":"array","products":[{"productKey":"pk1","name":"Pump","delay":"2s","failRate":0.1,"lossRate":1e-3,
            "activationDelay":"1m","registrationDelay":"250ms","upgradeTime":"1h","thingModel":{"properties":[{"identifier":"Level","dataType":{"type":"double"}}],
            "services":[{"identifier":"Set","callType":"async","inputData":[{"identifier":"param1","dataType":{"type":"int"}}]}],"events":[]},
            "devices":["pump-1",{"deviceName":"pump-2","status":"offline","nickname":"North","outcome":"failed","delay":"5s","reply":"timeout","rrpcReply":"aGk=",
            "properties":{"Level":10.0},"otherAccount":false,"history":[{"identifier":"Level","value":9.5,"ago":"1h"}],"events":[{"identifier":"leak","type":"alert","data":{"at":"1"},"ago":"2h"}]}]}]}
            """),
        Utf8("""
            {"products":[{"productKey":"pk1","devices":3},{"productKey":"pk2"}],"faults":[{"kind":"throttle","perSecond":4,"count":"lastSecond","countRefused":true,"jitter":"100ms","header":"acs","status":429},
            {"kind":"reset","rate":0.01,"when":"after","nth":[1,2],"every":3,"deviceName":["a","b"],"action":"Pub","times":5},{"kind":"clock","offset":"-20m"},{"kind":"hugeReply","size":100},
            {"kind":"stall","delay":"1s","period":"10s"},{"kind":"redirect","location":"/x"},{"kind":"reject","code":"iot.device.Inactive"}]}
            """),
    ];

    protected override IReadOnlyList<string> Words =>
    [
        .. SettingNames().Select(static name => $"\"{name}\""),
        .. Enum.GetNames<FaultKind>().Select(static kind => $"\"{kind}\""),
        "\"1e300h\"", "\"-1h\"", "\"3650000h\"", "\"1e9ms\"", "\"NaNs\"", "\"0s\"", "\"87599h\"", "\"٣s\"", "\"online\"", "\"Online, Offline\"", "\"0\"", "\"1,2\"", "1000", "0.5", "1e-320",
    ];

    public override bool Read(byte[] input)
    {
        try
        {
            SimulatorScenario scenario = SimulatorScenario.Parse(Encoding.UTF8.GetString(input));
            SimulatorOptions options = new() { Scenario = scenario };
            if (scenario.Products.Sum(static product => (long)product.DeviceCount) > MaxBuilt)
            {
                return true;
            }

            SimulatorOptionsValidator.Validate(options);
            Fleet fleet = FleetBuilder.Build(options, DateTimeOffset.UnixEpoch.AddYears(50));
            Assert.Equal(scenario.Products.Count, fleet.Products.Count);
            return true;
        }
        catch (SimulatorException exception)
        {
            Assert.NotEmpty(exception.Message);
            return false;
        }
    }

    public override long MaxAllocated(byte[] input) => 300_000 + (400L * input.Length);

    private static IEnumerable<string> SettingNames() =>
    [
        "products", "faults", "seed", "listForm", "productKey", "devices", "deviceName", "status", "delay", "properties", "history", "events", "identifier", "value", "ago", "type", "data",
        "kind", "rate", "nth", "every", "times", "when", "perSecond", "count", "countRefused", "jitter", "header", "code", "period", "offset", "size", "location", "thingModel", "otherAccount",
    ];
}
