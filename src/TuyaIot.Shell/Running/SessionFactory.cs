using System;
using System.Linq;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;
using TuyaIot.Shell.Commands;

namespace TuyaIot.Shell.Running;

/// <summary>The runspace: everything that the engine package has, and Get-Content.</summary>
internal static class SessionFactory
{
    internal static Runspace Open(PSHost host)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        AddMissing(state, "Get-Content", typeof(GetContentCommand));
        if (OperatingSystem.IsWindows())
        {
            // The user named the script; the machine's policy is about PowerShell's own start.
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        Runspace runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        runspace.Open();
        return runspace;
    }

    // A later engine package may bring the real one.
    private static void AddMissing(InitialSessionState state, string name, Type command)
    {
        if (!state.Commands.Any(entry => name.Equals(entry.Name, StringComparison.OrdinalIgnoreCase)))
        {
            state.Commands.Add(new SessionStateCmdletEntry(name, command, helpFileName: null));
        }
    }
}
