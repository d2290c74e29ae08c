using System;
using System.Collections.Generic;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Delivery;
using TuyaIot.Pipeline;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Sends a message to devices and waits for their replies.</para>
/// <para type="description">Each device is a request of its own. The gateway waits for the reply of the device and passes it on.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kf0lt9dgmio26.</remarks>
[Cmdlet(VerbsLifecycle.Invoke, "IotRrpc", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(IotRrpcResult))]
public sealed class InvokeIotRrpcCommand : MessageCommand
{
    /// <summary>The topic, which begins with a slash. Default: the gateway's own topic for such messages.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Topic { get; set; }

    /// <summary>How long the gateway waits for the reply of a device, from 1 to 8 seconds. Default: 8.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("TimeoutSeconds")]
    [InvariantNumber]
    [ValidateRange(RRpc.MinTimeoutSec, RRpc.MaxTimeoutSec)]
    public double TimeoutSec { get; set; } = RRpc.MaxTimeoutSec;

    private protected override string Title => "Invoke RRPC";

    private protected override DeviceBatchCall CreateCall(string productKey)
    {
        string topic = TopicParser.Parse(nameof(Topic), Topic);
        return new RRpc(productKey, CurrentContent(), TimeSpan.FromMilliseconds(Math.Round(TimeoutSec * 1000)), topic.Length > 0 ? topic : null);
    }

    private protected override void CheckCall(DeviceBatchCall call) => RequireContent(((RRpc)call).Content);

    private protected override string ParameterOf(string apiParameter) => apiParameter == "Timeout" ? nameof(TimeoutSec) : base.ParameterOf(apiParameter);

    private protected override IEnumerable<object> CreateResults(FinishedBatch finished)
    {
        (DeviceBatch batch, Outcome outcome) = finished;
        return [new IotRrpcResult(batch.Number, (RRpc)batch.Call, batch.DeviceName[0], outcome, ApiReply.Read<RRpcReply>(outcome.Reply.Body))];
    }
}
