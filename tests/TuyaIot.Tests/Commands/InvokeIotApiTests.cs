using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Numerics;
using System.Security;
using TuyaIot.Tests.Pipeline;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Commands;

/// <summary>Invoke-IotApi: any action, its parameters as the API spells them, its reply as an object, and no command twice.</summary>
public sealed class InvokeIotApiTests
{
    [Fact]
    public void A_table_becomes_parameters()
    {
        string[] sent = Sent("""
            Invoke-IotApi QueryAny ([ordered]@{
                Text = 'a b'; Empty = ''; Nothing = $null; Yes = $true; No = $false; Whole = 7; Real = 2.5; Big = [bigint]::Parse('123456789012345678901')
                List = 'x', $null, 'y'; None = @(); Table = @{ Key = 'v'; Other = $null }
                Rows = @{ DeviceName = 'd1' }, [pscustomobject]@{ DeviceName = 'd2'; Tags = 'p', 'q' }
                Time = [datetimeoffset]'2026-01-31T10:00:00+02:00'; Half = [datetime]::SpecifyKind('2026-01-31T08:00:00.5', 'Utc'); Bytes = [byte[]](1, 2, 255)
            })
            """);

        Assert.Equal(
            [
                "Big=123456789012345678901", "Bytes=AQL/", "Empty=", "Half=2026-01-31T08:00:00.5Z", "List.1=x", "List.2=y", "No=false", "Real=2.5",
                "Rows.1.DeviceName=d1", "Rows.2.DeviceName=d2", "Rows.2.Tags.1=p", "Rows.2.Tags.2=q", "Table.Key=v", "Text=a b",
                "Time=2026-01-31T08:00:00Z", "Whole=7", "Yes=true",
            ],
            sent);
    }

    [Theory]
    [InlineData("@{ Action = 'x' }", "Action")]
    [InlineData("@{ signature = 'x' }", "signature")]
    [InlineData("@{ 'A.1' = 'x'; A = 'y', 'z' }", "A.1")]
    [InlineData("@{ 'A.B' = 'x'; A = @{ B = 1 } }", "A.B")]
    [InlineData("@{ 'A B' = 'x' }", "A B")]
    [InlineData("@{ '' = 'x' }", "''")]
    [InlineData("@{ A = { 1 } }", "ScriptBlock")]
    [InlineData("@{ A = [double]::NaN }", "Double")]
    [InlineData("@{ A = $Secret }", "SecureString")]
    [InlineData("$own", "holds itself")]
    [InlineData("$null", "null")]
    [InlineData("'ProductKey=x'", "String")]
    [InlineData("@('a', 'b')", "Object[]")]
    public void What_cannot_be_sent_is_an_error_and_is_not_sent(string parameter, string word)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        shell.Run("$own = @{}; $own.A = $own");

        ErrorRecord error = shell.Catch($"Invoke-IotApi QueryAny {parameter}");
        error.Is("InvalidParameter", ErrorCategory.InvalidArgument);
        Assert.Contains(word, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("'Query Product'")]
    [InlineData("'Query&A=1'")]
    public void A_text_that_names_no_action_is_an_error(string action)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        shell.Catch($"Invoke-IotApi {action}").Is("InvalidAction", ErrorCategory.InvalidArgument);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public void Each_row_is_a_call_and_a_wrong_one_is_an_error_of_its_own()
    {
        using TestGateway gateway = new();
        ShellResult result = Run(gateway, "@{ A = 1 }, 'text', [pscustomobject]@{ A = 3 }, $null | Invoke-IotApi QueryAny -ThrottleLimit 1");

        Assert.Equal(["1", "3"], gateway.Requests.Select(static request => request["A"]));
        Assert.Equal(2, result.Output.Count);
        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, static error => error.Is("InvalidParameter", ErrorCategory.InvalidArgument));
    }

    [Fact]
    public void A_reply_is_an_object_that_keeps_numbers_dates_and_any_name()
    {
        using TestGateway gateway = new(GatewayReply.Ok(
            """{"Success":true,"Data":{"a":1,"A":2,"":3,"psobject":4,"Date":"2026-01-31T08:00:00Z","Long":9007199254740993,"Huge":123456789012345678901,"Exact":0.12345678901234567891,"Plain":0.1,"Far":1E999,"List":[{"x":null},[true]]}}"""));
        PSObject data = Assert.Single(Run(gateway, "(Invoke-IotApi QueryAny).Data").Output);

        Assert.Equal(2L, data.Properties["a"].Value);
        Assert.Equal(3L, data.Properties["_"].Value);
        Assert.Equal(4L, data.Properties["_psobject"].Value);
        Assert.Equal("2026-01-31T08:00:00Z", data.Properties["Date"].Value);
        Assert.Equal(9007199254740993L, data.Properties["Long"].Value);
        Assert.Equal(BigInteger.Parse("123456789012345678901", null), data.Properties["Huge"].Value);
        Assert.Equal(0.12345678901234567891m, data.Properties["Exact"].Value);
        Assert.Equal(0.1, data.Properties["Plain"].Value);
        Assert.Equal("1E999", data.Properties["Far"].Value);
        object?[] list = Assert.IsType<object?[]>(data.Properties["List"].Value);
        Assert.Null(Assert.IsType<PSObject>(list[0]).Properties["x"].Value);
        Assert.Equal([true], Assert.IsType<object?[]>(list[1]));
    }

    [Fact]
    public void Secrets_of_a_reply_are_SecureStrings_and_in_no_text()
    {
        const string Hidden = "H1dden-Value";
        using TestGateway gateway = new(GatewayReply.Ok(
            $$$"""{"Success":true,"NextToken":"t1","Data":{"Inner":[{"deviceSecret":"{{{Hidden}}}","ProductSecret":null}],"AppSecret":["{{{Hidden}}}"]}}"""));
        using Shell shell = new();
        shell.Use(gateway);
        ShellResult result = shell.Run("$reply = Invoke-IotApi QueryAny -Debug -Verbose; $reply; Invoke-IotApi QueryAny -Raw; $reply.Data.Inner[0].deviceSecret; $reply.Data.AppSecret");

        Assert.DoesNotContain(Hidden, Everything.TextOf(shell, result), StringComparison.Ordinal);
        Assert.Equal("t1", result.Output[0].Properties["NextToken"].Value);
        Assert.Contains("\"deviceSecret\":\"********\"", $"{result.Output[1]}", StringComparison.Ordinal);
        Assert.All(result.Output.Skip(2), static secret => Assert.Equal(
            Hidden, new NetworkCredential(string.Empty, Assert.IsType<SecureString>(secret.BaseObject)).Password));
    }

    /// <summary>An action that is known as a query is sent again; one that nobody knows might be a command.</summary>
    [Theory]
    [InlineData("queryproduct", 2, null)]
    [InlineData("CreateOTAModule", 1, "OutcomeUnknown")]
    [InlineData("QueryAny", 1, "OutcomeUnknown")]
    [InlineData("CreateOTAModule -Idempotent", 2, null)]
    public void Only_what_may_run_twice_is_sent_again(string call, int requests, string? error)
    {
        using TestGateway gateway = new(GatewayReply.Reset, GatewayReply.Accepted);
        ShellResult result = Run(gateway, $"Invoke-IotApi {call}");

        Assert.Equal(requests, gateway.Requests.Count);
        Assert.Equal(error is null ? 1 : 0, result.Output.Count);
        Assert.Equal(error is null ? [] : new[] { error }, result.Errors.Select(static one => one.FullyQualifiedErrorId.Split(',')[0]));
    }

    [Fact]
    public void WhatIf_sends_no_command_and_a_query_changes_nothing()
    {
        using TestGateway gateway = new();
        ShellResult result = Run(gateway, "Invoke-IotApi CreateOTAModule @{ ProductKey = 'pk1' } -WhatIf; Invoke-IotApi QueryProduct -WhatIf");

        Assert.Empty(result.Errors);
        Assert.Equal(["QueryProduct"], gateway.Requests.Select(static request => request["Action"]));
    }

    [Fact]
    public void What_is_too_long_for_a_URL_names_the_way_out()
    {
        using TestGateway gateway = new();
        ErrorRecord error = Assert.Single(Run(gateway, "Invoke-IotApi CreateOTAModule @{ Desc = 'x' * 8000 }").Errors);

        error.Is("RequestTooLong", ErrorCategory.InvalidArgument);
        Assert.Contains("-Method Post", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public void A_refusal_has_its_code_and_ends_nothing()
    {
        using TestGateway gateway = new(GatewayReply.Refused("iot.check.InvalidFormattedParameter", status: 400), GatewayReply.Accepted);
        ShellResult result = Run(gateway, "@{ A = 1 }, @{ A = 2 } | Invoke-IotApi CreateOTAModule -ThrottleLimit 1");

        Assert.Single(result.Errors).Is("RequestRefused", ErrorCategory.InvalidArgument);
        Assert.Single(result.Output);
    }

    private static string[] Sent(string script)
    {
        using TestGateway gateway = new();
        Assert.Empty(Run(gateway, script).Errors);
        HashSet<string> common = ["Action", "AccessKeyId", "Signature", "SignatureMethod", "SignatureNonce", "Timestamp"];
        return
        [
            .. Assert.Single(gateway.Requests).Parameters.Where(parameter => !common.Contains(parameter.Key))
                .Select(static parameter => $"{parameter.Key}={parameter.Value}").Order(StringComparer.Ordinal),
        ];
    }

    private static ShellResult Run(TestGateway gateway, string script)
    {
        using Shell shell = new();
        shell.Use(gateway);
        return shell.Run(script);
    }
}
