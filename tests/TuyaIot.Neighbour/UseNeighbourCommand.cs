using System.Management.Automation;

namespace TuyaIot.Neighbour;

/// <summary>Uses a library where every module of the process may meet it.</summary>
[Cmdlet(VerbsOther.Use, "Neighbour")]
[OutputType(typeof(string))]
public sealed class UseNeighbourCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true)]
    public string Library { get; set; } = string.Empty;

    protected override void EndProcessing() => WriteObject(Libraries.Use(Library));
}
