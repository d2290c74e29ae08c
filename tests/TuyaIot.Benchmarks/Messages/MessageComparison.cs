using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Benchmarks.Processes;
using TuyaIot.Benchmarks.Support;

namespace TuyaIot.Benchmarks.Messages;

/// <summary>
/// Messages that are received, read and settled, beside a bare receiver of the library that parses the same bodies: on one core, from
/// AMQPNetLite's own listener on another.
/// </summary>
internal static class MessageComparison
{
    private const int WarmUps = 8;
    private const int Rounds = 11;

    /// <summary>One process is not like another: each compiles its code anew, by what it has seen of it.</summary>
    private const int Processes = 3;

    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(500);

    public static IEnumerable<string> Run()
    {
        using Sibling server = Sibling.MessageServer();
        string endpoint = server.ReadLine()!;
        List<double> bare = [], ours = [], cmdlet = [], bareBusy = [], oursBusy = [], cmdletBusy = [];
        for (int i = 0; i < Processes; i++)
        {
            double[] rates =
                [.. Sibling.Lines(Core.First, "receive", endpoint).Select(static line => double.Parse(line, CultureInfo.InvariantCulture))];
            bare.Add(rates[0]);
            ours.Add(rates[1]);
            bareBusy.Add(rates[2]);
            oursBusy.Add(rates[3]);
            double[] run = PowerShellProcess.Run(Core.First, "receive.ps1", "-Module", PowerShellProcess.Manifest, "-Endpoint", endpoint);
            cmdlet.Add(run[0]);
            cmdletBusy.Add(run[1]);
        }

        double least = Row.Median(bare), leastBusy = Row.Median(bareBusy);
        yield return Row.Of(
            "messages through the subscription", $"{Row.Median(ours):#,0}/s", $"a bare receiver, {least:#,0}/s", Row.Median(ours) / least, "≥ 0.7");
        yield return Row.Of(
            "its processor time for one", $"{Row.Median(oursBusy):0.0} µs", $"{leastBusy:0.0} µs", Row.Median(oursBusy) / leastBusy, "≤ 1.4");
        yield return Row.Of(
            "messages through Receive-IotMessage", $"{Row.Median(cmdlet):#,0}/s", $"a bare receiver, {least:#,0}/s", Row.Median(cmdlet) / least, "≥ 0.7");
        yield return Row.Of(
            "its processor time for one", $"{Row.Median(cmdletBusy):0.0} µs", $"{leastBusy:0.0} µs", Row.Median(cmdletBusy) / leastBusy, "≤ 1.4");
    }

    /// <summary>Prints the messages a second of the bare receiver and of the subscription, turn by turn, and the microseconds of processor time for one.</summary>
    public static async Task RunAsync(Uri endpoint)
    {
        await using IReceiver bare = await BareReceiver.OpenAsync(endpoint);
        await using IReceiver ours = new OurReceiver(endpoint);
        IReceiver[] receivers = [bare, ours];
        List<(double PerSecond, double Busy)>[] rounds = [[], []];
        for (int round = 0; round < WarmUps + Rounds; round++)
        {
            for (int i = 0; i < receivers.Length; i++)
            {
                (double PerSecond, double Busy) measured = await MeasureAsync(receivers[i]);
                if (round >= WarmUps)
                {
                    rounds[i].Add(measured);
                }
            }
        }

        foreach (double median in rounds.Select(static all => Row.Median(all.Select(static one => one.PerSecond)))
            .Concat(rounds.Select(static all => Row.Median(all.Select(static one => one.Busy)))))
        {
            Console.WriteLine(median.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static async Task<(double PerSecond, double Busy)> MeasureAsync(IReceiver receiver)
    {
        GC.Collect();
        using Process self = Process.GetCurrentProcess();
        TimeSpan busy = self.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        int count = 0;
        while (Stopwatch.GetElapsedTime(start) < RoundTime)
        {
            await receiver.ReceiveAsync();
            count++;
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        self.Refresh();
        return (count / seconds, (self.TotalProcessorTime - busy).TotalMicroseconds / count);
    }
}
