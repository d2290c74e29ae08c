using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Xunit;

namespace TuyaIot.Conventions.Tests;

/// <summary>What a type is, where it stands, and what it derives from.</summary>
public sealed class TypeTests
{
    private const string Automation = "System.Management.Automation";
    private const string Cmdlet = $"{Automation}.Cmdlet";

    private static readonly string[] MayDeriveFromPSCmdlet = ["TuyaIot/Commands", "TuyaIot/Pipeline"];

    [Fact]
    public void Every_type_is_in_a_file_of_src() => Found.None(
        BuiltTypes.All.Where(static type => BuiltTypes.FindFile(type) is null).Select(static type => type.FullName),
        "These types have no file, so no rule holds them. Begin the line of a type's declaration with the declaration");

    /// <summary>PowerShell finds a type by name only, so what users name is in the root namespace, whatever folder it is in.</summary>
    [Fact]
    public void A_files_namespace_is_its_folder_or_that_of_public_types() => Found.None(
        SourceTree.Files.Where(static file => file.Namespace != NamespaceOf(file.Folder)
            && !(file.Namespace == NamespaceOf(file.Project) && file.Types.Any(static type => type.IsPublic))).Select(static file => $"{file}: {file.Namespace}"),
        "The namespace of these files does not fit their folder");

    /// <summary>The module sees the client's internals. A test's data must be public, and these two enums are in many tests' data.</summary>
    [Theory]
    [InlineData("TuyaIot.Client", "TuyaIot.Delivery.DeliveryStatus", "TuyaIot.Signing.RpcMethod")]
    [InlineData("TuyaIot.Reports")]
    public void Nothing_is_public_but(string project, params string[] types) => Assert.Equal(
        types, BuiltTypes.Of(project).Where(static type => type.IsPublic).Select(static type => type.FullName).Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_public_in_the_simulator_is_found_by_a_short_name() => Found.None(
        BuiltTypes.Of("TuyaIot.Simulator").Where(static type => type.IsPublic && type.Namespace != "TuyaIot.Simulator").Select(static type => type.FullName),
        "These types are not in the namespace TuyaIot.Simulator");

    [Fact]
    public void What_is_public_in_the_module_is_a_cmdlet_or_in_its_root_namespace() => Found.None(
        BuiltTypes.Of("TuyaIot").Where(static type => type.IsPublic && type.Namespace != nameof(TuyaIot) && !BasesOf(type).Contains(Cmdlet)).Select(static type => type.FullName),
        "These types are public, and users cannot find them by name. Make them internal, or put them into the namespace TuyaIot");

    [Fact]
    public void A_class_that_nothing_derives_from_is_sealed()
    {
        HashSet<string> bases = [.. BuiltTypes.All.Select(static type => type.BaseType).OfType<TypeReference>().Select(static type => type.GetElementType().FullName)];

        Found.None(
            BuiltTypes.All.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !bases.Contains(type.FullName)).Select(static type => type.FullName),
            "Seal these classes");
    }

    [Fact]
    public void Cmdlets_and_their_bases_are_in_two_folders()
    {
        TypeDefinition[] cmdlets = [.. BuiltTypes.All.Where(static type => BasesOf(type).Contains(Cmdlet))];

        Assert.True(cmdlets.Length > 10);
        Found.None(
            cmdlets.Where(static type => !MayDeriveFromPSCmdlet.Contains(BuiltTypes.FindFile(type)!.Folder)).Select(static type => type.FullName),
            $"Only {string.Join(" and ", MayDeriveFromPSCmdlet)} derive from PSCmdlet");
    }

    [Fact]
    public void A_cmdlet_is_a_sealed_public_class_of_Commands_that_is_named_after_it()
    {
        TypeDefinition[] cmdlets = [.. BuiltTypes.All.Where(static type => CmdletAttribute(type) is not null)];

        Assert.NotEmpty(cmdlets);
        Found.None(
            cmdlets.Where(static type => !(type is { IsPublic: true, IsSealed: true, Namespace: "TuyaIot.Commands" } && type.Name == NameOf(CmdletAttribute(type)!)
                && BasesOf(type).Contains(Cmdlet) && BuiltTypes.FindFile(type)!.Path == $"TuyaIot/Commands/{type.Name}.cs")).Select(static type => type.FullName),
            "These cmdlets are not where, or not what, a cmdlet is");
    }

    /// <summary>What asks a gateway has its credential, its cancellation and its errors from the base.</summary>
    [Fact]
    public void A_cmdlet_that_takes_a_credential_to_a_gateway_derives_from_IotCommand() => Found.None(
        BuiltTypes.All.Where(static type => CmdletAttribute(type) is not null && !BasesOf(type).Contains("TuyaIot.Pipeline.IotCommand"))
            .Where(static type => Callers.Contains(BuiltTypes.FindFile(type))).Select(static type => type.FullName),
        "These cmdlets use IotClient. Derive them from IotCommand");

    /// <summary>What waits for a gateway, or reads a file that may be long, ends when the user presses Ctrl-C.</summary>
    [Fact]
    public void Every_StopProcessing_is_a_bases_or_cancels_for_itself() => Found.None(
        BuiltTypes.All.Where(static type => BasesOf(type).Contains(Cmdlet) && type.Methods.Any(static method => method.Name == "StopProcessing"))
            .Select(static type => type.FullName).Except(["TuyaIot.Pipeline.CancellableCommand", "TuyaIot.Commands.StartIotSimulatorCommand"]),
        "Cancellation is in CancellableCommand, once. Derive these from it");

    /// <summary>They run beside the pipeline's thread, where no cmdlet may be called.</summary>
    [Theory]
    [InlineData("BatchSender")]
    [InlineData("DeviceBatcher")]
    [InlineData("DeviceGroup")]
    [InlineData("DeviceRun")]
    [InlineData("TaskWindow")]
    public void A_worker_knows_no_PowerShell(string worker)
    {
        SourceFile file = Assert.Single(SourceTree.Files, file => file.Path == $"TuyaIot/Pipeline/{worker}.cs");

        Assert.DoesNotContain(file, BuiltTypes.FilesThatKnow("TuyaIot", Automation));
    }

    /// <summary>An action's result adds what is its own; what all results have knows no single action.</summary>
    [Fact]
    public void The_base_of_results_knows_no_action() => Assert.DoesNotContain(
        FileGraph.Arrows, static arrow => arrow.From.Path == "TuyaIot/Results/IotBatchResult.cs" && arrow.To.Folder is "TuyaIot.Client/Api" or "TuyaIot/Commands");

    [Fact]
    public void Only_the_module_knows_PowerShell() => Assert.Equal(
        ["TuyaIot"], SourceTree.Projects.Where(static project => BuiltTypes.ReferencesOf(project).Contains(Automation)));

    [Theory]
    [InlineData("TuyaIot.Client")]
    [InlineData("TuyaIot.Simulator.Amqp")]
    [InlineData("TuyaIot.Simulator", "TuyaIot.Simulator.Amqp")]
    [InlineData("TuyaIot.Reports", "TuyaIot.Client")]
    [InlineData("TuyaIot", "TuyaIot.Client", "TuyaIot.Reports", "TuyaIot.Simulator")]
    public void A_project_refers_to_no_other_but(string project, params string[] others) => Assert.Equal(
        others, BuiltTypes.ReferencesOf(project).Where(SourceTree.Projects.Contains).Order(StringComparer.Ordinal));

    [Fact]
    public void The_two_runtimes_differ_in_one_file_only() => Assert.Equal(
        ["TuyaIot.Client/Compatibility/RuntimeCompat.cs"],
        SourceTree.Files.Where(static file => file.Text.Contains("#if", StringComparison.Ordinal)).Select(static file => file.Path));

    private static IReadOnlyCollection<SourceFile?> Callers { get; } = [.. BuiltTypes.FilesThatKnow("TuyaIot", "TuyaIot.IotClient")];

    private static string NamespaceOf(string folder) => folder.Replace("TuyaIot.Client", nameof(TuyaIot), StringComparison.Ordinal).Replace('/', '.');

    private static CustomAttribute? CmdletAttribute(TypeDefinition type) =>
        type.CustomAttributes.FirstOrDefault(static attribute => attribute.AttributeType.FullName == $"{Automation}.CmdletAttribute");

    private static string NameOf(CustomAttribute cmdlet) =>
        $"{cmdlet.ConstructorArguments[0].Value}{cmdlet.ConstructorArguments[1].Value}Command";

    private static IEnumerable<string> BasesOf(TypeDefinition type)
    {
        for (TypeReference? found = type.BaseType; found is not null; found = found.Resolve()?.BaseType)
        {
            yield return found.GetElementType().FullName;
        }
    }
}
