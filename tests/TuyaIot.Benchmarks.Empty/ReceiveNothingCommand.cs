using System.Management.Automation;

namespace TuyaIot.Benchmarks.Empty;

/// <summary>Binds what Invoke-IotThingsService binds from the pipeline and does nothing: what the engine itself takes for an input.</summary>
[Cmdlet(VerbsCommunications.Receive, "Nothing")]
public sealed class ReceiveNothingCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "Device")]
    public string[]? DeviceName { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ProductKey { get; set; }

    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    public string Identifier { get; set; } = string.Empty;

    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    public object? Args { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public int? Qos { get; set; }
}
