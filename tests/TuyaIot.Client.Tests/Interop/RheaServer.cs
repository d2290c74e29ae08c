using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Messages.Subscription;
using TuyaIot.Tests.Node;

namespace TuyaIot.Client.Tests.Interop;

/// <summary>A message server made with rhea, and readers of its one consumer group.</summary>
internal sealed class RheaServer : IDisposable
{
    private readonly Uri _endpoint;

    private RheaServer(NodeProcess process, Uri endpoint)
    {
        Process = process;
        _endpoint = endpoint;
    }

    public NodeProcess Process { get; }

    /// <summary>The user names that were given, and all were right.</summary>
    public IEnumerable<string?> UserNames => Process.Find("login").Where(static login => login.GetProperty("isRight").GetBoolean())
        .Select(static login => login.GetProperty("userName").GetString());

    public static async Task<RheaServer> StartAsync(NodeProcess process)
    {
        int port = (await process.WaitForAsync("listening")).GetProperty("port").GetInt32();
        return new RheaServer(process, new Uri(string.Create(CultureInfo.InvariantCulture, $"amqp://127.0.0.1:{port}/")));
    }

    public MessageSubscription Open(string secret = Reader.Secret, string signMethod = "hmacsha1") => Reader.Open(_endpoint, secret, signMethod);

    /// <summary>Publishes so many messages, from m1 on.</summary>
    public void Publish(int count) => Process.Send(new { publish = count });

    public void Dispose() => Process.Dispose();
}
