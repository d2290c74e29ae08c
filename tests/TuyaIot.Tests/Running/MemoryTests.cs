using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Tests.Gateways;
using TuyaIot.Tests.Hosting;
using TuyaIot.Tests.Names;
using Xunit;

namespace TuyaIot.Tests.Running;

/// <summary>What a run holds does not grow with its input: names that were sent are let go.</summary>
public sealed class MemoryTests
{
    /// <summary>The names of 8 requests under way, one that is gathered, one that waits, and as many again for what the runtime has not let go of yet.</summary>
    private const int MostNames = 2 * 10 * 100;

    [Theory]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void As_many_names_are_alive_for_100_000_as_for_1_000(int count)
    {
        int most = MostAlive(NameList.Stream(count), count / 10, "$names | Invoke-IotThingsService -Identifier Set | ForEach-Object { }");
        Assert.InRange(most, 1, MostNames);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(5_000)]
    public void Rows_with_Args_of_their_own_are_let_go_too(int count)
    {
        // The groups that are kept at once, each with a row's Args, beside what is under way.
        const int MostRows = 2 * (256 + 10);
        IEnumerable<string> args = NameList.Stream(count).Select(name => $$"""{"name":"{{name}}"}""");
        int most = MostAlive(args, count / 5, """
            $names | ForEach-Object { [pscustomobject]@{ DeviceName = 'd1'; Args = $_ } } |
                Invoke-IotThingsService -Identifier Set | ForEach-Object { }
            """);
        Assert.InRange(most, 1, MostRows);
    }

    private static int MostAlive(IEnumerable<string> values, int every, string script)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        AliveCount alive = new(every);
        shell["names"] = alive.Watch(values);

        ShellResult result = shell.Run(script);

        Assert.Empty(result.Errors);
        return alive.Most;
    }

    /// <summary>Counts, every so often, how many of the strings that it handed out are still referenced.</summary>
    private sealed class AliveCount(int every)
    {
        private readonly List<WeakReference> _seen = [];

        internal int Most { get; private set; }

        internal IEnumerable<string> Watch(IEnumerable<string> values)
        {
            foreach (string value in values)
            {
                _seen.Add(new WeakReference(value));
                yield return value;
                if (_seen.Count % every == 0)
                {
                    GC.Collect();
                    Most = Math.Max(Most, _seen.Count(static reference => reference.IsAlive));
                }
            }
        }
    }
}
