using System;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Amqp;
using Amqp.Framing;
using TuyaIot.Simulator.Tests.Support;

namespace TuyaIot.Simulator.Tests.Messages;

/// <summary>A client of the library, as the platform's own sample is written. It shares no code with what it tests.</summary>
internal sealed class MessageClient : IDisposable
{
    private readonly TaskCompletionSource _attached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MessageClient(Connection connection) => Connection = connection;

    internal Connection Connection { get; }

    /// <summary>The number of messages that it has accepted.</summary>
    internal int AcceptedCount { get; private set; }

    internal Session Session { get; private set; } = null!;

    internal ReceiverLink Link { get; private set; } = null!;

    /// <summary>Logs in and attaches a link.</summary>
    internal static async Task<MessageClient> OpenAsync(IotSimulator simulator, string? group = null, int credit = 20)
    {
        MessageClient client = await ConnectAsync(simulator, group);
        client.Attach();
        await client._attached.Task.WithTestTimeout();
        if (credit > 0)
        {
            client.Link.SetCredit(credit, CreditMode.Auto);
        }

        return client;
    }

    internal static async Task<MessageClient> ConnectAsync(
        IotSimulator simulator, string? group = null, string method = "hmacsha1", string secret = "simulator", int idleTimeout = 120_000, string? userName = null)
    {
        Uri endpoint = new(simulator.MessageEndpoint!);
        const string Timestamp = "1700000000000";
        string user = userName
            ?? $"tester|authMode=aksign,signMethod={method},timestamp={Timestamp},authId={simulator.AccessKeyId},iotInstanceId=,consumerGroupId={group ?? simulator.ConsumerGroupId}|";
        byte[] key = Encoding.UTF8.GetBytes(secret);
        byte[] text = Encoding.UTF8.GetBytes($"authId={simulator.AccessKeyId}&timestamp={Timestamp}");
        byte[] signature = method switch
        {
            "hmacsha1" => HMACSHA1.HashData(key, text),
            "hmacsha256" => HMACSHA256.HashData(key, text),
#pragma warning disable CA5351 // The platform's own sample has it.
            _ => HMACMD5.HashData(key, text),
#pragma warning restore CA5351
        };
        ConnectionFactory factory = new();
        factory.AMQP.IdleTimeout = idleTimeout;
        factory.AMQP.ContainerId = "tester";
        factory.AMQP.MaxFrameSize = 8_192;
        Connection connection = await factory.CreateAsync(new Address(
            endpoint.Host, endpoint.Port, user, Convert.ToBase64String(signature), "/", "amqp")).WithTestTimeout();
        MessageClient client = new(connection);
        client.Session = new Session(connection);
        return client;
    }

    internal ReceiverLink Attach(string name = "queueName") => Link = new ReceiverLink(
        Session, name, new Source(), (_, _) => _attached.TrySetResult());

    /// <summary>The next message, which must come.</summary>
    internal async Task<Message> ReceiveAsync() => await Link.ReceiveAsync(TestTimeout.Limit).WithTestTimeout()
        ?? throw new InvalidOperationException($"No message came. {Link.Error}");

    internal void Accept(Message message)
    {
        Link.Accept(message);
        AcceptedCount++;
    }

    /// <summary>The next message, accepted and read.</summary>
    internal async Task<(string Topic, JsonElement Body)> TakeAsync()
    {
        Message message = await ReceiveAsync();
        Accept(message);
        return (TopicOf(message), BodyOf(message));
    }

    /// <summary>The next message, or null if none comes for a while.</summary>
    internal async Task<Message?> TryReceiveAsync(int milliseconds = 100) => await Link.ReceiveAsync(TimeSpan.FromMilliseconds(milliseconds));

    internal static string TopicOf(Message message) => (string)message.ApplicationProperties["topic"];

    internal static string IdOf(Message message) => (string)message.ApplicationProperties["messageId"];

    internal static JsonElement BodyOf(Message message) => JsonDocument.Parse(((Data)message.BodySection).Binary).RootElement;

    public void Dispose()
    {
        try
        {
            Connection.Close(TimeSpan.Zero);
        }
        catch (AmqpException)
        {
            // The server has closed it.
        }
    }
}
