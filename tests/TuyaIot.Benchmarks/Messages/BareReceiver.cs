using System;
using System.Text.Json;
using System.Threading.Tasks;
using Amqp;
using Amqp.Framing;
using AmqpConnection = Amqp.Connection;

namespace TuyaIot.Benchmarks.Messages;

/// <summary>The loop of the platform's own sample for .NET, with System.Text.Json reading each body.</summary>
internal sealed class BareReceiver : IReceiver
{
    private readonly ReceiverLink _link;

    private BareReceiver(ReceiverLink link) => _link = link;

    public static async Task<BareReceiver> OpenAsync(Uri endpoint)
    {
        ConnectionFactory factory = new();
        factory.AMQP.IdleTimeout = 120_000;
        factory.AMQP.ContainerId = "bare";
        factory.AMQP.HostName = endpoint.Host;
        factory.AMQP.MaxFrameSize = 8_192;
        AmqpConnection connection = await factory.CreateAsync(new Address(endpoint.Host, endpoint.Port, "user", "password", "/", endpoint.Scheme));
        ReceiverLink link = new(new Session(connection), "queueName", null);
        link.SetCredit(20, CreditMode.Auto);
        return new BareReceiver(link);
    }

    public async Task ReceiveAsync()
    {
        Message message = await _link.ReceiveAsync() ?? throw new InvalidOperationException("No message came.");
        using JsonDocument document = JsonDocument.Parse(((Data)message.BodySection).Binary);
        _link.Accept(message);
    }

    public async ValueTask DisposeAsync() => await _link.Session.Connection.CloseAsync();
}
