using System;
using System.IO;
using System.Linq;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Scenarios;

/// <summary>A scenario with a mistake is not half obeyed.</summary>
public sealed class ScenarioTests
{
    [Theory]
    [InlineData("""{ "product": [] }""", "There is no key 'product' in the scenario. The keys are description, seed, instanceId, listForm, products, faults, consumerGroups, replyMessages, ackTimeout, messages.")]
    [InlineData("""{ "products": [ { "productKey": "p", "lossrate": 1 } ] }""", "There is no key 'lossrate' in products[0]. The keys are productKey, name, thingModel,")]
    [InlineData("""{ "products": [ { "name": "p" } ] }""", "The key 'productKey' is missing in products[0].")]
    [InlineData("""{ "products": [ { "productKey": "p", "devices": [ "a", { "name": "b" } ] } ] }""", "There is no key 'name' in products[0].devices[1]. The keys are deviceName,")]
    [InlineData("""{ "products": [ { "productKey": "p", "devices": [ { "deviceName": "b", "status": "asleep" } ] } ] }""", "'status' of products[0].devices[0] must be one of Online, Offline,")]
    [InlineData("""{ "products": [ { "productKey": "p", "devices": [ { "deviceName": "b", "outcome": "accepted" } ] } ] }""", "executed, failed or neverArrived")]
    [InlineData("""{ "products": [ { "productKey": "p", "devices": [ { "deviceName": "b", "reply": "late" } ] } ] }""", "'reply' of products[0].devices[0] must be one of Success, Timeout,")]
    [InlineData("""{ "products": [ { "productKey": "p", "devices": [ { "deviceName": "b", "history": [ { "identifier": "Level" } ] } ] } ] }""", "The key 'value' is missing in products[0].devices[0].history[0].")]
    [InlineData("""{ "products": [ { "productKey": "p", "devices": [ { "deviceName": "b", "events": [ { "identifier": "leak", "type": "warning" } ] } ] } ] }""", "'type' of products[0].devices[0].events[0] must be info, alert or error")]
    [InlineData("""{ "products": [ { "productKey": "p", "failRate": 2 } ] }""", "'failRate' of products[0] must be a number from 0 to 1")]
    [InlineData("""{ "products": [ { "productKey": "p", "delay": 5 } ] }""", "must be a duration such as 250ms")]
    [InlineData("""{ "products": [ { "productKey": "p", "devices": -1 } ] }""", "a number of devices")]
    [InlineData("""{ "products": [ { "productKey": "p" }, { "productKey": "p" } ] }""", "The product p occurs twice")]
    [InlineData("""{ "products": [ { "productKey": "p", "devices": [ { "deviceName": "b", "otherAccount": 1 } ] } ] }""", "'otherAccount' of products[0].devices[0] must be true or false")]
    [InlineData("""{ "listForm": "tuple" }""", "'listForm' of the scenario must be one of Object, Array")]
    [InlineData("""{ "products": {} }""", "'products' of the scenario must be an array")]
    [InlineData("""{ "seed": 1.5 }""", "'seed' of the scenario must be a whole number")]
    [InlineData("""{ "faults": [ { "kind": "reset" }, { "kind": "resett" } ] }""", "There is no fault of the kind 'resett'. The kinds are Throttle,")]
    [InlineData("""{ "faults": [ { "kind": "reset", "rat": 1 } ] }""", "In faults[0], Reset has no setting 'rat'. It has rate,")]
    [InlineData("""{ "faults": [ { "rate": 1 } ] }""", "There is no kind in faults[0].")]
    [InlineData("""[]""", "must be an object")]
    [InlineData("""{ "seed": 1, }""", "This is not JSON: line 1, column 14:")]
    [InlineData("{\n  \"seed\": 01\n}", "This is not JSON: line 2, column 12:")]
    [InlineData("""{ "seed": 1, "seed": 2 }""", "the name 'seed' is used twice")]
    [InlineData("""{ "description": "a""", "This is not JSON: line 1, column")]
    [InlineData("", "This is not JSON: line 1, column 1:")]
    [InlineData("""{ "description": "\ud800" }""", "half of a surrogate pair")]
    public void A_mistake_is_told_with_its_place_and_what_is_right(string json, string message) => Assert.Contains(
        message,
        Assert.Throws<SimulatorException>(() => SimulatorScenario.Parse(json)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_scenario_says_what_exists_and_options_say_more()
    {
        using IotSimulator simulator = TestSimulator.Start(static options =>
        {
            options.Scenario = SimulatorScenario.Parse("""{ "instanceId": "iot-1", "products": [ { "productKey": "p1", "devices": 2 } ] }""");
            options.ProductKey = ["p2"];
            options.Device = ["x"];
        });

        Assert.Equal(("iot-1", "p2"), (simulator.InstanceId, simulator.ProductKey));
        Assert.Equal(["p1/device1 (Online)", "p1/device2 (Online)", "p2/x (Online)"], simulator.GetDevices().Select(static device => device.ToString()));
    }

    [Fact]
    public void Devices_without_a_product_are_refused_beside_a_scenario_with_products() => Assert.Equal(
        "Device",
        Assert.Throws<SimulatorException>(() => TestSimulator.Start(static options =>
        {
            options.Scenario = SimulatorScenario.Parse("""{ "products": [ { "productKey": "p1" } ] }""");
            options.Device = ["x"];
        })).Subject);

    [Fact]
    public void A_file_that_is_not_there_is_told() =>
        Assert.ThrowsAny<IOException>(() => SimulatorScenario.Load(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())));
}
