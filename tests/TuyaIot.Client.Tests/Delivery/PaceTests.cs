using System.Globalization;
using System.Linq;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>
/// The pace beside the best even one, in simulated time and over many seeds. Runs last 100 s, learning included. The tests'
/// output has one line for each row.
/// </summary>
public sealed class PaceTests(ITestOutputHelper output)
{
    private const int Seeds = 12;

    /// <summary>Of the best even pace. Stalls come at random, so that a dozen seeds tell less there.</summary>
    private const double Goal = 0.95;
    private const double GoalWithStalls = 0.94;

    /// <summary>Of the replies.</summary>
    private const double MaxRefused = 0.1;

    /// <summary>What the gateway allows, what was asked for, and how many requests may be under way.</summary>
    public static MatrixTheoryData<string, (double Quota, double Ceiling, int InFlight), bool> Rows => new(
        ThrottlingGateways.All.Keys,
        [(10, 10, 8), (4, 10, 8), (4, 4, 8), (20, 20, 16), (20, 50, 32), (50, 50, 32)],
        [false, true]);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Comes_close_to_the_best_even_pace(string counting, (double Quota, double Ceiling, int InFlight) rates, bool stalls)
    {
        (double quota, double ceiling, int inFlight) = rates;
        foreach (double jitter in (double[])[0, 0.1, 0.3])
        {
            PaceSimulation simulation = new(jitter, stalls, inFlight);
            double best = FindBestEven(simulation, counting, quota);
            (double accepted, double refused, double worst) = Measure(simulation, counting, quota, ceiling);
            output.WriteLine(string.Format(
                CultureInfo.InvariantCulture,
                "{0}/s of {1}/s asked for, {2}{3}, jitter {4} ms: best even {5:0.0} %, ours {6:0.0} % = {7:0.000} of it (worst seed {8:0.000}), refused {9:0.0} %",
                quota, ceiling, counting, stalls ? ", stalls" : "", 1000 * jitter, 100 * best, 100 * accepted, accepted / best, worst / best, 100 * refused));
            Assert.True(accepted >= (stalls ? GoalWithStalls : Goal) * best, $"{accepted:0.000} of {best:0.000} with {jitter} s of jitter");
            Assert.True(refused <= MaxRefused, $"{refused:0.000} refused with {jitter} s of jitter");
        }
    }

    /// <summary>A second of a slow gateway holds too few requests to tell much, so less is asked of the pace there.</summary>
    public static MatrixTheoryData<string, (double Quota, double Ceiling)> OtherQuotas =>
        new(ThrottlingGateways.All.Keys, [(2, 10), (8, 10), (2, 2)]);

    [Theory]
    [MemberData(nameof(OtherQuotas))]
    public void Finds_at_least_85_percent_of_any_quota(string counting, (double Quota, double Ceiling) rates)
    {
        PaceSimulation simulation = new(Jitter: 0, Stalls: false, InFlight: 8);
        (double accepted, double refused, _) = Measure(simulation, counting, rates.Quota, rates.Ceiling);
        output.WriteLine(string.Format(
            CultureInfo.InvariantCulture,
            "{0}/s of {1}/s asked for, {2}: {3:0.0} %, refused {4:0.0} %",
            rates.Quota, rates.Ceiling, counting, 100 * accepted, 100 * refused));
        Assert.True(accepted >= 0.85, $"{accepted:0.000}");
        Assert.True(refused <= 0.2, $"{refused:0.000} refused");
    }

    /// <summary>Everything is refused for a minute, or the quota falls for a minute; ten seconds later it is back.</summary>
    [Theory]
    [InlineData("last second", 0)]
    [InlineData("last second", 2)]
    [InlineData("last second, refused too", 0)]
    [InlineData("fixed seconds", 0)]
    [InlineData("bucket", 0)]
    public void Is_back_at_90_percent_ten_seconds_after_a_minute_of_throttling(string counting, double meanwhile)
    {
        foreach (double jitter in (double[])[0, 0.1, 0.3])
        {
            PaceSimulation simulation = new(jitter, Stalls: false, InFlight: 8) { Seconds = 110, From = 90 };
            double best = FindBestEven(new PaceSimulation(jitter, Stalls: false, InFlight: 8), counting, 10);
            double accepted = Enumerable.Range(1, Seeds).Average(seed => simulation.RunPaced(
                10, ThrottlingGateways.All[counting](now => now is > 20 and < 80 ? meanwhile : 10), seed).Accepted) / 20 / 10;
            output.WriteLine(string.Format(
                CultureInfo.InvariantCulture,
                "10/s, {0}/s for a minute, {1}, jitter {2} ms: from 10 s to 30 s after it {3:0.000} of the best even pace",
                meanwhile, counting, 1000 * jitter, accepted / best));
            Assert.True(accepted >= 0.9 * best, $"{accepted:0.000} of {best:0.000} with {jitter} s of jitter");
        }
    }

    private static double FindBestEven(PaceSimulation simulation, string counting, double quota) => Enumerable.Range(0, 12)
        .Select(step => quota * (0.78 + (0.02 * step)) * 0.9995)
        .Max(pace => Enumerable.Range(101, 4).Average(seed =>
            simulation.RunEven(pace, ThrottlingGateways.All[counting](_ => quota), seed).Accepted)) / simulation.Seconds / quota;

    private static (double Accepted, double Refused, double Worst) Measure(
        PaceSimulation simulation, string counting, double quota, double ceiling)
    {
        (int Accepted, int Refused)[] runs =
        [
            .. Enumerable.Range(1, Seeds).Select(seed => simulation.RunPaced(ceiling, ThrottlingGateways.All[counting](_ => quota), seed)),
        ];
        double perRun = simulation.Seconds * quota;
        double refused = runs.Sum(static run => run.Refused);
        double accepted = runs.Sum(static run => run.Accepted);
        return (accepted / Seeds / perRun, refused / (refused + accepted), runs.Min(static run => run.Accepted) / perRun);
    }
}
