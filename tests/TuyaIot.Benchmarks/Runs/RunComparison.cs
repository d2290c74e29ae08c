using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Benchmarks.Calls;
using TuyaIot.Benchmarks.Processes;
using TuyaIot.Benchmarks.Support;
using TuyaIot.Signing;

namespace TuyaIot.Benchmarks.Runs;

/// <summary>Runs of 1,000,000 devices, sending included, beside a cmdlet of the same parameters that does nothing; and their memory.</summary>
internal static class RunComparison
{
    private const int Devices = 1_000_000;

    /// <summary>One process is not like another: each compiles its code anew, by what it has seen of it.</summary>
    private const int Processes = 3;

    public static IEnumerable<string> Run()
    {
        using Sibling server = Sibling.Server();
        string endpoint = server.ReadLine()!;
        using NameFile names = new(Devices);
        foreach (RpcMethod method in new[] { RpcMethod.Get, RpcMethod.Post })
        {
            RequestTimes requests = new(
                Seconds(new PrebuiltCaller(new Uri(endpoint), method)),
                Seconds(new SocketCaller(new Uri(endpoint), method, RequestRun.InFlight)));
            string with = $"{Devices:#,0} names, {method.ToString().ToUpperInvariant()}";
            foreach (string row in Compare($"ReadLines, {with}", endpoint, names, method, requests))
            {
                yield return row;
            }

            foreach (string row in Compare($"Get-Content -ReadCount 100, {with}", endpoint, names, method, requests, "-Batched"))
            {
                yield return row;
            }
        }

        using NameFile few = new(1_000);
        double least = PowerShellProcess.Run("once.ps1", "-Module", PowerShellProcess.Manifest, "-Endpoint", endpoint, "-Path", few.Path)[1];
        double most = PowerShellProcess.Run("once.ps1", "-Module", PowerShellProcess.Manifest, "-Endpoint", endpoint, "-Path", names.Path)[1];
        yield return Row.Of($"peak memory, {Devices:#,0} names", $"{most:0} MB", $"1,000 names {least:0} MB", most / least, "1");
    }

    private static IEnumerable<string> Compare(
        string what, string endpoint, NameFile names, RpcMethod method, RequestTimes requests, params string[] more)
    {
        string[] arguments =
        [
            "-Module", PowerShellProcess.Manifest, "-Empty", PowerShellProcess.EmptyManifest,
            "-Endpoint", endpoint, "-Path", names.Path, "-Method", $"{method}", .. more,
        ];
        double[][] runs = [.. Enumerable.Range(0, Processes).Select(_ => PowerShellProcess.Run("whole.ps1", arguments))];
        double[] run = [.. Enumerable.Range(0, runs[0].Length).Select(i => Row.Median(runs.Select(one => one[i])))];
        double limit = run[1] + requests.Prebuilt;
        yield return Row.Of(what, $"{run[0]:0.00} s", $"empty cmdlet {run[1]:0.00} s", run[0] / run[1], "≤ 1.5");
        yield return Row.Of($"{what}: beside the least", $"{run[0]:0.00} s", $"a cmdlet with one parameter {run[2]:0.00} s", run[0] / run[2], "");
        yield return Row.Of($"{what}: beside the requests too", $"{run[0]:0.00} s", $"empty cmdlet and prebuilt requests {limit:0.00} s", run[0] / limit, "");
        yield return Row.Of(
            $"{what}: the requests alone", $"over bare sockets {requests.OverSockets:0.00} s", $"empty cmdlet {run[1]:0.00} s", requests.OverSockets / run[1], "");
        yield return Row.Of($"{what}: allocated a name", $"{run[3]:0} B", $"empty cmdlet {run[4]:0} B", run[3] / run[4], "");
    }

    private static double Seconds(ICaller caller)
    {
        using ICaller owned = caller;
        return RequestRun.SecondsAsync(owned, Devices / 100).GetAwaiter().GetResult();
    }

    /// <summary>Seconds for the requests of a run with nothing beside them.</summary>
    private readonly record struct RequestTimes(double Prebuilt, double OverSockets);
}
