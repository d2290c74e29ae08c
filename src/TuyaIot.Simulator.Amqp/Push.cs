using System;
using System.Collections.Generic;
using Amqp;
using Amqp.Framing;

namespace TuyaIot.Simulator.Amqp;

/// <summary>One push of one message to one client.</summary>
internal sealed class Push : Message
{
    internal Push(QueuedMessage queued, DateTimeOffset deadline)
    {
        Queued = queued;
        Deadline = deadline;
        BodySection = new Data { Binary = queued.Message.Body };
        Properties = new Properties { MessageId = queued.Message.MessageId };
        ApplicationProperties = new ApplicationProperties
        {
            ["topic"] = queued.Message.Topic,
            ["messageId"] = queued.Message.MessageId,
            ["generateTime"] = queued.Message.GeneratedAt.ToUnixTimeMilliseconds(),
        };
    }

    internal QueuedMessage Queued { get; }

    /// <summary>When it is pushed again, if it is not settled.</summary>
    internal DateTimeOffset Deadline { get; }

    /// <summary>Its place among those that are not settled; null once it is settled or overdue.</summary>
    internal LinkedListNode<Push>? Place { get; set; }
}

/// <summary>A message of a group and what goes wrong with its first push.</summary>
internal sealed class QueuedMessage(PushedMessage message, LinkFault? fault)
{
    internal PushedMessage Message => message;

    /// <summary>What happens to the link once it was pushed; it happens once.</summary>
    internal LinkFault? Fault { get; set; } = fault;

    internal bool WasPushed { get; set; }
}

/// <summary>What a client says of a message.</summary>
internal enum Settlement
{
    /// <summary>It has it.</summary>
    Accepted,

    /// <summary>It does not want it: somebody else may have it at once.</summary>
    Released,

    /// <summary>Neither: it is pushed again when its time is over.</summary>
    Refused,
}
