using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using TuyaIot.Simulator.Amqp;
using TuyaIot.Simulator.Protocol;

namespace TuyaIot.Simulator.Messages;

/// <summary>Pushes messages to the clients of consumer groups. The server and its library are loaded with this class.</summary>
internal sealed class PushChannel : IMessageChannel
{
    private readonly PushServer _server;
    private long _lastId;

    private PushChannel(MessageSettings settings)
    {
        // As long as the platform's, and none that another simulator gave.
        _lastId = settings.Time.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000;
        _server = new PushServer(new PushOptions
        {
            EndPoint = settings.EndPoint,
            Groups = settings.Groups,
            Authenticate = settings.Credential.Check,
            CreateFaults = () => new MessageFaults(settings.Faults, settings.Seed),
            Capacity = settings.Capacity,
            MaxClients = settings.MaxClients,
            AckTimeout = settings.AckTimeout,
            Seed = settings.Seed,
            TimeProvider = settings.Time,
        });
    }

    public string Endpoint => "amqp://" + _server.EndPoint;

    public SimulatorMessageCounts Counts
    {
        get
        {
            PushCounts counts = _server.GetCounts();
            return new SimulatorMessageCounts
            {
                Pushed = counts.Pushed,
                Redelivered = counts.Redelivered,
                Settled = counts.Settled,
                Dropped = counts.Dropped,
                Waiting = counts.Waiting,
                Attempts = counts.Attempts,
                Refused = counts.Refused,
                AttemptsPerMinute = counts.AttemptsPerMinute,
            };
        }
    }

    internal static IMessageChannel Start(MessageSettings settings) => new PushChannel(settings);

    public void Dispose() => _server.Dispose();

    public void Publish(IReadOnlyList<DeviceMessage> messages) => _server.Publish([.. messages.Select(Create)]);

    private PushedMessage Create(DeviceMessage message) => new(
        Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture),
        message.Topic,
        message.Time,
        StrictJson.Write(writer => message.Body.WriteTo(writer)),
        message.DeviceName);
}
