using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Connection;
using TuyaIot.Messages;
using Xunit;

namespace TuyaIot.Client.Tests.Messages.Subscription;

/// <summary>The messages of a credential, as a gateway sees who reads them. Alone, because one test moves the folder for temporary files.</summary>
[Collection(Alone.Name)]
public sealed class MessageStreamFactoryTests
{
    [Theory]
    [InlineData(null, null, null, "authMode=aksign,signMethod=hmacsha1", "iotInstanceId=,")]
    [InlineData("HmacSHA256", null, "iot-1", "authMode=aksign,signMethod=hmacsha256", "iotInstanceId=iot-1,")]
    [InlineData(null, "a-token", null, "authMode=ststoken,securityToken=a-token,signMethod=hmacsha1", "iotInstanceId=,")]
    [InlineData("hmacsha256", "a-token", null, "authMode=ststoken,securityToken=a-token,signMethod=hmacsha256", "iotInstanceId=,")]
    public async Task A_credential_reads_its_group(string? signMethod, string? token, string? instance, string mode, string says)
    {
        using MessageRig rig = new();
        ConnectionProfile profile = CreateProfile(rig, settings =>
        {
            settings.SignMethod = signMethod;
            settings.SecurityToken = token is null ? null : new NetworkCredential(string.Empty, token).SecurePassword;
            settings.InstanceId = instance;
        });
        rig.Publish(3);
        await using IMessageStream stream = MessageStreamFactory.Open(profile, MessageSource.From(profile, null, null), maxHeld: 0);

        Assert.Equal(MessageRig.Ids(3), await MessageRig.TakeAsync(stream, 3));

        string userName = Assert.Single(rig.UserNames);
        Assert.Matches("^TuyaIot-[0-9a-f]{8}-[A-Za-z0-9]*$", userName.Split('|')[0]);
        Assert.InRange(userName.IndexOf('|', StringComparison.Ordinal), 1, 64);
        Assert.StartsWith(mode, userName.Split('|')[1], StringComparison.Ordinal);
        Assert.Contains(says, userName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_has_one_reader_at_a_time_and_each_has_a_name_of_its_own()
    {
        using MessageRig rig = new();
        ConnectionProfile profile = CreateProfile(rig);
        MessageSource source = MessageSource.From(profile, null, null);
        rig.Publish(2);
        await using (IMessageStream first = MessageStreamFactory.Open(profile, source, maxHeld: 0))
        {
            Assert.Equal("ConsumerGroupInUse", Assert.Throws<MessageStreamException>(() => MessageStreamFactory.Open(profile, source, maxHeld: 0)).ErrorId);
            await MessageRig.TakeAsync(first, 1);
        }

        await using IMessageStream second = MessageStreamFactory.Open(profile, source, maxHeld: 0);

        Assert.Equal(["m2"], await MessageRig.TakeAsync(second, 1));
        Assert.Equal(2, rig.UserNames.Select(static userName => userName.Split('|')[0]).Distinct().Count());
    }

    /// <summary>A second delivery is asked for when half of the credit is settled, which the first would never be.</summary>
    [Fact]
    public async Task As_many_messages_as_are_said_may_be_held()
    {
        using MessageRig rig = new();
        ConnectionProfile profile = CreateProfile(rig);
        await using IMessageStream stream = MessageStreamFactory.Open(profile, MessageSource.From(profile, null, null), maxHeld: 100);
        rig.Publish(1_000);
        Queue<MessageDelivery> held = new();
        for (int i = 0; i < 1_000; i++)
        {
            held.Enqueue(await MessageRig.NextAsync(stream));
            if (held.Count > 100)
            {
                held.Dequeue().Settle();
            }
        }

        await MessageRig.UntilAsync(() => rig.Counts.Settled == 900);
    }

    /// <summary>The lock keeps a second reader away where it can. It keeps nobody from reading.</summary>
    [Fact]
    public async Task Where_no_temporary_file_can_be_made_messages_are_read_all_the_same()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows takes the folder from another place.");
        using MessageRig rig = new();
        ConnectionProfile profile = CreateProfile(rig);
        rig.Publish(2);
        string? folder = Environment.GetEnvironmentVariable("TMPDIR");
        IMessageStream first;
        IMessageStream second;
        try
        {
            Environment.SetEnvironmentVariable("TMPDIR", Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()));
            first = MessageStreamFactory.Open(profile, MessageSource.From(profile, null, null), maxHeld: 0);
            second = MessageStreamFactory.Open(profile, MessageSource.From(profile, null, null), maxHeld: 0);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TMPDIR", folder);
        }

        await using (first)
        await using (second)
        {
            await MessageRig.UntilAsync(() => first.AttachedSince is not null && second.AttachedSince is not null);
        }
    }

    private static ConnectionProfile CreateProfile(MessageRig rig, Action<IotCredentialSettings>? change = null)
    {
        IotCredentialSettings settings = new()
        {
            AccessKeyId = "testid",
            AccessKeySecret = new NetworkCredential(string.Empty, Sample.Secret).SecurePassword,
            Endpoint = "host",
            MessageEndpoint = rig.Endpoint.ToString(),
            ConsumerGroupId = "g1",
        };
        change?.Invoke(settings);
        return new ConnectionProfile(settings);
    }
}
