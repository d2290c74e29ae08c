using System;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Binding.Completion;

/// <summary>What the Tab key offers for each parameter that has a set.</summary>
public sealed class CompletionTests
{
    private const string Credentials = """
        Set-IotCredential keyid0001 $Secret http://127.0.0.1:1 -ProductKey a1BwAGV0001 -InstanceId iot-06z1
        Set-IotCredential keyid0002 $Secret si-d6e8d.tuyacloud.com -ProductKey a1BwAGV0002 -Name North
        Set-IotCredential keyid0002 $Secret si-d6e8d.tuyacloud.com -Name "It's south [2]"
        """;

    public static TheoryData<string, string> Sets => new()
    {
        { "Get-IotCredential ", "Default 'It''s south `[2`]' North" },
        { "Remove-IotCredential ", "Default 'It''s south [2]' North" },
        { "Invoke-IotThingsService -Credential ", "Default 'It''s south [2]' North" },
        { "Set-IotCredential -Name ", "Default 'It''s south [2]' North" },
        { "Set-IotCredential -AccessKeyId ", "keyid0001 keyid0002" },
        { "Set-IotCredential -Endpoint ", "si-d6e8d.tuyacloud.com:8686 http://127.0.0.1:1" },
        { "Set-IotCredential -Endpoint HTTP", "https://si-d6e8d.tuyacloud.com:8686 http://127.0.0.1:1" },
        { "Set-IotCredential -Endpoint s", "si-d6e8d.tuyacloud.com:8686" },
        { "Set-IotCredential -ProductKey ", "a1BwAGV0001 a1BwAGV0002" },
        { "Set-IotCredential -InstanceId ", "iot-06z1" },
        { "Invoke-IotThingsService -ProductKey ", "a1BwAGV0001 a1BwAGV0002" },
        { "Invoke-IotThingsService -Qos ", "0 1" },
        { "Start-IotSimulator -Address ", "127.0.0.1 '::1'" },
        { "Start-IotSimulator -ProductKey ", "a1BwAGV0001 a1BwAGV0002" },
        { "Start-IotSimulator -Fault Cut", "CutJson CutBody" },
        { "Start-IotSimulator -Fault 'Slow ", "'Slow rate= 'Slow nth= 'Slow every= 'Slow deviceName= 'Slow action= 'Slow times= 'Slow delay=" },
        { "Start-IotSimulator -Fault 'Reset rate=0.1 when=", "'Reset rate=0.1 when=before 'Reset rate=0.1 when=after" },
        { "Start-IotSimulator -Fault 'Throttle header=", "'Throttle header=none 'Throttle header=acs 'Throttle header=seconds 'Throttle header=date" },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_set_is_offered_with_a_word_on_each_and_no_secret(string line, string expected)
    {
        using Shell shell = new();
        shell.Run(Credentials);

        CompletionResult[] offered = shell.Complete(line);

        Assert.Equal(expected, string.Join(' ', offered.Select(result => result.CompletionText)));
        Assert.All(offered, result => Assert.NotEqual(result.ListItemText, result.ToolTip));
        Assert.All(offered, result => Assert.DoesNotContain(Shell.Secret, $"{result.CompletionText} {result.ListItemText} {result.ToolTip}"));
    }

    [Theory]
    [InlineData("Get-IotCredential nOR", "Get-IotCredential North")]
    [InlineData("Get-IotCredential 'nOR", "Get-IotCredential North")]
    [InlineData("Get-IotCredential \"nOR", "Get-IotCredential North")]
    [InlineData("Remove-IotCredential i", "Remove-IotCredential 'It''s south [2]'")]
    [InlineData("Remove-IotCredential 'It''s", "Remove-IotCredential 'It''s south [2]'")]
    [InlineData("Remove-IotCredential \"It's s", "Remove-IotCredential 'It''s south [2]'")]
    [InlineData("Remove-IotCredential North, i", "Remove-IotCredential North, 'It''s south [2]'")]
    [InlineData("Invoke-IotThingsService Set -Credential n", "Invoke-IotThingsService Set -Credential North")]
    [InlineData("Set-IotCredential -Method p", "Set-IotCredential -Method Post")]
    public void A_word_is_completed_whatever_its_casing_and_quotes(string line, string expected)
    {
        using Shell shell = new();
        shell.Run(Credentials);
        Assert.Equal(expected, shell.Press(line));
    }

    [Fact]
    public void What_is_completed_means_what_it_says()
    {
        using Shell shell = new();
        foreach (string name in new[] { "It's south [2]", "a b", "$x", "-Name", "a,b", "\u2019", "a;b", "@a", "#a", "&", "a`b", "\"", "(1)" })
        {
            shell["name"] = name;
            shell.Run("Set-IotCredential keyid0001 $Secret http://127.0.0.1:1 -Name $name");
            Assert.Equal(name, Assert.Single(shell.Run($"(Get-IotCredential {Text("Get")}).Name").Output).ToString());
            Assert.Empty(shell.Run($"Remove-IotCredential {Text("Remove")}").Errors);

            string Text(string verb) => Assert.Single(shell.Complete($"{verb}-IotCredential "), result => result.ListItemText == name).CompletionText;
        }

        Assert.Empty(shell.Run("Get-IotCredential").Output);
    }

    [Theory]
    [InlineData("Get-IotCredential *")]
    [InlineData("Get-IotCredential [")]
    [InlineData("Get-IotCredential '")]
    [InlineData("Get-IotCredential \"")]
    [InlineData("Remove-IotCredential ?")]
    [InlineData("Invoke-IotThingsService -Identifier ''''")]
    [InlineData("Start-IotSimulator -Fault 'Nothing ")]
    [InlineData("Start-IotSimulator -Fault '=")]
    [InlineData("Start-IotSimulator -Fault 'Clock =")]
    [InlineData("Start-IotSimulator -Fault '  ")]
    [InlineData("Get-IotSimulatorDevice [a")]
    [InlineData("Set-IotCredential -Endpoint (")]
    public void Nothing_that_is_typed_makes_it_fail(string line)
    {
        using Shell shell = new();
        shell.Run(Credentials);
        shell.Complete(line);
        Assert.Empty(shell.Run("$Error").Output);
    }

    [Fact]
    public void A_run_leaves_what_was_accepted_to_complete_with()
    {
        using Shell shell = new();
        shell.Run("$sim = Start-IotSimulator -ProductKey a1BwAGV0001, a1BwAGV0002; $sim | Set-IotCredential -ProductKey a1BwAGV0001");

        shell.Run("""
            Invoke-IotThingsService Set -DeviceName d1
            Invoke-IotThingsService testFb:get -DeviceName d1 -ProductKey a1BwAGV0002
            Invoke-IotThingsService Mistyped -DeviceName d1 -ProductKey nosuchproduct -ErrorAction SilentlyContinue
            Stop-IotSimulator $sim
            """);

        Assert.Equal(["testFb:get", "Set"], shell.Texts("Invoke-IotThingsService "));
        Assert.Equal(["a1BwAGV0001", "a1BwAGV0002"], shell.Texts("Invoke-IotThingsService -ProductKey "));
    }

    [Fact]
    public void Values_stay_in_their_runspace_and_credentials_leave_when_they_are_removed()
    {
        using Shell shell = new();
        using Shell other = new();
        shell.Run(Credentials);
        Assert.DoesNotContain("North", other.Texts("Get-IotCredential "));
        Assert.Equal("'<host>:8686'", Assert.Single(other.Texts("Set-IotCredential -Endpoint ")));

        shell.Run("Remove-IotCredential North");
        Assert.DoesNotContain("North", shell.Texts("Get-IotCredential "));
        Assert.Contains("si-d6e8d.tuyacloud.com:8686", shell.Texts("Set-IotCredential -Endpoint "));
    }

    [Fact]
    public void Rows_of_any_number_leave_no_more_than_somebody_reads()
    {
        using Shell shell = new();
        shell.UseSimulator();
        shell.Run("1..300 | ForEach-Object { [pscustomobject]@{ DeviceName = 'd1'; ProductKey = \"p$_\" } } | Invoke-IotThingsService -Identifier Set; Stop-IotSimulator $sim");
        Assert.Equal(100, shell.Texts("Invoke-IotThingsService -ProductKey ").Length);
    }

    [Fact]
    public void Simulated_devices_and_products_are_offered_and_no_more_of_them_than_somebody_reads()
    {
        using Shell shell = new();

        // Other tests of this process have simulators of their own. These products are of this one alone.
        string port = shell.Run("$sim = Start-IotSimulator -ProductKey a1BwOFFER01, a1BwOFFER02 -Device 'pump [1]', 5000; $sim.Port").Output[0].ToString();
        try
        {
            Assert.Contains("'pump `[1`]'", shell.Texts("Get-IotSimulatorDevice PUMP"));
            Assert.InRange(shell.Texts("Get-IotSimulatorDevice device").Length, 1, 50);
            string[] products = [.. shell.Complete("Get-IotSimulatorDevice -ProductKey ").Where(product => product.ToolTip.EndsWith(port, StringComparison.Ordinal)).Select(product => product.CompletionText)];
            Assert.Equal(["a1BwOFFER01", "a1BwOFFER02"], products.Order());
        }
        finally
        {
            shell.Run("Stop-IotSimulator $sim");
        }
    }

    [Fact]
    public void Words_of_faults_are_those_that_a_simulator_takes()
    {
        using Shell shell = new();
        string[] kinds = shell.Texts("Start-IotSimulator -Fault ");
        Assert.Equal(shell.Run("""
            $type = (Get-Command Start-IotSimulator).Parameters.Fault.ParameterType.GetElementType()
            [enum]::GetNames($type.Assembly.GetType('TuyaIot.Simulator.FaultKind'))
            """).Output.Select(kind => $"{kind}"), kinds);
        Assert.All(kinds, kind => Assert.All(shell.Complete($"Start-IotSimulator -Fault '{kind} "), setting =>
        {
            Assert.DoesNotContain($"{setting.ToolTip}=", setting.ListItemText);
            string word = $"Start-IotSimulator -Fault {setting.CompletionText}";
            Assert.All(
                shell.Texts(word).Where(value => value.StartsWith('\'')),
                value => Assert.Empty(shell.Run($"Start-IotSimulator -Fault {value}' | Stop-IotSimulator").Errors));
        }));
    }
}
