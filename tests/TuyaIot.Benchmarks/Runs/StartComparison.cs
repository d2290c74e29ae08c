using System.Collections.Generic;
using TuyaIot.Benchmarks.Processes;
using TuyaIot.Benchmarks.Support;

namespace TuyaIot.Benchmarks.Runs;

/// <summary>The import, each time in a new process, beside that of a module with one cmdlet that does nothing; and the first request after it.</summary>
internal static class StartComparison
{
    private const int Rounds = 15;

    public static IEnumerable<string> Run()
    {
        using Sibling server = Sibling.Server();
        string endpoint = server.ReadLine()!;
        List<double> ours = [], first = [], empty = [];
        for (int round = 0; round < Rounds; round++)
        {
            empty.Add(PowerShellProcess.Run("import.ps1", "-Module", PowerShellProcess.EmptyManifest)[0]);
            double[] run = PowerShellProcess.Run("import.ps1", "-Module", PowerShellProcess.Manifest, "-Endpoint", endpoint);
            ours.Add(run[0]);
            first.Add(run[1]);
        }

        double import = Row.Median(ours), limit = Row.Median(empty);
        yield return Row.Of("Import-Module", $"{import:0} ms", $"empty module {limit:0} ms", import / limit, "≤ 1.5");
        yield return Row.Of("the first request after it", $"{Row.Median(first):0} ms", $"", null, "");
    }
}
