using System.Management.Automation;

namespace TuyaIot.Benchmarks.Empty;

/// <summary>The least that takes a name from the pipeline: one parameter that binds, and nothing done.</summary>
[Cmdlet(VerbsCommunications.Receive, "Name")]
public sealed class ReceiveNameCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public string[]? DeviceName { get; set; }
}
