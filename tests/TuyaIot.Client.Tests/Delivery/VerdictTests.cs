using TuyaIot.Delivery;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>What a verdict means after an earlier copy of the request whose answer was lost.</summary>
public sealed class VerdictTests
{
    [Fact]
    public void What_is_known_of_the_earlier_copy_stays()
    {
        Assert.Equal(Verdict.Accepted, Verdict.Accepted.AfterLostAnswer());
        Assert.Equal(Verdict.Unknown, Verdict.Unknown.AfterLostAnswer());
    }

    [Fact]
    public void A_refusal_says_nothing_of_it_and_still_ends_the_run_where_every_request_would_be_refused()
    {
        Assert.Equal(Verdict.Unknown, Verdict.Refused(RejectionReason.Device).AfterLostAnswer());
        Verdict denied = Verdict.Refused(RejectionReason.AccessDenied).AfterLostAnswer();
        Assert.Equal((DeliveryStatus.Unknown, RejectionReason.AccessDenied, true), (denied.Status, denied.Reason, denied.EndsRun));
    }

    [Theory]
    [InlineData("JournalWriteFailed", true)]
    [InlineData("UnknownAction", true)]
    [InlineData("TooLong", false)]
    [InlineData("DeviceOffline", false)]
    public void Only_what_every_request_would_meet_ends_a_run(string reason, bool ends) =>
        Assert.Equal(ends, Verdict.Refused(System.Enum.Parse<RejectionReason>(reason)).EndsRun);
}
