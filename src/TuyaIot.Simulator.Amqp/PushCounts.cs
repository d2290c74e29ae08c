namespace TuyaIot.Simulator.Amqp;

/// <summary>What a message server did since its start, over all groups.</summary>
/// <param name="Pushed">Messages pushed for the first time.</param>
/// <param name="Redelivered">Messages pushed again.</param>
/// <param name="Settled">Messages that a client accepted.</param>
/// <param name="Dropped">Messages dropped because too many waited.</param>
/// <param name="Waiting">Messages that wait now, and those that were pushed and are not settled.</param>
/// <param name="Attempts">Connection attempts.</param>
/// <param name="Refused">Connection attempts that were refused.</param>
/// <param name="AttemptsPerMinute">The most attempts of one group in one minute.</param>
public readonly record struct PushCounts(
    long Pushed, long Redelivered, long Settled, long Dropped, long Waiting, long Attempts, long Refused, int AttemptsPerMinute);
