using System;
using System.IO;
using System.Linq;
using TuyaIot.Connection;
using TuyaIot.Messages;
using TuyaIot.Messages.Subscription;
using TuyaIot.Signing;

namespace TuyaIot;

/// <summary>Opens the messages of a consumer group.</summary>
internal static class MessageStreamFactory
{
    private const int MaxClientId = 64;

    /// <summary>Begins to connect at once, and returns before the link is up.</summary>
    /// <param name="profile">Who reads.</param>
    /// <param name="messages">Where from.</param>
    /// <param name="maxHeld">How many messages the reader may leave unsettled while it reads on.</param>
    /// <exception cref="MessageStreamException">The group is being read on this machine already.</exception>
    public static IMessageStream Open(ConnectionProfile profile, MessageSource messages, int maxHeld)
    {
        string nonce = new NonceSource().Next();
        FileStream? groupLock = GroupLock.Take(messages.Endpoint, profile.AccessKey, messages.GroupId);
        SubscriptionOptions options = new()
        {
            Endpoint = messages.Endpoint,
            AccessKey = profile.AccessKey,
            GroupId = messages.GroupId,
            ClientId = CreateClientId(nonce),
            InstanceId = profile.InstanceId,
            SecurityToken = profile.SecurityToken,
            SignMethod = profile.SignMethod,
            Security = profile.Options,
            MaxHeld = maxHeld,
        };
        return new MessageSubscription(options, TimeProvider.System, new Random(Convert.ToInt32(nonce[..8], 16)).NextDouble, groupLock);
    }

    /// <summary>The machine, so that the console shows whose it is, and a part that no other reader has.</summary>
    private static string CreateClientId(string nonce)
    {
        string machine = string.Concat(Environment.MachineName.Where(char.IsAsciiLetterOrDigit));
        string id = $"TuyaIot-{nonce[..8]}-{machine}";
        return id[..Math.Min(id.Length, MaxClientId)];
    }
}
