using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Api;
using TuyaIot.Errors;
using TuyaIot.Pipeline;
using TuyaIot.Signing;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Fuzz.Tests.Properties;

/// <summary>Whatever names come, in whatever order and for however many products: each leaves in one request, and no request is too long.</summary>
public sealed class DeviceBatcherTests : IDisposable
{
    /// <summary>A request is measured with its signature and the longest one that there is.</summary>
    private const int Slack = 2 * SigningWriter.MaxSignatureLength;

    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(150);

    private static readonly Gen<string> Name = Gen.Frequency(
        (6, Gen.Choose(1, 400).Select(static number => string.Create(CultureInfo.InvariantCulture, $"device{number}"))),
        (2, Gen.Choose(1, 3_000).Select(static length => new string('x', length))),
        (1, Gen.Choose(1, 900).Select(static length => string.Concat(Enumerable.Repeat("泵", length)))),
        (1, Gen.Choose(7_000, 8_000).Select(static length => new string('y', length))));

    private static readonly Arbitrary<(int Call, string Name)[]> Input = Gen.Choose(0, 3).Zip(Name).ArrayOf().Resize(300).ToArbitrary();

    private static readonly DeviceBatchCall[] Calls =
    [
        new InvokeThingsService("pk1", "Set", JsonObjectText.Parse("""{"param1":1}"""), null),
        new InvokeThingsService("pk1", "Set", JsonObjectText.Parse("""{"param1":2}"""), null),
        new InvokeThingsService("pk2", "Set", JsonObjectText.Parse($$"""{"param1":"{{new string('a', 5_000)}}"}"""), 1),
        new InvokeThingService("pk1", "Set", JsonObjectText.Parse("""{"param1":1}"""), null),
    ];

    private readonly AccessKey _key = new("testid", new NetworkCredential("", "secret").SecurePassword);
    private readonly RequestSigner _signer;
    private readonly Uri _endpoint = new("https://gateway.example:8686/");

    public DeviceBatcherTests() => _signer = new RequestSigner(_key, RpcMethod.Get, _endpoint, [], static () => Guid.Empty.ToString("N"));

    [Fact]
    public void No_name_is_lost_and_none_is_in_two_places() => Check.One(Thorough, Prop.ForAll(
        Input,
        Gen.Choose(1, 100).ToArbitrary(),
        Gen.Elements(true, false).ToArbitrary(),
        (input, size, isUrlLimited) =>
        {
            // A name that comes twice may be told twice; here each comes once.
            (int Call, string Name)[] names = [.. input.Distinct()];
            (List<DeviceBatch> batches, List<(int Call, string Name)> refused) = Gather(names, size, isUrlLimited);

            for (int call = 0; call < Calls.Length; call++)
            {
                Assert.Equal(
                    names.Except(refused).Where(one => one.Call == call).Select(static one => one.Name),
                    batches.Where(batch => batch.Call == Calls[call]).SelectMany(static batch => batch.DeviceName));
            }

            Assert.Equal(Enumerable.Range(1, batches.Count), batches.Select(static batch => batch.Number).Order());
            Assert.All(refused, one => Assert.True(isUrlLimited && UrlLength(Calls[one.Call], [one.Name]) > RpcOptions.MaxUrlLength - Slack));
        }));

    [Fact]
    public void No_request_is_longer_than_it_may_be_and_only_the_last_is_shorter_than_it_must() => Check.One(Thorough, Prop.ForAll(
        Input,
        Gen.Choose(1, 100).ToArbitrary(),
        Gen.Elements(true, false).ToArbitrary(),
        (input, size, isUrlLimited) =>
        {
            (List<DeviceBatch> batches, _) = Gather([.. input.Distinct()], size, isUrlLimited);

            foreach (IGrouping<DeviceBatchCall, DeviceBatch> sent in batches.GroupBy(static batch => batch.Call))
            {
                int most = sent.Key.IsForOneDevice ? 1 : size;
                DeviceBatch[] ordered = [.. sent];
                for (int i = 0; i < ordered.Length; i++)
                {
                    IReadOnlyList<string> names = ordered[i].DeviceName;
                    Assert.InRange(names.Count, 1, most);
                    if (isUrlLimited)
                    {
                        Assert.InRange(UrlLength(sent.Key, names), 1, RpcOptions.MaxUrlLength);
                    }

                    if (i < ordered.Length - 1 && names.Count < most)
                    {
                        Assert.True(isUrlLimited);
                        Assert.InRange(UrlLength(sent.Key, [.. names, ordered[i + 1].DeviceName[0]]), RpcOptions.MaxUrlLength - Slack, int.MaxValue);
                    }
                }
            }
        }));

    [Fact]
    public void A_name_that_comes_again_is_in_no_request_twice_and_in_one_at_least() => Check.One(Thorough, Prop.ForAll(
        Gen.Choose(0, 3).Zip(Gen.Choose(1, 20).Select(static number => string.Create(CultureInfo.InvariantCulture, $"device{number}"))).ArrayOf().Resize(300).ToArbitrary(),
        Gen.Choose(1, 100).ToArbitrary(),
        (input, size) =>
        {
            (List<DeviceBatch> batches, _) = Gather(input, size, isUrlLimited: true);

            Assert.All(batches, static batch => Assert.Equal(batch.DeviceName.Count, batch.DeviceName.Distinct(StringComparer.Ordinal).Count()));
            Assert.True(input.ToHashSet().SetEquals(batches.SelectMany(static batch => batch.DeviceName, static (batch, name) => (Array.IndexOf(Calls, batch.Call), name))));
        }));

    /// <summary>Rows with very many different commands make requests leave early, and nothing is lost for it.</summary>
    [Fact]
    public void Requests_that_leave_early_take_every_name_with_them()
    {
        List<DeviceBatch> batches = [];
        int number = 0;
        DeviceBatcher batcher = new(static call => new DeviceGroup(call, template: null, 100, isUrlLimited: false), () => ++number);
        bool hasLeftEarly = false;

        for (int i = 0; i < 60_000; i++)
        {
            InvokeThingsService call = new("pk1", string.Create(CultureInfo.InvariantCulture, $"S{i % 30_000}"), JsonObjectText.Empty, null);
            batches.AddRange(batcher.Add(call, string.Create(CultureInfo.InvariantCulture, $"device{i}")) is DeviceBatch full ? [full] : []);
            if (batcher.IsOverfull)
            {
                hasLeftEarly = true;
                batches.AddRange(batcher.TakeOverflow());
            }
        }

        batches.AddRange(batcher.Flush());

        Assert.True(hasLeftEarly);
        Assert.Equal(0, batcher.Waiting);
        Assert.Equal(
            Enumerable.Range(0, 60_000).Select(static i => string.Create(CultureInfo.InvariantCulture, $"device{i} S{i % 30_000}")).Order(StringComparer.Ordinal),
            batches.SelectMany(static batch => batch.DeviceName, static (batch, name) => $"{name} {((InvokeThingsService)batch.Call).Identifier}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_query_asks_for_each_name_of_each_product_once() => Check.One(Thorough, Prop.ForAll(
        Input,
        Gen.Choose(1, 100).ToArbitrary(),
        Gen.Elements(int.MaxValue, 7_000, 20).ToArbitrary(),
        static (input, size, room) =>
        {
            List<(int Call, string Name)> asked = [];
            NameBatcher batcher = new(
                size,
                (product, names) =>
                {
                    Assert.InRange(names.Count, 1, size);
                    Assert.True(names.Count == 1 || room == int.MaxValue || names.Sum(static name => "&DeviceName.1=".Length + PercentEncoding.EncodedLength(name)) <= room);
                    asked.AddRange(names.Select(name => (int.Parse(product, CultureInfo.InvariantCulture), name)));
                },
                room);
            (int Call, string Name)[] names = [.. input.Distinct()];

            foreach ((int call, string name) in names)
            {
                batcher.Add(call.ToString(CultureInfo.InvariantCulture), name);
            }

            batcher.Flush();
            Assert.Equal(names.OrderBy(static one => one.Call), asked.OrderBy(static one => one.Call));
        }));

    public void Dispose() => _signer.Dispose();

    private (List<DeviceBatch> Batches, List<(int Call, string Name)> Refused) Gather((int Call, string Name)[] names, int size, bool isUrlLimited)
    {
        int number = 0;
        List<DeviceBatch> batches = [];
        List<(int Call, string Name)> refused = [];
        DeviceBatcher batcher = new(call => new DeviceGroup(call, Prepare(call), size, isUrlLimited), () => ++number);
        foreach ((int call, string name) in names)
        {
            int before = batcher.Waiting;
            try
            {
                // An equal call is the same command.
                DeviceBatch? full = batcher.Add(Calls[call] with { }, name);
                batches.AddRange(full is null ? [] : [full]);
            }
            catch (IotArgumentException exception) when (exception.ErrorId == "InvalidDeviceName")
            {
                Assert.Equal(before, batcher.Waiting);
                refused.Add((call, name));
            }
        }

        int waiting = batcher.Waiting;
        int left = batches.Sum(static batch => batch.DeviceName.Count);
        batches.AddRange(batcher.Flush());
        Assert.Equal(waiting, batches.Sum(static batch => batch.DeviceName.Count) - left);
        Assert.Equal(0, batcher.Waiting);
        return (batches, refused);
    }

    private RequestTemplate Prepare(DeviceBatchCall call) => _signer.Prepare(
        call.Action.Name, call.GetSentParameters(), call.IsForOneDevice ? DeviceBatchCall.SingleDeviceName : DeviceBatchCall.DeviceNameList);

    /// <summary>The length of the URL that is really signed.</summary>
    private int UrlLength(DeviceBatchCall call, IReadOnlyList<string> names)
    {
        if (names.Count > DeviceBatchCall.MaxDeviceNames)
        {
            return int.MaxValue;
        }

        using PooledBuffer query = _signer.Sign(new RpcRequest(Prepare(call), names), DateTimeOffset.UnixEpoch);
        return _endpoint.AbsoluteUri.Length + "?".Length + query.ToAsciiString().Length;
    }
}
