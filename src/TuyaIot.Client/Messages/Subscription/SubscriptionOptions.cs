using System;
using TuyaIot.Signing;
using TuyaIot.Transport;

namespace TuyaIot.Messages.Subscription;

/// <summary>Where messages come from, who reads them, and how patiently.</summary>
internal sealed class SubscriptionOptions
{
    /// <summary>
    /// More than the 20 of the documented sample, because each frame then carries more. Not many more: what waits here for 30 seconds is
    /// pushed again, so a script may take 0.6 seconds for each message.
    /// </summary>
    private const int CreditToRead = 50;

    public required Uri Endpoint { get; init; }

    public required AccessKey AccessKey { get; init; }

    public required string GroupId { get; init; }

    /// <summary>This reader's name at the gateway, up to 64 characters.</summary>
    public required string ClientId { get; init; }

    /// <summary>The address of the link's source. Null as in the documented sample: the gateway knows by the user name which messages are meant.</summary>
    public string? SourceAddress { get; init; }

    public string? InstanceId { get; init; }

    public string? SecurityToken { get; init; }

    public string SignMethod { get; init; } = MessageSignature.DefaultMethod;

    /// <summary>Which certificate is trusted.</summary>
    public required RpcOptions Security { get; init; }

    /// <summary>How many messages the reader may leave unsettled while it reads on.</summary>
    public int MaxHeld { get; init; }

    /// <summary>
    /// How many messages may wait here or be in hand. The library asks for more when half of them are settled, which never comes where more than
    /// half are held.
    /// </summary>
    public int Credit => CreditToRead + (2 * MaxHeld);

    /// <summary>
    /// After how long without a frame the gateway may take this reader for gone, and this reader the gateway after twice as long. 30 to 300
    /// seconds are documented.
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>How long connecting may take, from the first packet to the attached link. The gateway's own limit is documented as 15 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// After how long without a message the connection is made anew, although it is up. From here a gateway that has no messages looks
    /// like one that does not deliver them.
    /// </summary>
    public TimeSpan MaxSilence { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the end of a connection may take.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Not the key and the token.</summary>
    public override string ToString() => $"{GroupId} at {Endpoint}";
}
