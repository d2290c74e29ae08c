using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Progress;

/// <summary>The progress bar as the host is given it. Where a run is timed, each request takes a tenth of a second for 10 devices.</summary>
public sealed class ProgressTests
{
    private const string Piped = $"$names | {TimedRun.Command}";

    [Theory]
    [InlineData($"{TimedRun.Command} -DeviceName $names")]
    [InlineData($"{Piped} -Count 1000")]
    public void Percent_and_time_left_are_shown_where_the_count_is_known(string script)
    {
        using TimedRun run = new(0.1);
        run.Shell.Run(script);

        // The first after half a second, each other one a quarter of a second after the one before: at the third request.
        int[] requests = [.. Enumerable.Range(0, 32).Select(i => 5 + (3 * i))];
        Assert.Equal(requests, run.Records.Select(record => record.PercentComplete));
        Assert.Equal(requests.Select(count => (int)Math.Ceiling((100 - count) / 10.0)), run.Records.Select(record => record.SecondsRemaining));
        Assert.Equal("50 of 1,000 devices, 100/s", run.Records[0].StatusDescription);
        Assert.All(run.Records, record => Assert.Equal("Invoke Set", record.Activity));
        Assert.Empty(run.Left);
    }

    [Fact]
    public void A_count_and_a_rate_are_shown_where_it_is_not()
    {
        using TimedRun run = new(_ => 0.1, number => number is 3 ? GatewayReply.Refused("iot.device.NotExistedDevice") : GatewayReply.Accepted);
        run.Shell.Run(Piped);

        Assert.All(run.Records, record => Assert.Equal((-1, -1), (record.PercentComplete, record.SecondsRemaining)));
        Assert.Equal("50 devices, 100/s, 10 rejected", run.Records[0].StatusDescription);
        Assert.Equal("980 devices, 100/s, 10 rejected", run.Records[^1].StatusDescription);
        Assert.Empty(run.Left);
    }

    [Fact]
    public void There_are_four_records_a_second_at_most_and_none_for_what_is_over_at_once()
    {
        using TimedRun fast = new(0.001);
        fast.Shell.Run(Piped);
        Assert.Empty(fast.Shown);

        using TimedRun run = new(0.01);
        run.Shell.Run(Piped);
        TimeSpan[] times = [.. run.Shown.SkipLast(1).Select(shown => shown.At)];
        Assert.Equal([0.5, 0.75, 1.0], times.Select(time => time.TotalSeconds));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(0)]
    [InlineData(999)]
    public void A_count_that_is_too_small_is_dropped_as_soon_as_that_is_known(int count)
    {
        using TimedRun run = new(0.1);
        run.Shell.Run($"{Piped} -Count {count}");

        Assert.All(run.Records, record => Assert.InRange(record.PercentComplete, -1, 100));
        Assert.All(run.Records, record => Assert.InRange(record.SecondsRemaining, -1, 10));
        Assert.Equal(count / 10 < 98 ? -1 : 98, run.Records[^1].PercentComplete);
        Assert.Empty(run.Left);
    }

    [Fact]
    public void A_count_that_is_too_large_leaves_time_for_what_does_not_come()
    {
        using TimedRun run = new(0.1);
        run.Shell.Run($"{Piped} -Count {long.MaxValue}");

        Assert.All(run.Records, record => Assert.Equal((0, int.MaxValue), (record.PercentComplete, record.SecondsRemaining)));
        Assert.Empty(run.Left);
    }

    [Fact]
    public void A_count_below_zero_is_refused()
    {
        using TimedRun run = new(0.1);
        Assert.StartsWith("ParameterArgumentValidationError", run.Shell.Catch($"{Piped} -Count -1").FullyQualifiedErrorId);
    }

    [Fact]
    public void The_time_left_follows_a_gateway_that_slows_down()
    {
        // 50 requests at 10 a second, then one a second: what is left takes as many seconds.
        using TimedRun run = new(number => number <= 50 ? 0.1 : 1, _ => GatewayReply.Accepted, 2_000);
        run.Shell.Run($"{Piped} -Count 2000");

        ProgressRecord[] late = [.. run.Records.Where(record => record.PercentComplete is >= 45 and < 100)];
        Assert.NotEmpty(late);
        Assert.All(late, record => Assert.InRange(record.SecondsRemaining, 1, 2 * (100 - record.PercentComplete) * 1.25));
        Assert.All(late, record => Assert.InRange(record.SecondsRemaining, 2 * (99 - record.PercentComplete) * 0.75, double.MaxValue));
    }

    [Fact]
    public void What_an_earlier_run_did_counts_as_done_and_not_for_the_rate()
    {
        string journal = Path.GetTempFileName();
        File.Delete(journal);
        try
        {
            using TimedRun run = new(0.1);
            run.Shell["journal"] = journal;
            run.Shell.Run($"$names[0..499] | {TimedRun.Command} -JournalPath $journal");
            run.Shown.Clear();
            run.Shell.Run($"{TimedRun.Command} -DeviceName $names -JournalPath $journal");

            Assert.Equal((55, 5), (run.Records[0].PercentComplete, run.Records[0].SecondsRemaining));
            Assert.Equal("550 of 1,000 devices, 100/s", run.Records[0].StatusDescription);
        }
        finally
        {
            File.Delete(journal);
        }
    }

    [Theory]
    [InlineData("$ProgressPreference = 'SilentlyContinue'; ", "")]
    [InlineData("$ProgressPreference = 'Ignore'; ", "")]
    [InlineData("", " -ProgressAction SilentlyContinue")]
    public void Nothing_is_shown_to_those_who_do_not_want_it(string preference, string parameter)
    {
        using TimedRun run = new(0.1);
        run.Shell.Run($"{preference}{Piped}{parameter}");
        Assert.Empty(run.Shown);
    }

    [Theory]
    [InlineData($"{Piped} | Select-TestFirst 50")]
    [InlineData($"{Piped} | ForEach-Object {{ if ($_.Batch -eq 50) {{ throw 'enough' }} }}")]
    [InlineData($"foreach ($once in 1) {{ {Piped} | ForEach-Object {{ if ($_.Batch -eq 50) {{ break }} }} }}")]
    [InlineData($"{Piped} -ErrorAction Stop", "iot.device.NotExistedDevice")]
    [InlineData(Piped, "InvalidAccessKeyId.NotFound")]
    public void The_bar_is_gone_after_every_exit(string script, string? code = null)
    {
        using TimedRun run = new(_ => 0.1, number => number == 50 && code is not null
            ? GatewayReply.Refused(code, status: code.StartsWith('i') ? 200 : 404)
            : GatewayReply.Accepted);

        run.Shell.Run($"try {{ {script} }} catch {{ }}");

        Assert.NotEmpty(run.Records);
        Assert.Empty(run.Left);
    }

    [Fact]
    public async Task The_bar_is_gone_after_Ctrl_C()
    {
        // The names stop coming, which is where the run is stopped.
        using TimedRun run = new(0.1);
        using ManualResetEventSlim stopped = new();
        TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        run.Shell["names"] = Names();

        using ShellRun under = run.Shell.Start(Piped);
        await waiting.Task.WaitAsync(Patience.Limit);
        Task stop = under.StopAsync();
        stopped.Set();
        await stop;

        Assert.NotEmpty(run.Records);
        Assert.Empty(run.Left);

        IEnumerable<string> Names()
        {
            foreach (string name in NameList.Stream(500))
            {
                yield return name;
            }

            waiting.SetResult();
            stopped.Wait(Patience.Limit);
        }
    }

    /// <summary>How many lines a file has is not guessed: what stands between it and the command may leave some out.</summary>
    [Fact]
    public void Where_the_names_come_from_gives_no_total()
    {
        using TimedRun run = new(0.1);
        run.Shell["names"] = NameList.Of(100).Select(name =>
        {
            PSObject line = PSObject.AsPSObject(name);
            line.Properties.Add(new PSNoteProperty("PSPath", typeof(ProgressTests).Assembly.Location));
            return line;
        });

        ShellResult result = run.Shell.Run(Piped);

        Assert.Equal(10, result.Output.Count);
        Assert.NotEmpty(run.Records);
        Assert.All(run.Records, record => Assert.Equal(-1, record.PercentComplete));
    }
}
