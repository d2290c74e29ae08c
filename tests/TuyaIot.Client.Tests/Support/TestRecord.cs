using System;
using System.Collections.Generic;
using TuyaIot.Delivery;
using TuyaIot.Replies;

namespace TuyaIot.Client.Tests.Support;

/// <summary>Remembers what a delivery has recorded: S for a turn, R and the code for a refusal.</summary>
internal sealed class TestRecord(Action? onSending = null) : IRequestRecord
{
    public List<string> Lines { get; } = [];

    public void Sending()
    {
        Lines.Add("S");
        onSending?.Invoke();
    }

    public void Refused(RpcReply reply) => Lines.Add($"R {reply.Code ?? reply.Failure!.Kind.ToString()}");
}
