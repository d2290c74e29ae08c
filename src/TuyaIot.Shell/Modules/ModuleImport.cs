using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using TuyaIot.Shell.Hosting;

namespace TuyaIot.Shell.Modules;

/// <summary>Brings the module of the clone into the session: at the start, or with the first of its cmdlets.</summary>
internal sealed class ModuleImport(Runspace runspace, ModuleManifest manifest)
{
    /// <summary>At a prompt the module is there from the start, so that Get-Command, Get-Help and Tab know it.</summary>
    internal void Now()
    {
        using PowerShell engine = PowerShell.Create(runspace);
        Import(engine);
    }

    /// <summary>
    /// For a script the module is loaded by the first of its cmdlets that is called. build.ps1 calls none of them, and writes the very
    /// dlls that would otherwise be loaded here: locked on Windows, and pulled from under the running process on Linux. The engine's own
    /// auto-loading cannot do this, because it finds a module only in a folder of the module's name, and a clone may have any.
    /// </summary>
    internal void OnFirstUse(ShellUserInterface ui)
    {
        HashSet<string> cmdlets = manifest.ExportedCmdlets();
        CommandInvocationIntrinsics commands = runspace.SessionStateProxy.InvokeCommand;
        commands.CommandNotFoundAction = (_, lookup) =>
        {
            if (!cmdlets.Contains(lookup.CommandName))
            {
                return;
            }

            try
            {
                using PowerShell engine = PowerShell.Create(RunspaceMode.CurrentRunspace);
                Import(engine);
                lookup.Command = commands.GetCommand(lookup.CommandName, CommandTypes.Cmdlet);
            }
            catch (RuntimeException error)
            {
                // The engine drops what a lookup throws, and then says only that there is no such command.
                ui.WriteErrorLine($"The module {manifest.Path} could not be loaded: {error.Message}");
            }
        };
    }

    private void Import(PowerShell engine) =>
        engine.AddCommand("Import-Module")
            .AddParameter("Name", manifest.Path)
            .AddParameter("Global")
            .AddParameter("ErrorAction", ActionPreference.Stop)
            .Invoke();
}
