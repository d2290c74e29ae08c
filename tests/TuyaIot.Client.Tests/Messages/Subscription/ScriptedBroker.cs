using System;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Amqp;

namespace TuyaIot.Client.Tests.Messages.Subscription;

/// <summary>
/// A gateway that lets everybody in, and of which every byte is known. It sends what it is told when a link is attached and when the reader
/// first asks for messages. It says nothing else: neither a reply to the end of anything nor a sign of life.
/// </summary>
internal sealed class ScriptedBroker : IDisposable
{
    private const byte Open = 0x10;
    private const byte Begin = 0x11;
    private const byte Attach = 0x12;
    private const byte Flow = 0x13;
    private const byte Transfer = 0x14;
    private const byte Detach = 0x16;

    private static readonly byte[] Null = [0x40];
    private static readonly byte[] True = [0x41];
    private static readonly byte[] False = [0x42];
    private static readonly byte[] Zero = [0x43];
    private static readonly byte[] Many = [0x70, 0, 0, 0x10, 0];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _onAttach;
    private readonly byte[][] _onCredit;
    private readonly ConcurrentQueue<TcpClient> _clients = [];

    /// <param name="onAttach">The reply to the link.</param>
    /// <param name="onCredit">What follows when the reader asks for messages.</param>
    public ScriptedBroker(byte[] onAttach, params byte[][] onCredit)
    {
        _onAttach = onAttach;
        _onCredit = onCredit;
        _listener.Start();
        Endpoint = new Uri(string.Create(CultureInfo.InvariantCulture, $"amqp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));
        _ = AcceptAsync();
    }

    /// <summary>The link is attached.</summary>
    public static byte[] Attached { get; } = CreateAttach([0x00, 0x53, 0x28, 0x45]);

    /// <summary>The link is attached without a source, and detached without an error.</summary>
    public static byte[] Refused { get; } = [.. CreateAttach(Null), .. Frame(0, Detach, List(Zero, True))];

    public Uri Endpoint { get; }

    /// <summary>How many connections there were.</summary>
    public int Attempts => _clients.Count;

    /// <summary>The link is detached with an error.</summary>
    public static byte[] Detached(string condition) => Frame(0, Detach, List(Zero, True, [0x00, 0x53, 0x1D, .. List(Text(0xA3, condition))]));

    /// <summary>A message, each with a number of its own.</summary>
    public static byte[] Pushed(byte number, Message message)
    {
        ByteBuffer payload = message.Encode();
        byte[] delivery = List(Zero, [0x52, number], [0xA0, 1, number], Zero, False);
        return Frame(0, Transfer, [.. delivery, .. payload.Buffer.AsSpan(payload.Offset, payload.Length)]);
    }

    public void Dispose()
    {
        _listener.Stop();
        foreach (TcpClient client in _clients)
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync();
            _clients.Enqueue(client);
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            Stream stream = client.GetStream();
            byte[] header = new byte[8];
            await stream.ReadExactlyAsync(header);
            await stream.WriteAsync(header);
            await stream.WriteAsync(Frame(1, 0x40, List(Text(0xA3, "PLAIN"))));
            await ReadAsync(stream);
            await stream.WriteAsync(Frame(1, 0x44, List([0x50, 0])));
            await stream.ReadExactlyAsync(header);
            await stream.WriteAsync(header);
            bool isAsked = false;
            while (true)
            {
                byte code = await ReadAsync(stream);
                byte[] reply = code switch
                {
                    Open => Frame(0, Open, List(Text(0xA1, "scripted"))),
                    Begin => Frame(0, Begin, List([0x60, 0, 0], Zero, Many, Many)),
                    Attach => _onAttach,
                    Flow when !isAsked => [.. _onCredit.SelectMany(static frame => frame)],
                    _ => [],
                };
                isAsked |= code == Flow;
                await stream.WriteAsync(reply);
            }
        }
    }

    /// <summary>Reads one frame, and returns the code of what it says; 0 for an empty one.</summary>
    private static async Task<byte> ReadAsync(Stream stream)
    {
        byte[] length = new byte[4];
        await stream.ReadExactlyAsync(length);
        byte[] rest = new byte[BinaryPrimitives.ReadInt32BigEndian(length) - 4];
        await stream.ReadExactlyAsync(rest);
        return rest.Length > 6 ? rest[6] : (byte)0;
    }

    private static byte[] CreateAttach(byte[] source) =>
        Frame(0, Attach, List(Text(0xA1, "queueName"), Zero, False, Null, Null, source, [0x00, 0x53, 0x29, 0x45], Null, Null, Zero));

    private static byte[] Frame(byte type, byte code, byte[] body)
    {
        byte[] frame = [0, 0, 0, 0, 2, type, 0, 0, 0x00, 0x53, code, .. body];
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length);
        return frame;
    }

    private static byte[] List(params byte[][] fields)
    {
        byte[] all = [.. fields.SelectMany(static field => field)];
        return [0xC0, (byte)(all.Length + 1), (byte)fields.Length, .. all];
    }

    private static byte[] Text(byte type, string text) => [type, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
