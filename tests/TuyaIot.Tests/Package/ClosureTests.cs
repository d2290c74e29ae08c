using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Package;

/// <summary>
/// What ships for Windows PowerShell finds all that it needs: in its own folder, in .NET Framework 4.7.2, whose reference
/// assemblies stand for it here, or in PowerShell.
/// </summary>
public sealed class ClosureTests
{
    private const string Module = "TuyaIot";
    private const string PowerShell = "System.Management.Automation";

    private static readonly string Folder = Path.Combine(Repository.Root, "bin", "netstandard2.0");
    private static readonly IReadOnlyDictionary<string, DesktopAssembly> Shipped = DesktopAssembly.ReadAll(Folder);
    private static readonly IReadOnlyDictionary<string, DesktopAssembly> Framework = DesktopAssembly.ReadAll(
        Metadata("FrameworkReferences"), Path.Combine(Metadata("FrameworkReferences"), "Facades"));
    private static readonly DesktopAssembly Automation = DesktopAssembly.Read(
        Path.Combine(Metadata("PowerShellReferences"), $"{PowerShell}.dll"));

    public static TheoryData<string> ShippedNames => [.. Shipped.Keys];

    [Theory]
    [MemberData(nameof(ShippedNames))]
    public void Every_reference_is_met(string name) =>
        Assert.All(Shipped[name].References, reference => Assert.True(IsMet(reference), $"{name} asks for {reference}, which nobody has."));

    [Theory]
    [MemberData(nameof(ShippedNames))]
    public void Every_type_is_where_it_is_looked_for_or_was_forwarded_from_there(string name) =>
        Assert.All(Shipped[name].TypeReferences, reference => Assert.True(
            Has(reference.Assembly, reference.Type), $"{name} asks {reference.Assembly} for {reference.Type}, which it has not."));

    [Fact]
    public void Nothing_ships_that_the_module_does_not_need()
    {
        HashSet<string> needed = [Module];
        Queue<string> open = new([Module]);
        while (open.TryDequeue(out string? name))
        {
            foreach (AssemblyName reference in Shipped[name].References.Where(static reference => Shipped.ContainsKey(reference.Name!)))
            {
                if (needed.Add(reference.Name!))
                {
                    open.Enqueue(reference.Name!);
                }
            }
        }

        Assert.Equal(needed.Order(), Shipped.Keys.Order());
    }

    [Fact]
    public void Beside_assemblies_there_is_only_what_belongs_to_the_modules_own()
    {
        string[] own = ["TuyaIot", "TuyaIot.Client", "TuyaIot.Reports", "TuyaIot.Simulator"];
        string[] allowed = [.. own.SelectMany(static name => new[] { $"{name}.pdb", $"{name}.xml" })];

        Assert.Subset(
            allowed.ToHashSet(),
            Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path)).Where(static file => !file.EndsWith(".dll", StringComparison.Ordinal)).ToHashSet());
    }

    /// <summary>
    /// .NET Framework takes no other version than the one that is asked for, and a module has no redirects. So ModuleLoader answers
    /// for its folder with what ships there, which only a higher version may stand in for: Every_reference_is_met.
    /// </summary>
    [Fact]
    public void Where_another_version_ships_than_is_asked_for_the_loader_answers()
    {
        string[] other =
        [
            .. from assembly in Shipped.Values
               from reference in assembly.References
               where Shipped.ContainsKey(reference.Name!) && Shipped[reference.Name!].Identity.Version != reference.Version
               select $"{assembly.Name} asks for {reference.Name} {reference.Version}, {Shipped[reference.Name!].Identity.Version} ships",
        ];

        Assert.Contains("System.Memory asks for System.Runtime.CompilerServices.Unsafe 4.0.4.1, 6.0.0.0 ships", other);
        Assert.Contains("add_AssemblyResolve", Shipped[Module].MemberReferences);
        Assert.Contains("LoadFrom", Shipped[Module].MemberReferences);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join("\n", other));
    }

    /// <summary>Where the framework has an assembly at the version that is asked for, it takes its own, so ours must not be newer in name only.</summary>
    [Fact]
    public void What_ships_has_another_version_than_the_frameworks_assembly_of_its_name() =>
        Assert.All(Shipped.Keys.Where(Framework.ContainsKey), name => Assert.True(
            Shipped[name].Identity.Version > Framework[name].Identity.Version, $"{name} {Shipped[name].Identity.Version} is the framework's own."));

    private static bool IsMet(AssemblyName reference)
    {
        if (Shipped.TryGetValue(reference.Name!, out DesktopAssembly? shipped))
        {
            return reference.Version <= shipped.Identity.Version && Token(reference) == Token(shipped.Identity);
        }

        return reference.Name == PowerShell
            ? reference.Version == Automation.Identity.Version && Token(reference) == Token(Automation.Identity)
            : Framework.TryGetValue(reference.Name!, out DesktopAssembly? part) && reference.Version <= part.Identity.Version;
    }

    private static bool Has(string assembly, string type)
    {
        DesktopAssembly? found = Shipped.GetValueOrDefault(assembly)
            ?? (assembly == PowerShell ? Automation : Framework.GetValueOrDefault(assembly));
        return found is not null
            && (found.Types.Contains(type) || (found.Forwards.TryGetValue(type, out string? next) && Has(next, type)));
    }

    private static string Token(AssemblyName name) => Convert.ToHexString(name.GetPublicKeyToken() ?? []);

    private static string Metadata(string key) => typeof(ClosureTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
