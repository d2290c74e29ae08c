using System;
using System.Linq;
using Xunit;

namespace TuyaIot.Simulator.Tests.Faults;

/// <summary>The table of words is complete, and a simulator takes what it lists.</summary>
public sealed class FaultHelpTests
{
    public static TheoryData<FaultKind> Kinds => [.. Enum.GetValues<FaultKind>()];

    [Fact]
    public void Every_kind_is_listed_with_its_help()
    {
        Assert.Equal(Enum.GetNames<FaultKind>(), FaultHelp.Kinds.Select(static kind => kind.Text));
        Assert.All(FaultHelp.Kinds, static kind => Assert.NotEqual("", kind.Help));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_listed_setting_and_value_is_taken(FaultKind kind)
    {
        Assert.Equal(kind, SimulatorFault.Parse(kind.ToString()).Kind);
        Assert.NotEmpty(FaultHelp.GetSettings(kind));
        Assert.Equal(FaultHelp.GetSettings(kind), FaultHelp.GetSettings(kind).DistinctBy(static setting => setting.Text));
        foreach (FaultTerm setting in FaultHelp.GetSettings(kind))
        {
            Assert.NotEqual("", setting.Help);
            Assert.All(FaultHelp.GetValues(setting.Text), value => SimulatorFault.Parse($"{kind} {setting.Text}={value.Text}"));
        }
    }

    [Fact]
    public void Values_are_listed_for_settings_that_take_words()
    {
        Assert.Equal(["bucket", "lastSecond", "fixedSecond"], FaultHelp.GetValues("COUNT").Select(static value => value.Text));
        Assert.Equal(Enum.GetNames<ThrottleCounting>(), FaultHelp.GetValues("count").Select(static value => value.Text), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(Enum.GetNames<ThrottleHeader>(), FaultHelp.GetValues("header").Select(static value => value.Text), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(Enum.GetNames<FaultTiming>(), FaultHelp.GetValues("when").Select(static value => value.Text), StringComparer.OrdinalIgnoreCase);
        Assert.Empty(FaultHelp.GetValues("rate"));
        Assert.Empty(FaultHelp.GetValues("nothing"));
    }
}
