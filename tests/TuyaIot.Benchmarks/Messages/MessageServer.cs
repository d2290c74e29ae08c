using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Sasl;
using Amqp.Types;

namespace TuyaIot.Benchmarks.Messages;

/// <summary>
/// AMQPNetLite's own listener, which pushes as many messages as a link has credit for, without an end. They were encoded beforehand, so that
/// the client is what is measured.
/// </summary>
internal static class MessageServer
{
    /// <summary>More than a reader remembers by their ids.</summary>
    private const int Messages = 65_536;

    /// <summary>Serves until the process that started this one closes its end.</summary>
    public static void Run()
    {
        byte[][] encoded = [.. Enumerable.Range(1, Messages).Select(Encode)];
        string endpoint = string.Create(CultureInfo.InvariantCulture, $"amqp://127.0.0.1:{FindPort()}");
        ContainerHost host = new(new Address(endpoint));
        host.Listeners[0].SASL.EnableMechanism(AnyLogin.Mechanism, new AnyLogin());
        host.RegisterLinkProcessor(new Attaching(encoded));
        host.Open();
        Console.WriteLine(endpoint);
        while (Console.ReadLine() is not null)
        {
        }

        host.Close();
    }

    /// <summary>A report of three properties in the form that the platform documents.</summary>
    private static byte[] Encode(int number)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"1403{number:000000000000000}");
        Message message = new()
        {
            Properties = new Properties { MessageId = id },
            ApplicationProperties = new ApplicationProperties
            {
                ["topic"] = $"/a1BwAGV0001/device-{number}/thing/event/property/post",
                ["messageId"] = id,
                ["generateTime"] = 1_764_064_800_000L + number,
            },
            BodySection = new Data
            {
                Binary = Encoding.UTF8.GetBytes(string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""
                    {"deviceType":"Pump","iotId":"Q7uOhVRdZRRlDnTLv{{number:0000000000}}","requestId":"{{number}}","productKey":"a1BwAGV0001","gmtCreate":{{1_764_064_800_000L + number}},"deviceName":"device-{{number}}","items":{"level":{"value":{{number % 100}}.5,"time":{{1_764_064_799_900L + number}}},"power":{"value":1,"time":{{1_764_064_799_900L + number}}},"state":{"value":"running","time":{{1_764_064_799_900L + number}} } } }
                    """)),
            },
        };
        ByteBuffer buffer = message.Encode();
        return buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
    }

    private static int FindPort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Attaching(byte[][] encoded) : ILinkProcessor
    {
        public void Process(AttachContext attachContext) => attachContext.Complete(new Pushing(encoded), 0);
    }

    /// <summary>One link.</summary>
    private sealed class Pushing(byte[][] encoded) : LinkEndpoint
    {
        private int _next;

        public override void OnFlow(FlowContext flowContext)
        {
            for (int i = 0; i < flowContext.Messages; i++)
            {
                byte[] bytes = encoded[_next++ % encoded.Length];
                flowContext.Link.SendMessage(new Message(), new ByteBuffer(bytes, 0, bytes.Length, bytes.Length));
            }
        }

        public override void OnDisposition(DispositionContext dispositionContext) => dispositionContext.Complete();
    }

    /// <summary>Lets every user in.</summary>
    private sealed class AnyLogin() : SaslProfile(Mechanism)
    {
        public new const string Mechanism = "PLAIN";

        protected override ITransport UpgradeTransport(ITransport transport) => transport;

        protected override DescribedList GetStartCommand(string hostname) => throw new NotSupportedException("This is the server's side.");

        protected override DescribedList OnCommand(DescribedList command) => new SaslOutcome { Code = SaslCode.Ok };
    }
}
