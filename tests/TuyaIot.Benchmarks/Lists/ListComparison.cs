using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TuyaIot.Benchmarks.Processes;
using TuyaIot.Benchmarks.Support;

namespace TuyaIot.Benchmarks.Lists;

/// <summary>A list of 100,000 devices beside HttpClient and System.Text.Json with the same pages; and its memory.</summary>
internal static class ListComparison
{
    /// <summary>One process is not like another: each compiles its code anew, by what it has seen of it.</summary>
    private const int Processes = 3;

    public static IEnumerable<string> Run()
    {
        using Sibling server = Sibling.PageServer();
        string endpoint = server.ReadLine()!;
        List<double> ours = [], plain = [];
        for (int i = 0; i < Processes; i++)
        {
            plain.Add(double.Parse(Sibling.Lines(Core.Any, "list", endpoint).Single(), CultureInfo.InvariantCulture));
            ours.Add(List(endpoint, DevicePages.Many, rounds: 5)[0]);
        }

        double our = Row.Median(ours), beside = Row.Median(plain);
        yield return Row.Of(
            $"Get-IotDevice, {DevicePages.Many:#,0} devices",
            $"{DevicePages.Many / our:#,0}/s",
            $"HttpClient and System.Text.Json, {DevicePages.Many / beside:#,0}/s",
            beside / our,
            "≥ 0.7");
        double few = List(endpoint, DevicePages.Few, rounds: 1)[1], many = List(endpoint, DevicePages.Many, rounds: 1)[1];
        yield return Row.Of($"peak memory, {DevicePages.Many:#,0} devices", $"{many:0} MB", $"{DevicePages.Few:#,0} devices {few:0} MB", many / few, "1");
    }

    private static double[] List(string endpoint, int devices, int rounds) => PowerShellProcess.Run(
        "list.ps1", "-Module", PowerShellProcess.Manifest, "-Endpoint", endpoint, "-Devices", $"{devices}", "-Rounds", $"{rounds}");
}
