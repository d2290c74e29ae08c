using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace TuyaIot.Help;

/// <summary>The module as a shell sees it after import.</summary>
internal static class BuiltModule
{
    public static IReadOnlyList<CmdletFacts> Read(string manifest)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        using Runspace runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", manifest).AddParameter("PassThru").AddParameter("ErrorAction", ActionPreference.Stop);
        return Read(shell.Invoke<PSModuleInfo>().Single());
    }

    /// <summary>The facts of every cmdlet that the module exports, by name.</summary>
    public static IReadOnlyList<CmdletFacts> Read(PSModuleInfo module) =>
    [
        .. module.ExportedCmdlets.Values
            .OrderBy(static cmdlet => cmdlet.Name, StringComparer.Ordinal)
            .Select(cmdlet => CmdletFacts.From(cmdlet, new Uri($"{module.ProjectUri}/blob/main/en-US/{cmdlet.Name}.md"))),
    ];
}
