using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using TuyaIot.Messages;
using TuyaIot.Messages.Subscription;
using TuyaIot.Signing;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Interop;

/// <summary>Reads a consumer group of a server that others made.</summary>
internal static class Reader
{
    public const string Secret = "testsecret";
    public const string KeyId = "testid";
    public const string ClientId = "c1";
    public const string GroupId = "g1";

    public static MessageSubscription Open(
        Uri endpoint, string secret = Secret, string signMethod = "hmacsha1", string? sourceAddress = null, TimeProvider? time = null) => new(
            new SubscriptionOptions
            {
                Endpoint = endpoint,
                AccessKey = new AccessKey(KeyId, new NetworkCredential(string.Empty, secret).SecurePassword),
                GroupId = GroupId,
                ClientId = ClientId,
                SignMethod = signMethod,
                SourceAddress = sourceAddress,
                Security = new RpcOptions { Endpoint = new Uri("https://unused") },
            },
            time ?? TimeProvider.System,
            static () => 0,
            groupLock: null);

    /// <summary>Reads and settles so many messages. Their ids.</summary>
    public static async Task<List<string?>> TakeAsync(IMessageStream stream, int count)
    {
        List<string?> ids = [];
        for (int i = 0; i < count; i++)
        {
            MessageDelivery? delivery = await stream.ReceiveAsync(Patience.Limit, TestContext.Current.CancellationToken);
            Assert.NotNull(delivery);
            delivery.Settle();
            ids.Add(delivery.Message.MessageId);
        }

        return ids;
    }

    /// <summary>Whether nothing comes for a while.</summary>
    public static async Task<bool> IsQuietAsync(IMessageStream stream) =>
        await stream.ReceiveAsync(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken) is null;

    /// <summary>The ids of so many messages, from one on.</summary>
    public static IEnumerable<string> Ids(int first, int count) => Enumerable.Range(first, count).Select(static number => $"m{number}");
}
