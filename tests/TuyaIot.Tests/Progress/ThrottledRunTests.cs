using System.Linq;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Progress;

/// <summary>A gateway that answers nothing but "too many requests" gives no result, so the command says why it waits.</summary>
public sealed class ThrottledRunTests
{
    private static readonly GatewayReply Throttled = GatewayReply.Refused("Throttling.User", status: 400);

    [Theory]
    [InlineData(8, 5)]
    [InlineData(2, 0)]
    public void A_run_that_is_throttled_for_ten_seconds_warns_once_and_its_bar_says_so(int throttled, int seconds)
    {
        // The time in which these are throttled passes at once.
        using TimedRun run = new(number => number <= throttled ? seconds : 0.1, number => number <= throttled ? Throttled : GatewayReply.Accepted, 30);

        ShellResult result = run.Shell.Run($"$names | {TimedRun.Command}");

        Assert.Equal(3, result.Output.Count);
        Assert.Equal(
            seconds == 0
                ? []
                : ["The gateway has replied to every request with \"too many requests\" for 10 seconds. The command goes on. "
                    + "A request that stays throttled for 2 minutes is rejected. The quota counts every client of the account."],
            result.Warnings);
        Assert.Equal(seconds > 0, run.Records.Any(static record => record.StatusDescription == "0 devices, 0/s, throttled"));
        Assert.Empty(run.Left);
    }

    [Fact]
    public void A_query_that_is_throttled_for_ten_seconds_warns_once()
    {
        using TimedRun run = new(
            static _ => 5, static number => number <= 8 ? Throttled : GatewayReply.Ok("""{"Success":true,"RequestId":"r","Data":{"ProductKey":"pk1"}}"""));

        ShellResult result = run.Shell.Run("Get-IotProduct pk1");

        Assert.Single(result.Output);
        Assert.StartsWith("The gateway has replied to every request", Assert.Single(result.Warnings));
    }
}
