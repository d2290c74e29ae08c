using System.Globalization;
using System.Linq;
using TuyaIot.Simulator.Faults;
using TuyaIot.Simulator.Json;

namespace TuyaIot.Simulator.Scenarios;

/// <summary>From JSON values to a scenario, key by key.</summary>
internal static class ScenarioReader
{
    internal static SimulatorScenario Read(object? json)
    {
        ScenarioNode root = new(json, "the scenario", "description", "seed", "instanceId", "products", "faults");
        ProductSetup[] products = [.. root.List("products").Select(ReadProduct)];
        if (products.GroupBy(static product => product.ProductKey).FirstOrDefault(static same => same.Count() > 1) is { } repeated)
        {
            throw new SimulatorException($"The product {repeated.Key} stands twice in the scenario.", repeated.Key);
        }

        return new SimulatorScenario(products, [.. root.List("faults").Select(ReadFault)])
        {
            Description = root.Text("description"),
            Seed = root.WholeNumber("seed"),
            InstanceId = root.Text("instanceId"),
        };
    }

    private static SimulatorFault ReadFault(object? json, int index)
    {
        string where = Place("faults", index);
        return FaultReader.Read(json as JsonObject ?? throw ScenarioNode.Wrong(where, "an object"), where);
    }

    private static ProductSetup ReadProduct(object? json, int index)
    {
        string where = Place("products", index);
        ScenarioNode node = new(json, where, "productKey", "name", "thingModel", "delay", "failRate", "lossRate", "devices");
        return new ProductSetup(node.RequiredText("productKey"))
        {
            Name = node.Text("name"),
            ThingModel = node.Object("thingModel"),
            Delay = node.Delay("delay") ?? default,
            FailRate = node.Rate("failRate") ?? 0,
            LossRate = node.Rate("lossRate") ?? 0,
            IsOpen = !node.Has("devices"),
            Devices = ReadDevices(node, where),
        };
    }

    private static DeviceSetup[] ReadDevices(ScenarioNode product, string where)
    {
        if (product["devices"] is JsonNumber)
        {
            int count = product.WholeNumber("devices") is >= 0 and int number ? number : throw ScenarioNode.Wrong(product.At("devices"), "a number of devices");
            return [.. DeviceSetup.Names(count).Select(static name => new DeviceSetup(name))];
        }

        return [.. product.List("devices").Select((json, index) => ReadDevice(json, where + "." + Place("devices", index)))];
    }

    private static DeviceSetup ReadDevice(object? json, string where)
    {
        if (json is string { Length: > 0 } name)
        {
            return new DeviceSetup(name);
        }

        ScenarioNode node = new(json, where, "deviceName", "status", "nickname", "properties", "outcome", "delay");
        SimulatorLogEvent? outcome = node.Word<SimulatorLogEvent>("outcome");
        return new DeviceSetup(node.RequiredText("deviceName"))
        {
            Status = node.Word<SimulatorDeviceStatus>("status") ?? SimulatorDeviceStatus.Online,
            Nickname = node.Text("nickname"),
            Properties = node.Object("properties"),
            Outcome = outcome is SimulatorLogEvent.Accepted
                ? throw ScenarioNode.Wrong(node.At("outcome"), "executed, failed or neverArrived")
                : outcome,
            Delay = node.Delay("delay"),
        };
    }

    private static string Place(string list, int index) => list + "[" + index.ToString(CultureInfo.InvariantCulture) + "]";
}
