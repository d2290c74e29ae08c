using System;
using System.Management.Automation;
using System.Reflection;

namespace TuyaIot.Tests.Support;

/// <summary>
/// Select-Object -First, which the engine's package lacks. It ends the commands before it as that one does: with an exception
/// that is the engine's own secret, hence the reflection.
/// </summary>
[Cmdlet(VerbsCommon.Select, "TestFirst")]
public sealed class SelectFirstCommand : PSCmdlet
{
    private static readonly Type StopUpstream = typeof(PSCmdlet).Assembly.GetType(
        "System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;

    private int _seen;

    /// <summary>How many objects pass.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public int First { get; set; }

    /// <summary>What passes.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        if (++_seen == First)
        {
            throw (Exception)Activator.CreateInstance(
                StopUpstream, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, binder: null, [this], culture: null)!;
        }
    }
}
