using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.Pipeline;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Publishes a message to devices.</para>
/// <para type="description">Device names stream in, and up to 100 make one request to the same topic of each. With -Topic the message
/// goes to one topic.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page ids Kf0lsu22bwwlz and Kf0ls4oweq9dx.</remarks>
[Cmdlet(VerbsData.Publish, "IotMessage", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(IotDevicesMessageResult), typeof(IotDeviceMessageResult), typeof(IotTopicMessageResult))]
public sealed class PublishIotMessageCommand : MessageCommand
{
    private const string TopicSet = "Topic";

    /// <summary>The end of the topic, behind /product/device/user/.</summary>
    [Parameter(ParameterSetName = NameSet, Position = 0)]
    [Parameter(ParameterSetName = RowSet, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? TopicShortName { get; set; }

    /// <summary>The whole topic with ${deviceName} in place of the device.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? TopicTemplateName { get; set; }

    /// <summary>One topic: /product/device/user/name.</summary>
    [Parameter(ParameterSetName = TopicSet, Mandatory = true)]
    [Alias("TopicFullName")]
    public string Topic { get; set; } = string.Empty;

    /// <summary>The message as a text, which is sent as UTF-8.</summary>
    [Parameter(ParameterSetName = NameSet, Position = 1)]
    [Parameter(ParameterSetName = RowSet, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = TopicSet, Position = 1)]
    [NoTable(Hint = "Write a table with ConvertTo-Json, and join lines with -join.")]
    [AllowNull]
    [AllowEmptyString]
    public override string? Message { get; set; }

    /// <summary>The message as bytes.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = TopicSet)]
    [AllowNull]
    [AllowEmptyCollection]
    public override byte[]? Bytes { get; set; }

    /// <summary>A file whose bytes are the message. Wildcards have no meaning.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet)]
    [Parameter(ParameterSetName = TopicSet)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public override string? Path { get; set; }

    /// <summary>The product of the devices or of the topic. Default: that of the topic, or else the credential's.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = TopicSet)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ProductKeyCompleter))]
    public override string? ProductKey { get; set; }

    /// <summary>0 at most once, the API's default; 1 at least once, pushed again when a device reconnects. Default: none is sent.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = TopicSet)]
    [BlankIsNull]
    [AllowNull]
    [ArgumentCompleter(typeof(QosCompleter))]
    public int? Qos { get; set; }

    /// <summary>How many devices one request carries, 1 to 100. Default: 100, the most that the API takes.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet)]
    [ValidateRange(1, DeviceBatchCall.MaxDeviceNames)]
    public int BatchSize { get; set; } = DeviceBatchCall.MaxDeviceNames;

    /// <summary>What happens to a batch that is rejected because of a device in it: Report or Split. Default: Report.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet)]
    public OnRejected OnRejected { get; set; }

    /// <summary>Writes one result a device instead of one a request.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet)]
    public SwitchParameter PerDevice { get; set; }

    private protected override string Title => "Publish";

    private protected override int MaxBatchSize => BatchSize;

    private protected override OnRejected RejectedBatch => OnRejected;

    private protected override bool NeedsDeviceName => !IsFromCommandLine(nameof(Topic));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        bool hasTopic = !string.IsNullOrWhiteSpace(TopicShortName) || !string.IsNullOrWhiteSpace(TopicTemplateName);
        if (!MyInvocation.ExpectingInput && !hasTopic && !MyInvocation.BoundParameters.ContainsKey(nameof(Topic)))
        {
            ThrowTerminatingError(IotError.From(NoTopic()));
        }

        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (NeedsDeviceName)
        {
            base.ProcessRecord();
            return;
        }

        try
        {
            PublishToTopic();
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
        }
    }

    private protected override DeviceBatchCall CreateCall(string productKey)
    {
        string shortName = TopicParser.Parse(nameof(TopicShortName), TopicShortName);
        string template = TopicParser.Parse(nameof(TopicTemplateName), TopicTemplateName);
        return shortName.Length > 0 && template.Length > 0
            ? throw TopicParser.Invalid(template, "there is a short name and a template")
            : new BatchPub(productKey, NullIfEmpty(shortName), NullIfEmpty(template), CurrentContent(), QosParser.Check(Qos));
    }

    private protected override void CheckCall(DeviceBatchCall call)
    {
        BatchPub pub = (BatchPub)call;
        RequireContent(pub.Content);
        if (pub.TopicShortName is null && pub.TopicTemplateName is null)
        {
            throw NoTopic();
        }
    }

    private protected override IEnumerable<object> CreateResults(FinishedBatch finished)
    {
        (DeviceBatch batch, Outcome outcome) = finished;
        BatchPub call = (BatchPub)batch.Call;
        return PerDevice
            ? batch.DeviceName.Select(name => new IotDeviceMessageResult(batch.Number, call, name, outcome))
            : [new IotDevicesMessageResult(batch.Number, call, [.. batch.DeviceName], outcome)];
    }

    private void PublishToTopic()
    {
        string topic = TopicParser.Parse(nameof(Topic), Topic);
        if (topic.Length == 0)
        {
            throw TopicParser.Invalid(Topic, "it is blank");
        }

        // The topic says which product it belongs to.
        string productKey = string.IsNullOrWhiteSpace(ProductKey) ? topic.Split('/')[1] : CurrentProductKey();
        Pub call = new(productKey, topic, CurrentContent()!, QosParser.Check(Qos));
        if (!ShouldProcess(topic, Title))
        {
            return;
        }

        Send(call, topic, result =>
        {
            IotTopicMessageResult written = new(call, result.Outcome, result.Reply?.MessageId);
            WriteObject(written);
            IsAccepted(call, result.Outcome, topic, written);
        });
    }

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;

    private static IotArgumentException NoTopic() => new(
        "NoTopicShortName",
        null,
        "No topic: neither the command line nor the row has one.",
        "Give -TopicShortName, such as get for /product/device/user/get, -TopicTemplateName, or -Topic for one topic.");
}
