using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Gateways;
using TuyaIot.Tests.Hosting;
using Xunit;

namespace TuyaIot.Tests.Names;

/// <summary>However many names come, each goes out once, in requests of the right size, with a signature that is right.</summary>
public sealed class NameCountTests
{
    public static TheoryData<int, string> CountsAndMethods => new MatrixTheoryData<int, string>(
        [1, 99, 100, 101, 250, 100_000], ["Get", "Post"]);

    [Theory]
    [MemberData(nameof(CountsAndMethods))]
    public void Each_of_any_number_of_names_goes_out_once(int count, string method)
    {
        using Shell shell = new();
        PSObject simulator = shell.UseSimulator($"-ProductKey pk1 -Method {method}");
        shell["names"] = NameList.Stream(count);

        ShellResult result = shell.Run("$names | Invoke-IotThingsService -Identifier Set -Args @{ param1 = 1 }");
        ShellResult received = shell.Run("Get-IotSimulatorRequest $sim; Stop-IotSimulator $sim");

        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.All(received.Output, request => Assert.Equal("Accepted", request.Get<string>("Verdict")));
        Assert.All(received.Output, request => Assert.Equal(method.ToUpperInvariant(), request.Get<string>("Method")));
        Assert.Equal(0, simulator.Get<long>("SignatureErrorCount"));
        Assert.Equal(Sizes(count), received.Output.Select(request => request.DeviceName().Length).OrderDescending());
        Assert.Equal(NameList.Stream(count), received.Output.SelectMany(request => request.DeviceName()).Order());
        Assert.Equal(NameList.Stream(count), result.Output.SelectMany(batch => batch.DeviceName()).Order());
        Assert.All(result.Output, batch => Assert.Equal("Accepted", batch.Status()));
        Assert.Equal(Enumerable.Range(1, result.Output.Count), result.Output.Select(batch => batch.Get<int>("Batch")).Order());
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(3, 3)]
    [InlineData(99, 1)]
    public void BatchSize_sets_how_many_names_a_request_carries(int batchSize, int requests)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        shell["names"] = NameList.Of(7);

        Assert.Empty(shell.Run($"$names | Invoke-IotThingsService -Identifier Set -BatchSize {batchSize}").Errors);

        Assert.Equal(requests, gateway.Requests.Count);
        Assert.Equal(NameList.Of(7), gateway.DeviceNames.Order());
    }

    [Fact]
    public void An_empty_pipeline_sends_nothing_and_says_so()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("@() | Invoke-IotThingsService -Identifier Set");

        Assert.Contains("nothing was sent", Assert.Single(result.Warnings));
        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-DeviceName @()")]
    [InlineData("-DeviceName '', '  ', $null")]
    public void A_command_without_a_name_is_an_error(string names)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ErrorRecord error = shell.Catch($"Invoke-IotThingsService -Identifier Set {names}");

        error.Is("NoDeviceName", ErrorCategory.InvalidArgument);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public void Names_may_come_as_an_argument_or_in_arrays_down_the_pipeline()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);
        shell["names"] = NameList.Of(250);

        shell.Run("Invoke-IotThingsService $names -Identifier Set");
        shell.Run("& { ,$names[0..179]; ,$names[180..249] } | Invoke-IotThingsService -Identifier Set");

        Assert.Equal(NameList.Of(250), gateway.Requests.Take(3).SelectMany(request => request.DeviceNames()).Order());
        Assert.Equal(NameList.Of(250), gateway.Requests.Skip(3).SelectMany(request => request.DeviceNames()).Order());
        Assert.Equal([100, 100, 50], gateway.Requests.Skip(3).Select(request => request.DeviceNames().Length).OrderDescending());
    }

    private static IEnumerable<int> Sizes(int count)
    {
        for (int left = count; left > 0; left -= 100)
        {
            yield return int.Min(left, 100);
        }
    }
}
