using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Tests.Servers;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>What was refused for good would be refused again.</summary>
public sealed class RefusedTests
{
    [Theory]
    [InlineData("iot.device.NotExistedDevice")]
    [InlineData("iot.prod.NotExistedProduct")]
    [InlineData("iot.common.RamActionPermissionDeny")]
    [InlineData("iot.system.BillIsOverDue")]
    [InlineData("InvalidAccessKeyId.NotFound")]
    [InlineData("SignatureDoesNotMatch")]
    [InlineData("InvalidTimeStamp.Format")]
    [InlineData("MissingIdentifier")]
    public async Task One_request_is_enough(string code)
    {
        using TestGateway gateway = new(GatewayReply.Refused(code, headers: "Retry-After: 1\r\n"), GatewayReply.Accepted);
        TestTime time = new();
        using DeliveryRig rig = new(gateway.Endpoint, time, new DeliveryOptions { RetryUnknown = true });

        Outcome outcome = await rig.DeliverAsync();

        Assert.Equal((DeliveryStatus.Rejected, 1, code), (outcome.Verdict.Status, outcome.Attempts, outcome.Reply.Code));
        Assert.Single(gateway.Requests);
        Assert.Empty(time.Waits);
    }
}
