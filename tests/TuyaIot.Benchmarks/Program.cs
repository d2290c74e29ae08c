using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Benchmarks.Calls;
using TuyaIot.Benchmarks.Lists;
using TuyaIot.Benchmarks.Messages;
using TuyaIot.Benchmarks.Processes;
using TuyaIot.Benchmarks.Runs;
using TuyaIot.Benchmarks.Servers;
using TuyaIot.Benchmarks.Signing;
using TuyaIot.Benchmarks.Support;

namespace TuyaIot.Benchmarks;

/// <summary>Prints one table of ratios: of everything, or of what the arguments name: signing, calls, lists, messages, runs, start, first.</summary>
internal static class Program
{
    private static readonly string[] Everything = ["signing", "calls", "lists", "messages", "runs", "start", "first"];

    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["serve"]:
                FixedReplyServer.Run(static _ => FixedReplyServer.Accepted);
                return 0;
            case ["serve-pages"]:
                FixedReplyServer.Run(new DevicePages().Find);
                return 0;
            case ["serve-messages"]:
                MessageServer.Run();
                return 0;
            case ["receive", string endpoint]:
                await MessageComparison.RunAsync(new Uri(endpoint));
                return 0;
            case ["list", string endpoint]:
                await PlainList.RunAsync(new Uri(endpoint));
                return 0;
            case ["call"]:
                await CallComparison.RunAsync();
                return 0;
            default:
                return Print(arguments.Length == 0 ? Everything : arguments);
        }
    }

    private static int Print(IEnumerable<string> parts)
    {
        Console.WriteLine(Row.Header);
        foreach (string part in parts)
        {
            Console.Error.WriteLine($"measuring {part} …");
            foreach (string row in Measure(part))
            {
                Console.WriteLine(row);
            }
        }

        return 0;
    }

    private static IEnumerable<string> Measure(string part) => part switch
    {
        "signing" => SigningComparison.Run(),
        "calls" => Sibling.Lines(Core.First, "call"),
        "lists" => ListComparison.Run(),
        "messages" => MessageComparison.Run().Concat(TrackerComparison.Run()),
        "runs" => RunComparison.Run(),
        "start" => StartComparison.Run(),
        "first" => FirstRunComparison.Run(),
        _ => throw new ArgumentException($"'{part}' is none of {string.Join(", ", Everything)}."),
    };
}
