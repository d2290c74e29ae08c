using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using TuyaIot.Fuzz.Tests.Runs;
using TuyaIot.Fuzz.Tests.Targets;
using Xunit;

namespace TuyaIot.Fuzz.Tests;

/// <summary>
/// Nothing that somebody else wrote ends the process, takes for ever or fills the memory: it is read, or refused as documented.
/// TUYA_IOT_FUZZ_COUNT makes the runs longer, as build.ps1 Fuzz does.
/// </summary>
public abstract class FuzzTests(string name)
{
    /// <summary>What was ever found stays found.</summary>
    [Fact]
    public void The_corpus_is_read_or_refused()
    {
        string[] files = Directory.Exists($"Corpus/{name}") ? Directory.GetFiles($"Corpus/{name}") : [];

        Run(files.Select(static (file, index) => (index, File.ReadAllBytes(file))), seed: 0, isThorough: true);
    }

    [Fact]
    public void Any_sample_is_read() => Assert.All(
        FuzzTarget.Create(name).Samples, (sample, index) => Assert.True(FuzzTarget.Create(name, isThorough: true).Read(sample), string.Create(CultureInfo.InvariantCulture, $"Sample {index}")));

    [Fact]
    public void Any_input_is_read_or_refused()
    {
        FuzzSettings settings = FuzzSettings.FromEnvironment();
        FuzzTarget target = FuzzTarget.Create(name);

        Run(Enumerable.Range(settings.First, settings.Count).Select(index => (index, target.CreateInput(settings.Seed, index))), settings.Seed);
    }

    private void Run(IEnumerable<(int Index, byte[] Input)> inputs, int seed, bool isThorough = false)
    {
        long start = Stopwatch.GetTimestamp();
        FuzzRun run = new(FuzzTarget.Create(name, isThorough));
        IReadOnlyList<FuzzFailure> failures = run.Run(inputs);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{run.Describe()}; seed {seed}, {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
        Assert.True(failures.Count == 0, string.Concat(failures.Select(failure => run.Describe(failure, seed))));
    }
}

/// <summary>What a gateway, or a proxy in front of it, replies.</summary>
public sealed class ReplyFuzzTests() : FuzzTests(ReplyTarget.Folder);

/// <summary>What a gateway pushes, of which a device may have written the most.</summary>
public sealed class MessageFuzzTests() : FuzzTests(MessageTarget.Folder);

/// <summary>A journal as a killed process, a disk or an editor left it.</summary>
public sealed class JournalFuzzTests() : FuzzTests(JournalTarget.Folder);

/// <summary>A scenario that somebody wrote for the simulator.</summary>
public sealed class ScenarioFuzzTests() : FuzzTests(ScenarioTarget.Folder);

/// <summary>What a user passes to -Args.</summary>
public sealed class ArgsFuzzTests() : FuzzTests(ArgsTarget.Folder);
