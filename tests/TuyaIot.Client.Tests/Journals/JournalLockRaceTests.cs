using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>Runs of other processes and of many threads on one journal.</summary>
public sealed class JournalLockRaceTests : IDisposable
{
    private const string HeldPath = "JOURNAL_TO_HOLD";

    private readonly JournalFolder _folder = new();

    [Theory]
    [InlineData("-s")]
    [InlineData("")]
    public void A_run_in_another_process_keeps_it_until_it_dies(string kind)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links are made by a program of Unix.");
        Assert.SkipWhen(Type.GetType("Mono.Runtime") is not null, "The other process is started as .NET starts one.");
        _folder.Run(static _ => { });
        using Process other = StartHolder(_folder.Link(kind));
        try
        {
            Assert.True(SpinWait.SpinUntil(() => _folder.Lines.Count > 1 || other.HasExited, TimeSpan.FromMinutes(1)));
            Assert.False(other.HasExited);

            Assert.Equal("JournalInUse", Assert.Throws<JournalException>(() => _folder.Open()).ErrorId);
            Assert.Equal(2, JournalSummary.Read(_folder.Path).Runs);
        }
        finally
        {
            other.Kill();
            other.WaitForExit();
        }

        _folder.Open().Dispose();
    }

    /// <summary>Not a test: what the other process of the test above does.</summary>
    [Fact(Explicit = true)]
    public async Task Hold()
    {
        using Journal journal = Journal.Open(Environment.GetEnvironmentVariable(HeldPath)!, JournalSample.Command, TimeProvider.System);
        await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Of_many_runs_that_begin_at_once_one_gets_it()
    {
        for (int time = 0; time < 20; time++)
        {
            Journal?[] all = new Journal?[8];
            Parallel.For(0, all.Length, number =>
            {
                try
                {
                    all[number] = _folder.Open();
                }
                catch (JournalException exception) when (exception.ErrorId == "JournalInUse")
                {
                    // One of the others has it.
                }
            });

            Assert.Single(all, static journal => journal is not null);
            all.Single(static journal => journal is not null)!.Dispose();
        }

        Assert.Equal(20, JournalSummary.Read(_folder.Path).Runs);
    }

    [Fact]
    public async Task Runs_and_readers_that_come_and_go_do_not_get_into_each_others_way()
    {
        _folder.Run(static _ => { });
        using CancellationTokenSource done = new();
        Task readers = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                JournalSummary.Read(_folder.Path);
            }
        }, TestContext.Current.CancellationToken);

        for (int run = 0; run < 100; run++)
        {
            _folder.Run(static _ => { });
        }

        done.Cancel();
        await readers;
        Assert.Equal(101, JournalSummary.Read(_folder.Path).Runs);
    }

    public void Dispose() => _folder.Dispose();

    private static Process StartHolder(string path)
    {
        string program = typeof(JournalLockRaceTests).Assembly.Location;
        ProcessStartInfo start = new(
            "dotnet",
            $"\"{program}\" -explicit only -method \"{typeof(JournalLockRaceTests).FullName}.{nameof(Hold)}\"")
        { RedirectStandardOutput = true };
        start.Environment[HeldPath] = path;
        return Process.Start(start)!;
    }
}
