using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Messages;
using TuyaIot.Messages.Subscription;
using TuyaIot.Signing;
using TuyaIot.Simulator.Amqp;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Messages.Subscription;

/// <summary>A server of messages, and readers of its one consumer group.</summary>
internal sealed class MessageRig : IDisposable
{
    private const string Password = "testsecret";

    private readonly PushServer _server;
    private int _published;

    public MessageRig(Func<PushOptions, PushOptions>? configure = null, params LinkFault[] faults)
    {
        PushOptions options = new()
        {
            EndPoint = new IPEndPoint(IPAddress.Loopback, 0),
            Groups = ["g1"],
            Authenticate = Authenticate,
            CreateFaults = () => new Faults(faults),
        };
        _server = new PushServer(configure?.Invoke(options) ?? options);
        Endpoint = new Uri(string.Create(CultureInfo.InvariantCulture, $"amqp://127.0.0.1:{_server.EndPoint.Port}/"));
    }

    public Uri Endpoint { get; }

    public PushCounts Counts => _server.GetCounts();

    /// <summary>The user names that were given.</summary>
    public List<string> UserNames { get; } = [];

    public MessageSubscription Open(
        string secret = Password, string group = "g1", TimeSpan? maxSilence = null, TimeSpan? idleTimeout = null, TimeSpan? connectTimeout = null, Uri? endpoint = null, RpcOptions? security = null, int maxHeld = 0, TimeProvider? time = null) =>
        new(
            new SubscriptionOptions
            {
                Endpoint = endpoint ?? Endpoint,
                AccessKey = new AccessKey("testid", new NetworkCredential(string.Empty, secret).SecurePassword),
                GroupId = group,
                ClientId = "c1",
                MaxHeld = maxHeld,
                Security = security ?? new RpcOptions { Endpoint = new Uri("https://unused") },
                MaxSilence = maxSilence ?? TimeSpan.FromMinutes(2),
                IdleTimeout = idleTimeout ?? TimeSpan.FromSeconds(40),
                ConnectTimeout = connectTimeout ?? TimeSpan.FromSeconds(15),
            },
            time ?? TimeProvider.System,
            static () => 0,
            groupLock: null);

    /// <summary>Publishes so many messages, from m1 on.</summary>
    public void Publish(int count, DateTimeOffset? generatedAt = null)
    {
        Publish(Enumerable.Range(_published + 1, count), generatedAt);
        _published += count;
    }

    /// <summary>Publishes the messages of these numbers once more.</summary>
    public void PublishAgain(params IEnumerable<int> numbers) => Publish(numbers, null);

    private void Publish(IEnumerable<int> numbers, DateTimeOffset? generatedAt) => _server.Publish(
    [
        .. numbers.Select(number => new PushedMessage(
            $"m{number}", "/k1/d1/thing/event/property/post", generatedAt ?? DateTimeOffset.UtcNow, Encoding.UTF8.GetBytes($$"""{"items":{"n":{"value":{{number}} } } }"""), "d1")),
    ]);

    public static async Task<MessageDelivery> NextAsync(IMessageStream stream)
    {
        // The limit is one of the true time, whatever clock the stream has.
        using CancellationTokenSource limit = new(Patience.Limit);
        MessageDelivery? delivery = await stream.ReceiveAsync(Timeout.InfiniteTimeSpan, limit.Token);
        Assert.NotNull(delivery);
        return delivery;
    }

    /// <summary>Reads and settles so many messages.</summary>
    public static async Task<List<string?>> TakeAsync(IMessageStream stream, int count)
    {
        List<string?> ids = [];
        for (int i = 0; i < count; i++)
        {
            MessageDelivery delivery = await NextAsync(stream);
            delivery.Settle();
            ids.Add(delivery.Message.MessageId);
        }

        return ids;
    }

    /// <summary>The ids from m1 on.</summary>
    public static IEnumerable<string> Ids(int count) => Enumerable.Range(1, count).Select(static number => $"m{number}");

    public static async Task UntilAsync(Func<bool> isTrue)
    {
        using CancellationTokenSource limit = new(Patience.Limit);
        while (!isTrue())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    public void Dispose() => _server.Dispose();

    /// <summary>Checks as the documentation says, with code of its own.</summary>
    private string? Authenticate(string userName, string password)
    {
        lock (UserNames)
        {
            UserNames.Add(userName);
        }

        Dictionary<string, string> pairs = userName.Split('|')[1].Split(',').Select(static pair => pair.Split('=', 2)).ToDictionary(static pair => pair[0], static pair => pair[1]);
        string token = pairs.TryGetValue("securityToken", out string? value) ? $"&securityToken={value}" : string.Empty;
        byte[] text = Encoding.UTF8.GetBytes($"authId={pairs["authId"]}{token}&timestamp={pairs["timestamp"]}");
        byte[] key = Encoding.UTF8.GetBytes(Password);
        byte[] signed = pairs["signMethod"] == "hmacsha256" ? HMACSHA256.HashData(key, text) : HMACSHA1.HashData(key, text);
        return password == Convert.ToBase64String(signed) ? pairs["consumerGroupId"] : null;
    }

    /// <summary>Each happens to the link that pushes the third message after the one before.</summary>
    private sealed class Faults(LinkFault[] faults) : IPushFaults
    {
        private int _messages;
        private int _next;

        public PushFault Next(PushedMessage message) =>
            ++_messages % 3 == 0 && _next < faults.Length ? new PushFault(IsDuplicated: false, IsReordered: false, TimeSpan.Zero, faults[_next++]) : default;

        public IReadOnlyList<KeyValuePair<TimeSpan, LinkFault>> NextOfLink() => [];
    }
}
