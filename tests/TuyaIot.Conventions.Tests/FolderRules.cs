using System.Collections.Generic;

namespace TuyaIot.Conventions.Tests;

/// <summary>What each folder of src may know of the others. This is the whole list: what is not in it is forbidden.</summary>
internal static class FolderRules
{
    private const string Client = "TuyaIot.Client";
    private const string Reports = "TuyaIot.Reports";
    private const string Simulator = "TuyaIot.Simulator";
    private const string PushServer = "TuyaIot.Simulator.Amqp";
    private const string Module = "TuyaIot";

    /// <summary>Each folder, and the folders that it may know. Those stand above it, so there is no circle.</summary>
    internal static IReadOnlyList<(string Folder, string[] MayKnow)> All { get; } =
    [
        // The API without PowerShell. What is above Delivery knows no retry, and what is above Api knows no action.
        ($"{Client}/Compatibility", []),
        ($"{Client}/Errors", [$"{Client}/Compatibility"]),
        ($"{Client}/Replies", [$"{Client}/Compatibility", $"{Client}/Errors"]),
        ($"{Client}/Signing", [$"{Client}/Compatibility", $"{Client}/Errors"]),
        ($"{Client}/Transport", [$"{Client}/Compatibility", $"{Client}/Errors", $"{Client}/Replies", $"{Client}/Signing"]),
        ($"{Client}/Delivery", [$"{Client}/Compatibility", $"{Client}/Errors", $"{Client}/Replies", $"{Client}/Signing", $"{Client}/Transport"]),
        ($"{Client}/Journals", [$"{Client}/Compatibility", $"{Client}/Errors", $"{Client}/Replies", $"{Client}/Signing", $"{Client}/Delivery"]),
        ($"{Client}/Connection", [$"{Client}/Compatibility", $"{Client}/Errors", $"{Client}/Replies", $"{Client}/Signing", $"{Client}/Transport"]),
        ($"{Client}/ThingModels", [$"{Client}/Compatibility", $"{Client}/Errors", $"{Client}/Replies"]),
        ($"{Client}/Api",
        [
            $"{Client}/Compatibility", $"{Client}/Errors", $"{Client}/Replies", $"{Client}/Signing", $"{Client}/Delivery", $"{Client}/ThingModels",
        ]),
        ($"{Client}/Messages",
        [
            $"{Client}/Compatibility", $"{Client}/Errors", $"{Client}/Replies", $"{Client}/Signing", $"{Client}/Transport", $"{Client}/Connection", $"{Client}/Api",
        ]),
        ($"{Client}/Messages/Subscription",
        [
            $"{Client}/Compatibility", $"{Client}/Replies", $"{Client}/Signing", $"{Client}/Transport", $"{Client}/Messages",
        ]),
        ($"{Client}/Execution",
        [
            $"{Client}/Compatibility", $"{Client}/Errors", $"{Client}/Replies", $"{Client}/Signing", $"{Client}/Delivery", $"{Client}/Journals",
            $"{Client}/Messages", $"{Client}/Api",
        ]),
        (Client,
        [
            $"{Client}/Compatibility", $"{Client}/Errors", $"{Client}/Replies", $"{Client}/Signing", $"{Client}/Transport", $"{Client}/Delivery",
            $"{Client}/Connection", $"{Client}/Api", $"{Client}/Messages", $"{Client}/Messages/Subscription",
        ]),

        // A journal as a page: the model of a run is in the project's own folder.
        (Reports, [$"{Client}/Errors", $"{Client}/Signing", $"{Client}/Delivery", $"{Client}/Journals"]),
        ($"{Reports}/Html", []),
        ($"{Reports}/Charts", [$"{Client}/Delivery", $"{Client}/Journals", Reports, $"{Reports}/Html"]),
        ($"{Reports}/Page", [$"{Client}/Signing", $"{Client}/Delivery", $"{Client}/Journals", Reports, $"{Reports}/Html", $"{Reports}/Charts"]),

        // The gateway emulator. It checks the client, so it shares no code with it.
        (PushServer, []),
        ($"{Simulator}/Http", []),
        ($"{Simulator}/Protocol", [$"{Simulator}/Http"]),
        ($"{Simulator}/Faults", [$"{Simulator}/Http", $"{Simulator}/Protocol"]),
        ($"{Simulator}/State", []),
        ($"{Simulator}/Scenarios", [$"{Simulator}/Protocol", $"{Simulator}/Faults", $"{Simulator}/State"]),
        ($"{Simulator}/Actions", [$"{Simulator}/Protocol", $"{Simulator}/State"]),
        ($"{Simulator}/Messages",
        [
            PushServer, $"{Simulator}/Protocol", $"{Simulator}/Faults", $"{Simulator}/State", $"{Simulator}/Scenarios", $"{Simulator}/Actions",
        ]),
        (Simulator,
        [
            $"{Simulator}/Http", $"{Simulator}/Protocol", $"{Simulator}/Faults", $"{Simulator}/State", $"{Simulator}/Scenarios", $"{Simulator}/Actions",
            $"{Simulator}/Messages",
        ]),

        // The cmdlets.
        ($"{Module}/Text", []),
        ($"{Module}/Errors",
        [
            $"{Client}/Errors", $"{Client}/Replies", $"{Client}/Delivery", $"{Client}/Journals", $"{Client}/Api", $"{Client}/Messages", $"{Module}/Text",
        ]),
        ($"{Module}/Results",
        [
            $"{Client}/Replies", $"{Client}/Signing", $"{Client}/Transport", $"{Client}/Delivery", $"{Client}/Journals", $"{Client}/Connection",
            $"{Client}/ThingModels", $"{Client}/Api", $"{Client}/Messages", $"{Client}/Execution", Client, $"{Module}/Text",
        ]),
        ($"{Module}/Progress", [$"{Client}/Delivery", $"{Module}/Text", $"{Module}/Results"]),
        ($"{Module}/Binding",
        [
            $"{Client}/Errors", $"{Client}/Replies", $"{Client}/Signing", $"{Client}/Delivery", $"{Client}/Journals", $"{Client}/Connection",
            $"{Client}/Api", $"{Client}/Execution", $"{Simulator}/Faults", $"{Module}/Text", $"{Module}/Errors", $"{Module}/Results",
        ]),
        ($"{Module}/Binding/Completion",
        [
            $"{Client}/Compatibility", $"{Client}/Errors", $"{Client}/Delivery", $"{Client}/Connection", $"{Client}/ThingModels", $"{Client}/Api", Client,
            $"{Simulator}/Faults", $"{Simulator}/State", Simulator, $"{Module}/Text", $"{Module}/Results", $"{Module}/Binding",
        ]),
        ($"{Module}/Pipeline",
        [
            $"{Client}/Errors", $"{Client}/Replies", $"{Client}/Signing", $"{Client}/Transport", $"{Client}/Delivery", $"{Client}/Journals",
            $"{Client}/Connection", $"{Client}/ThingModels", $"{Client}/Api", $"{Client}/Messages", $"{Client}/Execution", Client,
            $"{Module}/Text", $"{Module}/Errors", $"{Module}/Results", $"{Module}/Progress", $"{Module}/Binding", $"{Module}/Binding/Completion",
        ]),
        ($"{Module}/Commands",
        [
            $"{Client}/Errors", $"{Client}/Replies", $"{Client}/Delivery", $"{Client}/Journals", $"{Client}/Connection", $"{Client}/ThingModels",
            $"{Client}/Api", $"{Client}/Messages", $"{Client}/Execution", Client,
            Reports, $"{Reports}/Page", $"{Simulator}/Faults", $"{Simulator}/State", $"{Simulator}/Scenarios", Simulator,
            $"{Module}/Text", $"{Module}/Errors", $"{Module}/Results", $"{Module}/Progress", $"{Module}/Binding", $"{Module}/Binding/Completion",
            $"{Module}/Pipeline",
        ]),
        (Module, [$"{Module}/Commands"]),
    ];
}
