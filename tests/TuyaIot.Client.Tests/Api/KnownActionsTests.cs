using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using TuyaIot.Api;
using TuyaIot.Delivery;
using Xunit;

namespace TuyaIot.Client.Tests.Api;

/// <summary>The table of known actions says the same of an action as its own type, and as the table in the help.</summary>
public sealed class KnownActionsTests
{
    private static readonly Regex Row = new(@"^ {8,13}(?<quota>[\d,]+)  (?<names>.*(?:\n {15}\S.*)*)$", RegexOptions.Multiline);

    [Theory]
    [InlineData("InvokeThingsService", true)]
    [InlineData("InvokeThingService", true)]
    [InlineData("SetDevicesProperty", true)]
    [InlineData("SetDeviceProperty", true)]
    [InlineData("SetDeviceDesiredProperty", false)]
    [InlineData("Pub", false)]
    [InlineData("RRpc", false)]
    public void Only_of_services_and_properties_it_becomes_known_what_devices_did(string action, bool isWaitable) =>
        Assert.Equal(isWaitable, KnownActions.IsWaitable(action));

    [Fact]
    public void An_action_with_a_type_of_its_own_is_known_with_its_kind_and_its_quota()
    {
        ApiAction[] defined =
        [
            .. typeof(ApiCall).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(ApiCall)) && !type.IsAbstract)
                .Select(static type => type.GetField("Definition", BindingFlags.Static | BindingFlags.NonPublic)?.GetValue(null))
                .OfType<ApiAction>(),
        ];

        Assert.InRange(defined.Length, 20, 100);
        Assert.All(defined, static action =>
        {
            ApiAction known = KnownActions.Find(action.Name);
            Assert.Contains(known, KnownActions.All);
            Assert.Equal((action.Name, action.IsQuery, action.RequestsPerSecond), (known.Name, known.IsQuery, known.RequestsPerSecond));
        });
    }

    [Fact]
    public void A_name_is_found_in_any_casing_and_one_that_is_not_known_is_a_command()
    {
        Assert.Equal(KnownActions.All.Count, KnownActions.All.Select(static action => action.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(ApiAction.Query("QueryProduct", 50), KnownActions.Find("queryPRODUCT"));
        Assert.Equal(ApiAction.Command("QueryNobodyKnows"), KnownActions.Find("QueryNobodyKnows"));
    }

    [Fact]
    public void The_quotas_in_the_help_are_those_of_the_table()
    {
        Dictionary<string, double> help = [];
        foreach (Match row in Row.Matches(Pace()))
        {
            foreach (Match name in Regex.Matches(row.Groups["names"].Value, @"\b[A-Z]\w+"))
            {
                help.Add(name.Value, double.Parse(row.Groups["quota"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
            }
        }

        Assert.InRange(help.Count, 20, 100);
        Assert.All(help, static row => Assert.Equal((row.Key, row.Value), (row.Key, KnownActions.Find(row.Key).RequestsPerSecond)));
    }

    private static string Pace()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TuyaIot.psd1")))
        {
            folder = folder.Parent!;
        }

        string topic = File.ReadAllText(Path.Combine(folder.FullName, "en-US", "about_TuyaIot_Delivery.help.txt")).ReplaceLineEndings("\n");
        return topic[topic.IndexOf("\nPACE\n", StringComparison.Ordinal)..topic.IndexOf("\nCLOCK\n", StringComparison.Ordinal)];
    }
}
