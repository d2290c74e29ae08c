using TuyaIot.Delivery;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Client.Tests.Delivery;

/// <summary>What each documented error code means for a command that must not run twice.</summary>
public sealed class ClassifierCodeTests
{
    [Theory]
    [InlineData("Throttling", "Throttled")]
    [InlineData("Throttling.User", "Throttled")]
    [InlineData("Throttling.Api", "Throttled")]
    [InlineData("FlowControlError", "Throttled")]
    [InlineData("iot.messagebroker.RateLimit", "Throttled")]
    [InlineData("InvalidTimeStamp.Expired", "WrongClock")]
    [InlineData("InvalidTimeStamp.Format", "Request")]
    [InlineData("InvalidAccessKeyId.NotFound", "UnknownKey")]
    [InlineData("SignatureDoesNotMatch", "WrongSecret")]
    [InlineData("iot.common.RamActionPermissionDeny", "AccessDenied")]
    [InlineData("iot.common.InvalidTenant", "AccessDenied")]
    [InlineData("iot.system.BillIsOverDue", "AccessDenied")]
    [InlineData("iot.system.InstanceNotFound", "AccessDenied")]
    [InlineData("iot.Sre.IotInstanceNotFound", "AccessDenied")]
    [InlineData("iot.system.UidNotFound", "AccessDenied")]
    [InlineData("InvalidVersion", "AccessDenied")]
    [InlineData("InvalidAction.NotFound", "UnknownAction")]
    [InlineData("iot.common.APINotSupportedInInstance", "UnknownAction")]
    [InlineData("iot.common.AuthActionPermissionDeny", "Device")]
    [InlineData("iot.device.NotExistedDevice", "Device")]
    [InlineData("iot.device.NullDeviceName", "Device")]
    [InlineData("iot.device.InvalidFormattedDeviceName", "Device")]
    [InlineData("iot.device.InactiveDevice", "Device")]
    [InlineData("iot.device.InvalidIoTId", "Device")]
    [InlineData("iot.device.InvokeThingServiceFailed", "Device")]
    [InlineData("iot.device.SetDevicePropertyFailed", "Device")]
    [InlineData("iot.device.NeverSeen", "Device")]
    [InlineData("iot.device.NoneDeviceNameElement", "Request")]
    [InlineData("iot.device.DeviceCountExceeded", "Request")]
    [InlineData("iot.prod.NotExistedProduct", "Request")]
    [InlineData("iot.prod.NullProductKey", "Request")]
    [InlineData("iot.prod.InvalidFormattedProductkey", "Request")]
    [InlineData("iot.prod.NeverSeen", "Request")]
    [InlineData("iot.common.InvalidPageParams", "Request")]
    [InlineData("iot.system.IllegalRequest", "Request")]
    [InlineData("MissingParameter", "Request")]
    [InlineData("MissingSignature", "Request")]
    public void A_refusal_is_known_by_its_code_whatever_the_casing_and_the_status_below_500(string code, string cause)
    {
        foreach (string written in (string[])[code, code.ToUpperInvariant(), code.ToLowerInvariant()])
        {
            foreach (int status in (int[])[200, 400, 403, 404, 429])
            {
                Assert.Equal(("Rejected", cause), Classify(written, status, success: false));
                Assert.Equal(("Rejected", cause), Classify(written, status, success: null));
            }
        }
    }

    /// <summary>The status says that the server failed, the code that it refused: one of the two is wrong.</summary>
    [Theory]
    [InlineData("InvalidParameter")]
    [InlineData("iot.device.NotExistedDevice")]
    [InlineData("SignatureDoesNotMatch")]
    [InlineData("InvalidTimeStamp.Expired")]
    public void A_refusal_with_a_status_of_5xx_contradicts_itself_and_is_unknown(string code) =>
        Assert.All((int[])[500, 502, 503, 504], status => Assert.Equal(("Unknown", "Ambiguous"), Classify(code, status, success: false)));

    /// <summary>503 is HTTP's own word for too much to do.</summary>
    [Theory]
    [InlineData(500, "Unknown", "Ambiguous")]
    [InlineData(502, "Unknown", "Ambiguous")]
    [InlineData(503, "Rejected", "Throttled")]
    [InlineData(504, "Unknown", "Ambiguous")]
    public void Throttling_agrees_with_503_alone_of_5xx(int status, string expected, string reason) =>
        Assert.Equal((expected, reason), Classify("Throttling.User", status, success: false));

    [Theory]
    [InlineData("SignatureNonceUsed")]
    [InlineData("iot.system.SystemException")]
    [InlineData("InternalError")]
    [InlineData("ServiceUnavailable")]
    public void A_stumble_or_an_earlier_copy_is_unknown_whatever_the_status_and_the_casing(string code)
    {
        foreach (string written in (string[])[code, code.ToUpperInvariant(), code.ToLowerInvariant()])
        {
            foreach (int status in (int[])[200, 400, 403, 429, 500, 503])
            {
                Assert.Equal(("Unknown", "Ambiguous"), Classify(written, status, success: false));
            }
        }
    }

    /// <summary>These tell that a device's answer did not come, and not that the command did not go.</summary>
    [Theory]
    [InlineData("iot.messagebroker.TIMEOUT")]
    [InlineData("iot.messagebroker.OFFLINE")]
    [InlineData("iot.messagebroker.HALFCONN")]
    public void A_broker_that_lost_sight_of_a_device_is_unknown(string code)
    {
        foreach (int status in (int[])[200, 400, 500])
        {
            Assert.Equal(("Unknown", "Ambiguous"), Classify(code, status, success: false));
        }
    }

    [Theory]
    [InlineData("iot.system.NeverSeen")]
    [InlineData("NeverSeen")]
    [InlineData("29003")]
    [InlineData("xThrottling")]
    public void A_code_never_seen_leaves_it_to_the_status(string code)
    {
        Assert.Equal(("Unknown", "Ambiguous"), Classify(code, 200, success: false));
        Assert.Equal(("Rejected", "Request"), Classify(code, 400, success: false));
        Assert.Equal(("Rejected", "Throttled"), Classify(code, 429, success: false));
        Assert.Equal(("Unknown", "Ambiguous"), Classify(code, 500, success: false));
    }

    private static (string Status, string Reason) Classify(string code, int status, bool? success)
    {
        Verdict verdict = Classifier.Classify(new RpcReply { HttpStatus = status, Code = code, Success = success });
        return (verdict.Status.ToString(), verdict.Reason.ToString());
    }
}
