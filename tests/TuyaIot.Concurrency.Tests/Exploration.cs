using System;
using System.Threading.Tasks;
using Microsoft.Coyote;
using Microsoft.Coyote.SystematicTesting;
using Xunit;

namespace TuyaIot.Concurrency.Tests;

/// <summary>
/// Runs a test again and again, each time with another order in which its tasks take turns. The same seed gives the same orders. A
/// deadlock is found like a failed assertion. One exploration has the process to itself.
/// </summary>
internal static class Exploration
{
    internal const string Collection = "Explorations, one after the other";

    private const uint Seed = 20;

    /// <param name="test">The test, which shares nothing between two runs.</param>
    /// <param name="iterations">How many orders are tried.</param>
    /// <param name="waitsForTime">
    /// Whether it waits on a clock that it moves itself. Coyote does not know such a wait, so the order around it may differ from run to run.
    /// </param>
    internal static void Run(Func<Task> test, uint iterations = 200, bool waitsForTime = false)
    {
        TestReport report = Explore(test, iterations, waitsForTime);
        Assert.True(report.NumOfFoundBugs == 0, string.Join('\n', report.BugReports));
        Assert.Equal(iterations, (uint)(report.NumOfExploredFairPaths + report.NumOfExploredUnfairPaths));
    }

    internal static TestReport Explore(Func<Task> test, uint iterations, bool waitsForTime)
    {
        Configuration configuration = Configuration.Create()
            .WithTestingIterations(iterations)
            .WithRandomGeneratorSeed(Seed)
            .WithMaxSchedulingSteps(10_000)
            .WithTelemetryEnabled(false);
        if (waitsForTime)
        {
            configuration = configuration.WithPartiallyControlledConcurrencyAllowed().WithNoBugTraceRepro();
        }

        using TestingEngine engine = TestingEngine.Create(configuration, test);
        engine.Run();
        return engine.TestReport;
    }
}
