using System;
using System.Collections.Generic;
using Amqp;

namespace TuyaIot.Messages.Subscription;

/// <summary>A message that was received and not settled, with every copy of it that the gateway has pushed.</summary>
internal sealed class OpenDelivery(string key, DeviceMessage message, Action<OpenDelivery> settle) : MessageDelivery
{
    public string Key { get; } = key;

    public override DeviceMessage Message { get; } = message;

    public List<(MessageLink Link, Message Message)> Copies { get; } = [];

    public override void Settle() => settle(this);
}
