using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Pipeline;

/// <summary>Fifty runspaces of one process with the same credential: one pace, and nothing else that they share.</summary>
public sealed class ManyRunspacesTests : IDisposable
{
    private const int Runspaces = 50;
    private const int Devices = 2;
    private const double PerSecond = 40;

    private readonly string _folder = Directory.CreateTempSubdirectory("tuyaiot").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Fifty_runspaces_share_one_pace_and_see_nothing_of_one_another()
    {
        using Shell owner = new();
        string endpoint = owner.UseSimulator().Get<string>("Endpoint")!;
        Shell[] shells = [.. Enumerable.Range(1, Runspaces).Select(number => Open(number, endpoint))];
        ShellRun[] runs = [];
        try
        {
            runs = [.. shells.Select(static shell => shell.Start(
                "$names | Invoke-IotThingsService Set @{ level = $number } -BatchSize 1 -JournalPath $journal -Debug; Get-IotJournal $journal"))];
            ShellResult[] results = await Task.WhenAll(runs.Select(static run => run.EndAsync()));

            foreach ((ShellResult result, int number) in results.Select(static (result, i) => (result, i + 1)))
            {
                Assert.Empty(result.Errors);
                PSObject[] sent = [.. result.Output.SkipLast(1)];
                Assert.All(sent, static batch => Assert.Equal("Accepted", batch.Status()));
                Assert.Equal(Names(number), sent.SelectMany(static batch => batch.DeviceName()).Order(StringComparer.Ordinal));
                Assert.Equal(Devices, result.Output[^1].Get<int>("Accepted"));
                string[] debug = [.. result.Debug.Where(static line => line.Contains("DeviceName.1=", StringComparison.Ordinal))];
                Assert.Equal(Devices, debug.Length);
                Assert.All(debug, line => Assert.Contains($"DeviceName.1=r{number:d2}-", line, StringComparison.Ordinal));
            }
        }
        finally
        {
            Array.ForEach(runs, static run => run.Dispose());
            Array.ForEach(shells, static shell => shell.Dispose());
        }

        DateTimeOffset[] arrived = [.. owner.Run("Get-IotSimulatorRequest $sim").Output
            .Select(static request => request.Get<DateTimeOffset>("Time")).Order()];
        owner.Run("$sim | Stop-IotSimulator");

        // However late the requests of a busy process are, fifty paces would let them all go within half a second.
        Assert.Equal(Runspaces * Devices, arrived.Length);
        Assert.True((arrived[^1] - arrived[0]).TotalSeconds >= 0.97 * (arrived.Length - 1) / PerSecond, $"{arrived[^1] - arrived[0]}");
        Assert.All(arrived, start => Assert.InRange(arrived.Count(time => time >= start && time < start.AddSeconds(1)), 1, 1.5 * PerSecond));
    }

    private Shell Open(int number, string endpoint)
    {
        Shell shell = new();
        shell["number"] = number;
        shell["names"] = Names(number);
        shell["journal"] = Path.Combine(_folder, $"{number:d2}.jsonl");
        shell["Endpoint"] = endpoint;
        ShellResult result = shell.Run($$"""
            Set-IotCredential -Connection @{ AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = $Endpoint; ProductKey = 'pk1'; RequestsPerSecond = {{PerSecond}} }
            """);
        Assert.Empty(result.Errors);
        return shell;
    }

    private static string[] Names(int number) => [.. Enumerable.Range(1, Devices).Select(device => $"r{number:d2}-device{device}")];
}
