using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Pipeline;

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

    /// <summary>A group counts 20 names and has one here, so that 500,000 / 21 groups are kept at once, each with a row's Args.</summary>
    [Fact]
    public void Rows_with_Args_of_their_own_are_let_go_too()
    {
        const int MaxGroups = 500_000 / 21;
        const int Count = 2 * MaxGroups;
        IEnumerable<string> args = NameList.Stream(Count).Select(name => $$"""{"name":"{{name}}"}""");

        // A row may be held twice on its way: by its group and by what the runtime has not let go of yet.
        int most = MostAlive(args, Count / 20, """
            $names | ForEach-Object { [pscustomobject]@{ DeviceName = 'd1'; Args = $_ } } |
                Invoke-IotThingsService Set -ThrottleLimit 32 | ForEach-Object { }
            """);

        Assert.InRange(most, MaxGroups / 2, MaxGroups * 5 / 4);
    }

    /// <summary>Each of 1,000 commands has 20 rows, which alternate: they still make one request each, and their names are let go.</summary>
    [Fact]
    public void Rows_that_alternate_among_many_commands_make_few_requests()
    {
        const int Commands = 1_000;
        const int Count = 20 * Commands;
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        shell["rows"] = NameList.Stream(Count).Select(static (name, i) =>
        {
            PSObject row = new();
            row.Properties.Add(new PSNoteProperty("DeviceName", name));
            row.Properties.Add(new PSNoteProperty("Args", $$"""{"number":{{i % Commands}}}"""));
            return row;
        });

        ShellResult result = shell.Run("$rows | Invoke-IotThingsService Set -ThrottleLimit 32");

        Assert.Empty(result.Errors);
        Assert.Equal(Commands, gateway.Requests.Count);
        Assert.All(gateway.Requests, request => Assert.Equal(20, request.DeviceNames().Length));
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
