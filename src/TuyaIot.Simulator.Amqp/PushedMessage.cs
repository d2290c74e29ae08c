using System;

namespace TuyaIot.Simulator.Amqp;

/// <summary>One message for every consumer group.</summary>
/// <param name="MessageId">Its id, the same each time it is pushed.</param>
/// <param name="Topic">Its topic.</param>
/// <param name="GeneratedAt">When it was made.</param>
/// <param name="Body">The bytes of its one data section.</param>
/// <param name="DeviceName">The device that it is about, for faults that name devices.</param>
public sealed record PushedMessage(string MessageId, string Topic, DateTimeOffset GeneratedAt, byte[] Body, string? DeviceName);
