namespace TuyaIot.Simulator.Amqp;

/// <summary>A client that takes messages of a group.</summary>
internal interface IGroupMember
{
    /// <summary>Sends a message. The result is false if the client is gone, and the message was not sent.</summary>
    bool TrySend(Push push);

    /// <summary>Makes the link fail.</summary>
    void Fail(LinkFault fault);
}
