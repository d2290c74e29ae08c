using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Scenarios;

/// <summary>Parses the keys of a scenario.</summary>
internal static class ScenarioParser
{
    internal static ScenarioNode CreateRoot(JsonElement json) =>
        new(json, "the scenario", "description", "seed", "instanceId", "listForm", "products", "faults",
            "consumerGroups", "replyMessages", "ackTimeout", "messages");

    internal static ProductSetup[] ParseProducts(ScenarioNode root)
    {
        ProductSetup[] products = [.. root.List("products").Select(ParseProduct)];
        return products.GroupBy(static product => product.ProductKey).FirstOrDefault(static same => same.Count() > 1) is { } repeated
            ? throw new SimulatorException($"The product {repeated.Key} occurs twice in the scenario.", repeated.Key)
            : products;
    }

    internal static SimulatorFault[] ParseFaults(ScenarioNode root) => [.. root.List("faults").Select(ParseFault)];

    internal static MessageSetup[] ParseMessages(ScenarioNode root) => [.. root.List("messages").Select(ParseMessage)];

    private static MessageSetup ParseMessage(JsonElement json, int index)
    {
        ScenarioNode node = new(
            json, Place("messages", index), "topic", "body", "productKey", "deviceName", "service", "code", "ago", "after");
        TimeSpan time = node.Delay("after") ?? -(node.Delay("ago") ?? TimeSpan.Zero);
        return node.Has("topic")
            ? new MessageSetup(time) { Topic = node.RequiredText("topic"), Body = node.Object("body") ?? StrictJson.Parse("{}") }
            : new MessageSetup(time)
            {
                ProductKey = node.RequiredText("productKey"),
                DeviceName = node.Text("deviceName"),
                Service = node.Text("service"),
                Code = node.WholeNumber("code") ?? 200,
            };
    }

    private static SimulatorFault ParseFault(JsonElement json, int index)
    {
        string where = Place("faults", index);
        return json.ValueKind == JsonValueKind.Object
            ? SimulatorFault.Parse(json, where)
            : throw ScenarioNode.CreateError(where, "an object");
    }

    private static ProductSetup ParseProduct(JsonElement json, int index)
    {
        string where = Place("products", index);
        ScenarioNode node = new(
            json, where, "productKey", "name", "thingModel", "delay", "failRate", "lossRate",
            "activationDelay", "registrationDelay", "upgradeTime", "devices",
            "silentRate", "lateRate", "lateDelay", "offlineRate",
            "replies", "replyDelay", "failCode", "reports", "restartsOn", "restartTime");
        return new ProductSetup(node.RequiredText("productKey"))
        {
            Name = node.Text("name"),
            ThingModel = node.Object("thingModel"),
            Delay = node.Delay("delay") ?? default,
            FailRate = node.Rate("failRate") ?? 0,
            LossRate = node.Rate("lossRate") ?? 0,
            ActivationDelay = node.Delay("activationDelay"),
            RegistrationDelay = node.Delay("registrationDelay") ?? ProductSetup.DefaultRegistrationDelay,
            UpgradeTime = node.Delay("upgradeTime"),
            SilentRate = node.Rate("silentRate") ?? 0,
            LateRate = node.Rate("lateRate") ?? 0,
            LateDelay = node.Delay("lateDelay") ?? ProductSetup.DefaultLateDelay,
            OfflineRate = !node.Has("offlineRate") || node.Has("devices")
                ? node.Rate("offlineRate") ?? 0
                : throw new SimulatorException($"The key 'offlineRate' of {where} needs the key 'devices'.", "offlineRate"),
            Answers = ParseAnswers(node),
            IsOpen = !node.Has("devices"),
            Devices = node.IsNumber("devices") ? [] : ParseDevices(node, where),
            DeviceCount = node.IsNumber("devices") ? ParseDeviceCount(node) : 0,
        };
    }

    private static int ParseDeviceCount(ScenarioNode product) => product.WholeNumber("devices") is >= 0 and int count
        ? count
        : throw ScenarioNode.CreateError(product.At("devices"), "a number of devices");

    private static DeviceSetup[] ParseDevices(ScenarioNode product, string where) =>
        [.. product.List("devices").Select((json, index) => ParseDevice(json, where + "." + Place("devices", index)))];

    private static DeviceSetup ParseDevice(JsonElement json, string where)
    {
        if (json.ValueKind == JsonValueKind.String && json.GetString() is { Length: > 0 } name)
        {
            return new DeviceSetup(name);
        }

        ScenarioNode node = new(
            json, where, "deviceName", "status", "nickname", "properties", "outcome", "delay",
            "reply", "rrpcReply", "history", "events", "otherAccount",
            "replies", "replyDelay", "failCode", "reports", "restartsOn", "restartTime", "onlineAfter");
        SimulatorLogEvent? outcome = node.Word<SimulatorLogEvent>("outcome");
        return new DeviceSetup(node.RequiredText("deviceName"))
        {
            Status = node.Word<SimulatorDeviceStatus>("status") ?? SimulatorDeviceStatus.Online,
            Nickname = node.Text("nickname"),
            Properties = node.Object("properties"),
            Outcome = outcome is SimulatorLogEvent.Accepted
                ? throw ScenarioNode.CreateError(node.At("outcome"), "executed, failed or neverArrived")
                : outcome,
            Delay = node.Delay("delay"),
            Answers = ParseAnswers(node),
            OnlineAfter = node.Delay("onlineAfter"),
            IsOfOtherAccount = node.Flag("otherAccount") ?? false,
            Reply = node.Word<DeviceReply>("reply") ?? DeviceReply.Success,
            RrpcReply = node.Text("rrpcReply"),
            History = [.. node.List("history").Select((past, index) => ParseReport(past, where + "." + Place("history", index)))],
            Events = [.. node.List("events").Select((past, index) => ParseEvent(past, where + "." + Place("events", index)))],
        };
    }

    private static AnswerRules? ParseAnswers(ScenarioNode node)
    {
        AnswerRules rules = new()
        {
            Answer = node.Word<AnswerCount>("replies"),
            Delay = node.Delay("replyDelay"),
            FailCode = node.WholeNumber("failCode"),
            Reports = node.Flag("reports"),
            RestartsOn = node.Has("restartsOn") ? node.Texts("restartsOn") : null,
            RestartTime = node.Delay("restartTime"),
        };
        return rules == AnswerRules.None ? null : rules;
    }

    private static PastSetup ParseReport(JsonElement json, string where)
    {
        ScenarioNode node = new(json, where, "identifier", "value", "ago");
        return new PastSetup(node.RequiredText("identifier"), node.Delay("ago") ?? default, node.RequiredValue("value"));
    }

    private static PastSetup ParseEvent(JsonElement json, string where)
    {
        ScenarioNode node = new(json, where, "identifier", "type", "data", "ago");
        return new PastSetup(
            node.RequiredText("identifier"),
            node.Delay("ago") ?? default,
            node.Object("data") ?? StrictJson.Parse("{}"),
            node.Text("type") is null or "info" or "alert" or "error"
                ? node.Text("type")
                : throw ScenarioNode.CreateError(node.At("type"), "info, alert or error"));
    }

    private static string Place(string list, int index) => list + "[" + index.ToString(CultureInfo.InvariantCulture) + "]";
}
