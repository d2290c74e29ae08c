using System.Management.Automation;

namespace TuyaIot.Benchmarks.Empty;

/// <summary>Binds what Invoke-IotThingsService binds from the pipeline and does nothing: what the engine itself takes for an input.</summary>
[Cmdlet(VerbsCommunications.Receive, "Nothing", DefaultParameterSetName = NameSet)]
public sealed class ReceiveNothingCommand : PSCmdlet
{
    private const string NameSet = "Name";
    private const string RowSet = "Row";

    [Parameter(ParameterSetName = NameSet, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "Device")]
    public string[]? DeviceName { get; set; }

    [Parameter(ParameterSetName = RowSet, Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    public string? ProductKey { get; set; }

    [Parameter(ParameterSetName = NameSet, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = RowSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string Identifier { get; set; } = string.Empty;

    [Parameter(ParameterSetName = NameSet, Position = 2)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    public object? Args { get; set; }

    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    public int? Qos { get; set; }
}
