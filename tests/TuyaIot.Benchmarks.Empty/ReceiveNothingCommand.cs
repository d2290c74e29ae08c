using System.Management.Automation;

namespace TuyaIot.Benchmarks.Empty;

/// <summary>
/// Has the parameters of Invoke-IotThingsService and does nothing: what the engine itself takes for an input. It looks at each
/// parameter for each object, whether or not it is for the pipeline. The tests of conventions keep the two alike.
/// </summary>
[Cmdlet(VerbsCommunications.Receive, "Nothing", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
public sealed class ReceiveNothingCommand : PSCmdlet
{
    private const string NameSet = "Name";
    private const string RowSet = "Row";

    [Parameter(ParameterSetName = NameSet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "Device")]
    public string[]? DeviceName { get; set; }

    [Parameter(ParameterSetName = RowSet, Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    public string? ProductKey { get; set; }

    [Parameter(ParameterSetName = NameSet, Position = 0)]
    [Parameter(ParameterSetName = RowSet, Position = 0, ValueFromPipelineByPropertyName = true)]
    public string Identifier { get; set; } = string.Empty;

    [Parameter(ParameterSetName = NameSet, Position = 1)]
    [Parameter(ParameterSetName = RowSet, Position = 1, ValueFromPipelineByPropertyName = true)]
    public object? Args { get; set; }

    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    public int? Qos { get; set; }

    [Parameter]
    public int BatchSize { get; set; }

    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet)]
    [Alias("Count")]
    public long ExpectedCount { get; set; }

    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet)]
    public ScriptBlock? While { get; set; }

    [Parameter]
    public int ThrottleLimit { get; set; }

    [Parameter]
    public double RequestsPerSecond { get; set; }

    [Parameter]
    public int MaxAttempts { get; set; }

    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet)]
    public SwitchParameter RetryUnknown { get; set; }

    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet)]
    public string? JournalPath { get; set; }

    [Parameter]
    public ConfirmImpact OnRejected { get; set; }

    [Parameter]
    public SwitchParameter PerDevice { get; set; }

    [Parameter]
    public SwitchParameter UseThingModel { get; set; }

    [Parameter]
    public object? Credential { get; set; }
}
