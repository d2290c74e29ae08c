using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Binding;

/// <summary>What -Args holds reaches the wire as the JSON that a thing model reads, and nothing else does.</summary>
public sealed class ArgsTests
{
    [Theory]
    [InlineData("@{ param1 = 1 }", """{"param1":1}""")]
    [InlineData("[ordered]@{ b = 1; a = 2; c = 3 }", """{"b":1,"a":2,"c":3}""")]
    [InlineData("[pscustomobject]@{ z = 1; in = [pscustomobject]@{ y = @{ x = 2 } } }", """{"z":1,"in":{"y":{"x":2}}}""")]
    [InlineData("@{ a = 1, 'two', $null, @(), @(,@(3)) }", """{"a":[1,"two",null,[],[[3]]]}""")]
    [InlineData("@{ a = [int[]](1, 2) }", """{"a":[1,2]}""")]
    [InlineData("@{ a = [Collections.Generic.List[object]](1, 'b') }", """{"a":[1,"b"]}""")]
    [InlineData("@{ a = & { $d = [Collections.Generic.Dictionary[string,int]]::new(); $d['k'] = 5; $d } }", """{"a":{"k":5}}""")]
    [InlineData("[ordered]@{ n = $null; t = $true; f = $false; s = [switch]$true }", """{"n":null,"t":true,"f":false,"s":true}""")]
    [InlineData("[ordered]@{ i = -1; l = 9223372036854775807; b = [byte]255; d = 1.50d; big = [bigint]::Parse('123456789012345678901234567890') }",
        """{"i":-1,"l":9223372036854775807,"b":255,"d":1.50,"big":123456789012345678901234567890}""")]
    [InlineData("[ordered]@{ d = [double]10; h = 10.5; n = [double]-3; f = [float]2; t = [float]0.1; e = 1e20; m = 1e-7 }",
        """{"d":10.0,"h":10.5,"n":-3.0,"f":2.0,"t":0.1,"e":1.0E+20,"m":1.0E-07}""")]
    [InlineData("@{ 'q\"' = 'a\"b\\c' }", """{"q\"":"a\"b\\c"}""")]
    [InlineData("@{ a = \"`n`r`t`0`b`e\" }", """{"a":"\n\r\t\u0000\u0008\u001b"}""")]
    [InlineData("@{ a = '中é💡<>&+/' + [char]39 }", """{"a":"中é💡<>&+/'"}""")]
    [InlineData("@{ 1 = [char]'x' }", """{"1":"x"}""")]
    [InlineData("@{ a = [datetime]::new(2024, 1, 2).ToString('s', [cultureinfo]::InvariantCulture) }", """{"a":"2024-01-02T00:00:00"}""")]
    [InlineData("@{ a = (ForEach-Object { 7 } -InputObject 1) }", """{"a":7}""")]
    [InlineData("@{ a = [psobject]::AsPSObject(@{ b = [psobject]::AsPSObject(1) }) }", """{"a":{"b":1}}""")]
    [InlineData("'{ \"a\" : 10.0,\t\"b\":[ ] ,\"c\":1e2 }'", "{ \"a\" : 10.0,\t\"b\":[ ] ,\"c\":1e2 }")]
    [InlineData("\" {`r`n}`n\"", " {\r\n}\n")]
    [InlineData("@{ b = 1; a = @{ d = 2; c = 3 }; Z = 4; _ = 5 }", """{"Z":4,"_":5,"a":{"c":3,"d":2},"b":1}""")]
    [InlineData("''", "{}")]
    [InlineData("@{}", "{}")]
    public void Args_become_the_JSON_they_mean(string args, string json)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        foreach (string culture in new[] { "en-US", "de-DE", "tr-TR", "ar-SA" })
        {
            ShellResult result = shell.Run($$"""
                [Globalization.CultureInfo]::CurrentCulture = '{{culture}}'
                'd1' | Invoke-IotThingsService -Identifier Set -Args ({{args}})
                """);
            Assert.Empty(result.Errors);
            Assert.Equal(json, gateway.Requests[^1]["Args"]);
        }

        Assert.Equal(4, gateway.Requests.Count);
    }

    [Theory]
    [InlineData("@(1, 2)", "array")]
    [InlineData("5", "Int32")]
    [InlineData("$true", "Boolean")]
    [InlineData("{ 1 }", "ScriptBlock")]
    [InlineData("[datetime]::UtcNow", "DateTime")]
    [InlineData("'[1]'", "an array")]
    [InlineData("'5'", "a number")]
    [InlineData("'\"text\"'", "a string")]
    [InlineData("'null'", "null")]
    [InlineData("'{\"a\":'", "LineNumber")]
    [InlineData("'{\"a\":1} x'", "LineNumber")]
    [InlineData("'{a:1}'", "LineNumber")]
    [InlineData("'{\"a\":1,}'", "LineNumber")]
    [InlineData("@{ a = @{ b = 1, { Get-Date } } }", "'a.b[1]'")]
    [InlineData("@{ when = [datetime]::UtcNow }", "'when'")]
    [InlineData("[pscustomobject]@{ id = [guid]::Empty }", "'id'")]
    [InlineData("@{ a = [double]::NaN }", "'a'")]
    [InlineData("@{ a = [float]::PositiveInfinity }", "'a'")]
    [InlineData("& { $h = @{}; $h.me = $h; $h }", "'me' holds itself")]
    [InlineData("& { $a = @(1); $a[0] = $a; @{ list = $a } }", "'list[0]' holds itself")]
    [InlineData("& { $o = [pscustomobject]@{ me = 1 }; $o.me = $o; $o }", "'me' holds itself")]
    public void What_is_no_JSON_object_is_refused_by_its_place_before_anything_is_sent(string args, string place)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ErrorRecord error = shell.Catch($"$value = {args}; 'd1', 'd2' | Invoke-IotThingsService -Identifier Set -Args $value");

        error.Is("InvalidArgs", ErrorCategory.InvalidArgument);
        Assert.Contains(place, error.Exception.Message);
        Assert.NotNull(error.Target());
        Assert.Empty(gateway.Requests);
    }

    /// <summary>A mistyped variable is null, and would send the command without its input to every device.</summary>
    [Theory]
    [InlineData("-Args $null")]
    [InlineData("-Args $thereIsNoSuchVariable")]
    [InlineData("-Args ([Management.Automation.Internal.AutomationNull]::Value)")]
    public void Args_from_a_variable_that_does_not_exist_are_refused_before_anything_is_sent(string args)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch($"'d1', 'd2' | Invoke-IotThingsService Set {args}").Is("InvalidArgs", ErrorCategory.InvalidArgument);

        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("$a = @{ v = 1 }; foreach ($i in 2..$depth) { $a = @{ v = $a } }; $a")]
    [InlineData("$a = [pscustomobject]@{ v = 1 }; foreach ($i in 2..$depth) { $a = [pscustomobject]@{ v = $a } }; $a")]
    [InlineData("('{\"v\":' * $depth) + '1' + ('}' * $depth)")]
    public void Args_nest_64_deep_and_no_deeper(string args)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        string command = $"'d1' | Invoke-IotThingsService -Identifier Set -Args (& {{ {args} }})";

        shell["depth"] = 64;
        Assert.Empty(shell.Run(command).Errors);
        shell["depth"] = 65;
        shell.Catch(command).Is("InvalidArgs", ErrorCategory.InvalidArgument);

        Assert.Single(gateway.Requests);
    }
}
