using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Package;

/// <summary>What the manifest promises is what the module brings.</summary>
public sealed class ManifestTests
{
    [Fact]
    public void The_manifest_exports_every_cmdlet_of_the_assembly_and_nothing_else()
    {
        using Shell shell = new();

        PSObject module = Assert.Single(shell.Run("Get-Module TuyaIot").Output);
        string[] exported = Keys(module, "ExportedCmdlets");
        string[] found = [.. shell.Run("""
            $assembly = (Get-Command Invoke-IotThingsService).ImplementingType.Assembly
            foreach ($type in $assembly.GetExportedTypes()) {
                foreach ($attribute in $type.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)) {
                    "$($attribute.VerbName)-$($attribute.NounName)"
                }
            }
            """).Output.Select(name => name.ToString()).Order()];

        Assert.NotEmpty(found);
        Assert.Equal(found, exported);
        Assert.All(new[] { "ExportedFunctions", "ExportedAliases", "ExportedVariables" }, kind => Assert.Empty(Keys(module, kind)));
        Assert.Equal(ManifestVersion(), module.Get<string>("Version"));
    }

    [Fact]
    public void Every_cmdlet_uses_an_approved_verb_and_one_noun_of_the_module()
    {
        using Shell shell = new();
        ShellResult result = shell.Run("""
            $verbs = @{}
            foreach ($group in [psobject].Assembly.GetTypes() | Where-Object { $_.IsPublic -and $_.Name -like 'Verbs*' }) {
                foreach ($field in $group.GetFields()) { $verbs[$field.Name] = $true }
            }
            foreach ($name in (Get-Module TuyaIot).ExportedCmdlets.Keys) {
                $verb, $noun = $name -split '-'
                if (-not $verbs[$verb] -or $noun -cnotlike 'Iot[A-Z]*') { $name }
            }
            """);
        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void The_format_file_is_loaded_and_shows_results_and_credentials_as_tables()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult files = shell.Run("(Get-Module TuyaIot).ExportedFormatFiles");
        shell.Run("'d1', 'd2' | Invoke-IotThingsService -Identifier Set | Out-Default; Get-IotCredential | Out-Default");

        Assert.Equal("TuyaIot.Format.ps1xml", Path.GetFileName(Assert.Single(files.Output).ToString()));
        string[] lines = [.. shell.UI.Screen.Split('\n').Select(line => line.Trim())];
        Assert.Contains(lines, line => Words(line) is ["Batch", "Status", "Devices", "Attempts", "Duration", "Reason"]);
        Assert.Contains(lines, line => Words(line) is ["1", "Accepted", "2", ..]);
        Assert.Contains(lines, line => Words(line) is ["Default", Shell.AccessKeyId, "pk1", ..]);
    }

    [Fact]
    public void The_table_of_devices_names_each_one()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        shell.Run("'d1', 'd2' | Invoke-IotThingsService -Identifier Set -PerDevice | Out-Default");

        string[] lines = [.. shell.UI.Screen.Split('\n').Select(line => line.Trim())];
        Assert.Contains(lines, line => Words(line) is ["DeviceName", "Status", "Batch", "Reason"]);
        Assert.Contains(lines, line => Words(line) is ["d2", "Accepted", "1"]);
    }

    [Fact]
    public void An_import_with_Force_and_a_removal_leave_a_session_that_works()
    {
        using TestGateway gateway = new();
        using Shell shell = new();

        ShellResult again = shell.Run("Import-Module $Manifest -Force; Remove-Module TuyaIot; Import-Module $Manifest");
        shell.Use(gateway);
        ShellResult result = shell.Run("'d1' | Invoke-IotThingsService -Identifier Set");

        Assert.Empty(again.Errors);
        Assert.Equal("Accepted", Assert.Single(result.Output).Status());
    }

    [Fact]
    public void The_client_and_its_dependencies_stay_out_of_the_default_load_context()
    {
        using Shell shell = new();
        shell.UseSimulator("-ProductKey pk1");
        shell.Run("'d1' | Invoke-IotThingsService -Identifier Set; Stop-IotSimulator $sim");

        string[] shared = [.. AssemblyLoadContext.Default.Assemblies
            .Where(assembly => !assembly.IsDynamic && assembly.Location.StartsWith(Path.Combine(Repository.Root, "bin"), StringComparison.Ordinal))
            .Select(assembly => assembly.GetName().Name!)
            .Order()];

        Assert.Equal(["TuyaIot", "TuyaIot.Simulator"], shared);
    }

    private static string ManifestVersion()
    {
        string line = File.ReadLines(Repository.Manifest).First(line => line.Contains("ModuleVersion", StringComparison.Ordinal));
        return line.Split('\'')[1];
    }

    private static string[] Keys(PSObject module, string kind) =>
        [.. ((IDictionary)module.Properties[kind].Value).Keys.Cast<string>().Order()];

    private static string[] Words(string line) =>
        Regex.Replace(line, "\u001b\\[[0-9;]*m", " ").Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
