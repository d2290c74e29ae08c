using System;
using System.Linq;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Pipeline;

/// <summary>-WhatIf and -Confirm: nothing goes out that the user has not agreed to.</summary>
public sealed class WhatIfTests
{
    [Theory]
    [InlineData("-WhatIf", "")]
    [InlineData("", "$WhatIfPreference = $true; ")]
    public void WhatIf_sends_nothing_and_says_once_what_the_run_would_take(string parameter, string preference)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        shell.Run("Set-IotCredential testid $Secret $Endpoint -ProductKey pk1 -RequestsPerSecond 5");
        shell["names"] = NameList.Of(1_150);

        ShellResult result = shell.Run($"{preference}$names | Invoke-IotThingsService -Identifier Set {parameter}");

        Assert.Empty(gateway.Requests);
        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        string line = Assert.Single(shell.UI.Screen.Split('\n'), line => line.Contains("What if", StringComparison.Ordinal));
        Assert.Contains("1,150 devices", line);
        Assert.Contains("12 requests", line);
        Assert.Contains("2.4 s", line);
    }

    [Fact]
    public void WhatIf_reads_and_refuses_names_as_the_run_would()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("'d1', \"a`tb\", 'd1', 'd2' | Invoke-IotThingsService -Identifier Set -WhatIf");

        Assert.Single(result.Errors);
        Assert.Contains("2 devices in 1 request", shell.UI.Screen);
        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("Yes No Yes", 3, "1 3")]
    [InlineData("Yes to All", 1, "1 2 3")]
    [InlineData("No to All", 1, "")]
    [InlineData("No Yes to All", 2, "2 3")]
    public void Confirm_asks_for_each_request_and_sends_what_is_agreed_to(string answers, int questions, string sent)
    {
        using TestGateway gateway = new();
        TestUserInterface ui = new(Answers(answers));
        using Shell shell = new(ui);
        shell.Use(gateway);
        shell["names"] = NameList.Of(6);

        ShellResult result = shell.Run("$names | Invoke-IotThingsService -Identifier Set -BatchSize 2 -Confirm");

        Assert.Empty(result.Errors);
        Assert.Equal(questions, ui.Questions.Count);
        Assert.Contains("2 devices of pk1, device000001 to device000002", ui.Questions[0]);
        Assert.Equal(sent, string.Join(' ', result.Output.Select(batch => batch.Get<int>("Batch")).Order()));
        Assert.Equal(result.Output.SelectMany(batch => batch.DeviceName()).Order(), gateway.DeviceNames.Order());
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("$ConfirmPreference = 'Low'; ", 1)]
    [InlineData("$ConfirmPreference = 'None'; ", 0)]
    public void Nobody_is_asked_unless_they_want_to_be(string preference, int questions)
    {
        using TestGateway gateway = new();
        TestUserInterface ui = new("Yes");
        using Shell shell = new(ui);
        shell.Use(gateway);

        shell.Run($"{preference}'d1' | Invoke-IotThingsService -Identifier Set");

        Assert.Equal(questions, ui.Questions.Count);
        Assert.Single(gateway.Requests);
    }

    private static string[] Answers(string words) =>
        [.. words.Replace(" to All", "_to_All", StringComparison.Ordinal).Split(' ').Select(word => word.Replace('_', ' '))];
}
