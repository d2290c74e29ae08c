using System;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using Xunit;

namespace TuyaIot.Tests.Support;

/// <summary>A user's session: the real engine with the module imported through its manifest.</summary>
internal sealed class Shell : IDisposable
{
    internal const string AccessKeyId = "testid";
    internal const string Secret = "Top#Secret/0123456789";

    private static readonly object FirstState = new();

    internal Shell(TestUserInterface? ui = null)
    {
        UI = ui ?? new TestUserInterface();
        InitialSessionState state = CreateState();
        state.Commands.Add(new SessionStateCmdletEntry("Select-TestFirst", typeof(SelectFirstCommand), helpFileName: null));
        Runspace = RunspaceFactory.CreateRunspace(new TestHost(UI), state);
        Runspace.Open();
        this["Secret"] = new NetworkCredential(string.Empty, Secret).SecurePassword;
        this["Manifest"] = Repository.Manifest;
        Assert.Empty(Run("Import-Module $Manifest -ErrorAction Stop").Errors);
    }

    internal Runspace Runspace { get; }

    internal TestUserInterface UI { get; }

    /// <summary>A variable of the session. An iterator stays one: the pipeline pulls from it.</summary>
    internal object? this[string variable]
    {
        set => Runspace.SessionStateProxy.SetVariable(variable, value);
    }

    public void Dispose() => Runspace.Dispose();

    /// <summary>Has the session's runs timed by this clock, which nothing but the test moves.</summary>
    internal void Use(TimeProvider clock)
    {
        Type command = (Type)Assert.Single(Run("(Get-Command Invoke-IotThingsService).ImplementingType").Output).BaseObject;
        command.Assembly.GetType("TuyaIot.Progress.RunClock", throwOnError: true)!.GetMethod("Set")!.Invoke(null, [Runspace, clock]);
    }

    /// <summary>Starts the module's own simulator, which checks signatures, as the default credential; it stays in $sim.</summary>
    internal PSObject UseSimulator(string more = "")
    {
        ShellResult started = Run($"$sim = Start-IotSimulator -RecordCapacity 5000; $sim | Set-IotCredential -RequestsPerSecond 0 {more}; $sim");
        Assert.Empty(started.Errors);
        return Assert.Single(started.Output);
    }

    /// <summary>Runs a script to its end. What a script throws comes out; what only ends a statement is among the errors.</summary>
    internal ShellResult Run(string script)
    {
        using PowerShell engine = Create(script);
        Collection<PSObject> output = engine.Invoke();
        return new ShellResult(output, engine.Streams);
    }

    /// <summary>The error that ends a statement: one that try and catch see.</summary>
    internal ErrorRecord Catch(string script)
    {
        ShellResult result = Run($"$caught = $null; try {{ {script} }} catch {{ $caught = $_ }}; $caught");
        Assert.Empty(result.Errors);
        return Assert.IsType<ErrorRecord>(Assert.Single(result.Output, static output => output?.BaseObject is ErrorRecord).BaseObject);
    }

    /// <summary>Runs a script on another thread, so that it can be stopped.</summary>
    internal ShellRun Start(string script) => new(Create(script));

    /// <summary>One at a time: the first one fills the engine's tables, and another meanwhile may find its cmdlets missing.</summary>
    private static InitialSessionState CreateState()
    {
        lock (FirstState)
        {
            return InitialSessionState.CreateDefault2();
        }
    }

    private PowerShell Create(string script)
    {
        PowerShell engine = PowerShell.Create(Runspace);
        engine.AddScript(script);
        return engine;
    }
}
