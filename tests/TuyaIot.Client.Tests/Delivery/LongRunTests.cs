using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Api;
using TuyaIot.Client.Tests.Journals;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Signing;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>
/// A day of a command at the pace of its quota, in simulated time, with a journal. In some of its hours the clock of this machine is set,
/// the gateway is restarted, the network loses replies, the quota falls, or the key is replaced. The output has a line for each hour.
/// </summary>
[Collection(Alone.Name)]
public sealed class LongRunTests(ITestOutputHelper output)
{
    private const double Quota = 2;
    private const int Hours = 24;

    /// <summary>The hours in which something happens, half an hour after they begin.</summary>
    private static readonly Dictionary<int, string> Events = new()
    {
        [4] = "clock +1 h",
        [6] = "restart",
        [8] = "clock -3 h",
        [10] = "lost replies",
        [12] = "key replaced",
        [14] = "quota halved for 20 minutes",
        [16] = "restart",
        [18] = "clock right again",
        [20] = "lost replies",
    };

    private readonly SimulatedTime _time = new();
    private double _allowed = Quota;

    [Fact]
    public void A_day_ends_as_it_began()
    {
        List<Hour> hours = Run();
        foreach (Hour hour in hours)
        {
            output.WriteLine(string.Format(
                CultureInfo.InvariantCulture,
                "Hour {0,2}: {1} accepted, {2} throttled, {3} bytes allocated a request, {4:N0} bytes alive{5}",
                hour.Number, hour.Accepted, hour.Throttled, hour.Allocated / hour.Accepted, hour.Alive,
                Events.TryGetValue(hour.Number, out string? name) ? $"; {name}" : ""));
        }

        // The first hour learns. The one after an event is like any other.
        Hour[] quiet = [.. hours.Where(static hour => hour.Number > 1 && !Events.ContainsKey(hour.Number))];
        Hour first = quiet[0];
        Assert.All(quiet, static hour => Assert.InRange(hour.Accepted, 0.9 * Quota * 3600, Quota * 3600));
        Assert.All(quiet, hour => Assert.InRange((double)hour.Accepted / first.Accepted, 0.98, 1.02));
        Assert.All(quiet, hour => Assert.InRange((double)hour.Allocated / hour.Accepted / (first.Allocated / first.Accepted), 0.98, 1.02));

        // A byte for each request at most, which are a runtime's own; and nothing any more once everything has happened once.
        Assert.InRange(quiet[^1].Alive - first.Alive, long.MinValue, 150_000);
        Assert.InRange(quiet[^1].Alive - quiet.First(static hour => hour.Number > 14).Alive, long.MinValue, 20_000);

        // What happened cost no more than it lasted.
        Assert.All(hours, static hour => Assert.InRange(hour.Accepted, 0.74 * Quota * 3600, Quota * 3600));
    }

    /// <summary>Each hour another run of the same command with the same journal is killed, with some of its requests in flight.</summary>
    [Fact]
    public void A_journal_of_a_day_of_runs_holds_each_device_once()
    {
        const int Devices = 500;
        string[] names = [.. Enumerable.Range(1, Devices).Select(static number => $"device{number}")];
        using JournalFolder folder = new();
        List<long> alive = [];
        for (int hour = 1; hour <= Hours; hour++)
        {
            using Journal journal = folder.Open();
            alive.Add(GC.GetTotalMemory(forceFullCollection: true));
            Assert.Equal(hour == 1 ? 0 : Devices, journal.Ledger.Total);
            for (int request = 1; request <= Devices; request++)
            {
                journal.Send(request, names[request - 1]);
                if (request % 10 != hour % 10)
                {
                    journal.TryFinish(request, JournalSample.Accepted);
                }
            }
        }

        // A ledger that kept each device again for each run would take more than 400,000 bytes.
        Assert.InRange(alive[^1] - alive[1], long.MinValue, 150_000);
    }

    private List<Hour> Run()
    {
        Func<double, bool> quota = ThrottlingGateways.All["last second"](_ => _allowed);
        using LongRunGateway gateway = new(_time, quota, seed: 24) { AccessKeyId = "first" };
        using Journal journal = new("day.jsonl", Stream.Null, new DeviceLedger(), _time);
        List<Hour> hours = [];
        Session session = new(gateway, "first", _time);
        int number = 0;
        int corrected = 0;
        Dictionary<Verdict, int> verdicts = [];
        for (int hour = 1; hour <= Hours; hour++)
        {
            (int accepted, int throttled, long allocated) = (gateway.Accepted, gateway.Throttled, GC.GetAllocatedBytesForCurrentThread());
            TimeSpan half = TimeSpan.FromHours(hour - 0.5);
            bool hasHappened = false;
            while (_time.Elapsed < TimeSpan.FromHours(hour))
            {
                if (_time.Elapsed >= half && !hasHappened)
                {
                    hasHappened = true;
                    session = Happen(hour, gateway, session);
                }

                journal.Sending(++number, DeliveryRig.Call.GetIdentity(), ["device1", "device2"]);
                Outcome outcome = Await(session.SendAsync());
                Assert.True(journal.TryFinish(number, outcome));
                verdicts[outcome.Verdict] = verdicts.GetValueOrDefault(outcome.Verdict) + 1;
                corrected += outcome.CorrectedClock is null ? 0 : 1;
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            hours.Add(new Hour(hour, gateway.Accepted - accepted, gateway.Throttled - throttled, allocated, GC.GetTotalMemory(forceFullCollection: true)));
        }

        session.Dispose();
        output.WriteLine(string.Join(", ", verdicts.Select(static pair => $"{pair.Value} {pair.Key.Status} {pair.Key.Reason}")));
        Assert.Equal((0, 1), (gateway.Repeated, gateway.WrongKey));

        // Each change of the clock cost one attempt, and so did the new key, which learns the time anew.
        Assert.Equal((4, 4), (corrected, gateway.WrongTime));
        return hours;
    }

    private Session Happen(int hour, LongRunGateway gateway, Session session)
    {
        switch (Events.GetValueOrDefault(hour))
        {
            case "clock +1 h":
                _time.ClockError = TimeSpan.FromHours(1);
                break;
            case "clock -3 h":
                _time.ClockError = TimeSpan.FromHours(-3);
                break;
            case "clock right again":
                _time.ClockError = TimeSpan.Zero;
                break;
            case "restart":
                gateway.IsDown = true;
                After(TimeSpan.FromMinutes(2), () => gateway.IsDown = false);
                break;
            case "lost replies":
                gateway.IsUnheard = true;
                After(TimeSpan.FromMinutes(2), () => gateway.IsUnheard = false);
                break;
            case "quota halved for 20 minutes":
                _allowed = Quota / 2;
                After(TimeSpan.FromMinutes(20), () => _allowed = Quota);
                break;
            case "key replaced":
                gateway.AccessKeyId = "second";
                Assert.True(Await(session.SendAsync()).Verdict.EndsRun);
                session.Dispose();
                return new Session(gateway, "second", _time);
        }

        return session;
    }

    private void After(TimeSpan delay, Action action) => _time.CreateTimer(_ => action(), null, delay, Timeout.InfiniteTimeSpan);

    private Outcome Await(Task<Outcome> task)
    {
        while (!task.IsCompleted)
        {
            Assert.True(_time.RunNext(), "Something waits that no time ends.");
        }

        return task.Result;
    }

    private sealed record Hour(int Number, int Accepted, int Throttled, long Allocated, long Alive);

    /// <summary>What a credential has: a key, a clock, a pace and nonces of its own.</summary>
    private sealed class Session : IDisposable
    {
        private readonly RpcClient _client;
        private readonly RequestDelivery _delivery;
        private readonly RequestTemplate _template;

        public Session(LongRunGateway gateway, string accessKeyId, TimeProvider time)
        {
            AccessKey key = new(accessKeyId, new NetworkCredential("", DeliveryRig.Secret).SecurePassword);
            _client = new RpcClient(key, new RpcOptions { Endpoint = new Uri("https://gateway.example/") }, time, new NonceSource().Next, gateway);
            Pacer pacer = new(time);
            _delivery = new RequestDelivery(
                new GatewaySession(_client, time, _ => pacer), new DeliveryOptions { RequestsPerSecond = Quota }, static () => 0.5);
            _template = _client.Prepare(DeliveryRig.Call.Action.Name, DeliveryRig.Call.GetParameters(), DeviceBatchCall.DeviceNameList);
        }

        public Task<Outcome> SendAsync() => _delivery.DeliverAsync(
            new RpcRequest(_template, ["device1", "device2"]), DeliveryRig.Call.Action, record: null, CancellationToken.None);

        public void Dispose() => _client.Dispose();
    }
}
