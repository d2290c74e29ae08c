using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using TuyaIot.Fuzz.Tests.Targets;

namespace TuyaIot.Fuzz.Tests.Runs;

/// <summary>Gives inputs to a target and watches each: what it throws, what it allocates, and how long it takes.</summary>
internal sealed class FuzzRun(FuzzTarget target)
{
    /// <summary>What threads of Windows have. A reader that calls itself for each level of its input ends the process here, not at a user's.</summary>
    private const int StackSize = 1024 * 1024;

    private const int MaxFailures = 10;

    /// <summary>An input that takes longer, three times in a row, takes too long. A busy machine delays one once.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan HangTime = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, FuzzFailure> _failures = [];
    private int _index;
    private byte[] _input = [];
    private long _taken;
    private long _refused;
    private long _bytes;
    private long _maxAllocated;
    private double _maxShare;
    private TimeSpan _longest;

    /// <summary>Gives it inputs, one after the other.</summary>
    /// <returns>One failure of each kind.</returns>
    public IReadOnlyList<FuzzFailure> Run(IEnumerable<(int Index, byte[] Input)> inputs)
    {
        Thread thread = new(() => Work(inputs), StackSize) { IsBackground = true };
        thread.Start();
        int seen = -1;
        long since = Stopwatch.GetTimestamp();
        while (!thread.Join(TimeSpan.FromMilliseconds(200)))
        {
            int index = Volatile.Read(ref _index);
            if (index != seen)
            {
                (seen, since) = (index, Stopwatch.GetTimestamp());
            }
            else if (Stopwatch.GetElapsedTime(since) > HangTime)
            {
                return [new FuzzFailure(index, "hang", $"It was not read within {HangTime.TotalSeconds} s.", Volatile.Read(ref _input))];
            }
        }

        return [.. _failures.Values];
    }

    /// <summary>The figures of the run.</summary>
    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{target.Name}: {_taken + _refused:#,0} inputs of {_bytes / Math.Max(1, _taken + _refused):#,0} bytes, {_taken:#,0} read, {_refused:#,0} refused as documented, "
        + $"{_failures.Count} defects; at most {_maxAllocated:#,0} bytes allocated for one, {_maxShare:P0} of what it may, and {_longest.TotalMilliseconds:#,0} ms taken");

    /// <summary>What a failed test says.</summary>
    public string Describe(FuzzFailure failure, int seed)
    {
        string file = Save(failure, seed);
        return string.Create(CultureInfo.InvariantCulture, $"""
            {target.Name}, seed {seed}, input {failure.Index}: {failure.Problem}
            Input, {failure.Input.Length} bytes: {target.Describe(failure.Input)}
            Once more: TUYA_IOT_FUZZ_SEED={seed} TUYA_IOT_FUZZ_FIRST={failure.Index} TUYA_IOT_FUZZ_COUNT=1 dotnet test tests/TuyaIot.Fuzz.Tests
            Keep it: cp {file} tests/TuyaIot.Fuzz.Tests/Corpus/{target.Name}/<what is wrong with it>.bin
            Its bytes: {Convert.ToHexString(failure.Input, 0, Math.Min(failure.Input.Length, 4_096))}

            """);
    }

    private string Save(FuzzFailure failure, int seed)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "tuyaiot-fuzz")).FullName;
        string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{target.Name}-{seed}-{failure.Index}.bin"));
        File.WriteAllBytes(file, failure.Input);
        return file;
    }

    private void Work(IEnumerable<(int Index, byte[] Input)> inputs)
    {
        // The first reading of anything fills tables that last.
        foreach (byte[] sample in target.Samples)
        {
            Measure(sample);
        }

        foreach ((int index, byte[] input) in inputs)
        {
            Volatile.Write(ref _input, input);
            Volatile.Write(ref _index, index);
            if (Check(input) is (string Kind, string Problem) problem && _failures.TryAdd(problem.Kind, new FuzzFailure(index, problem.Kind, problem.Problem, input))
                && _failures.Count == MaxFailures)
            {
                return;
            }
        }
    }

    private (string Kind, string Problem)? Check(byte[] input)
    {
        long allowed = target.MaxAllocated(input);
        (Exception? exception, bool taken, long allocated, TimeSpan time) = Measure(input);

        // What is allocated or waited for once is not this input's.
        for (int again = 0; again < 2 && exception is null && (allocated > allowed || time > MaxTime); again++)
        {
            (exception, taken, allocated, time) = Measure(input);
        }

        if (exception is not null)
        {
            string place = new StackTrace(exception).GetFrames().Select(static frame => frame.GetMethod())
                .FirstOrDefault(static method => method?.DeclaringType?.FullName?.StartsWith("TuyaIot.", StringComparison.Ordinal) is true)?.ToString() ?? "";
            return ($"{exception.GetType()} {place}", exception.ToString());
        }

        _taken += taken ? 1 : 0;
        _refused += taken ? 0 : 1;
        _bytes += input.Length;
        _maxAllocated = Math.Max(_maxAllocated, allocated);
        _maxShare = Math.Max(_maxShare, (double)allocated / allowed);
        _longest = time > _longest ? time : _longest;
        return allocated > allowed ? ("bytes", string.Create(CultureInfo.InvariantCulture, $"It allocated {allocated:#,0} bytes of {allowed:#,0}."))
            : time > MaxTime ? ("time", string.Create(CultureInfo.InvariantCulture, $"It took {time.TotalMilliseconds:#,0} ms."))
            : null;
    }

    private (Exception? Exception, bool Taken, long Allocated, TimeSpan Time) Measure(byte[] input)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        try
        {
            bool taken = target.Read(input);
            return (null, taken, GC.GetAllocatedBytesForCurrentThread() - before, Stopwatch.GetElapsedTime(start));
        }
#pragma warning disable CA1031 // Whatever it is, it is what the run looks for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return (exception, false, 0, TimeSpan.Zero);
        }
    }
}
