using System.Text;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Client.Tests.Replies;

/// <summary>XML replies: what the API answers where Format says so, or where it calls XML the default.</summary>
public sealed class XmlReplyTests
{
    [Theory]
    [InlineData("<InvokeThingsServiceResponse><RequestId>r-1</RequestId><Success>true</Success></InvokeThingsServiceResponse>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<R>\n  <Success>TRUE</Success>\n  <RequestId>r-1</RequestId>\n  <Code/>\n</R>")]
    [InlineData("\uFEFF<?xml version='1.0'?><R xmlns=\"http://x\"><success>true</success><requestid>r-1</requestid><Data><Code>5</Code></Data></R>")]
    public void A_success_is_read_whatever_the_root_is_called(string body)
    {
        RpcReply reply = Read(body);

        Assert.Equal((true, null, null, "r-1"), (reply.Success, reply.Code, reply.ErrorMessage, reply.RequestId));
    }

    [Fact]
    public void The_gateways_error_is_read()
    {
        RpcReply reply = Read(
            "<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>r-2</RequestId><HostId>iot.example</HostId>" +
            "<Code>InvalidAccessKeyId.NotFound</Code><Message><![CDATA[Not <found> &]]></Message></Error>");

        Assert.Equal(
            (null, "InvalidAccessKeyId.NotFound", "Not <found> &", "r-2"), (reply.Success, reply.Code, reply.ErrorMessage, reply.RequestId));
    }

    [Theory]
    [InlineData("<!DOCTYPE R [<!ENTITY e \"true\">]><R><Success>&e;</Success></R>")]
    [InlineData("<!DOCTYPE R SYSTEM \"file:///etc/passwd\"><R><Success>true</Success></R>")]
    [InlineData("<!DOCTYPE R><R><Success>true</Success></R>")]
    public void A_document_type_is_refused(string body) => Assert.Null(Read(body).Success);

    [Theory]
    [InlineData("<R><Success>true</Success>")]
    [InlineData("<R><Success>true</R>")]
    [InlineData("<R><Success>true</Success></R><R/>")]
    [InlineData("<R><Success>&undeclared;</Success></R>")]
    [InlineData("<?xml version='1.0' encoding='utf-7'?><R><Success>true</Success></R>")]
    [InlineData("<?xml version='1.0' encoding='no such'?><R><Success>true</Success></R>")]
    [InlineData("<?xml version='1.0' encoding='utf-16'?><R><Success>true</Success></R>")]
    [InlineData("<!-- nothing -->")]
    [InlineData("<")]
    public void What_is_not_whole_has_no_verdict(string body) => Assert.Null(Read(body).Success);

    private static RpcReply Read(string body) => Replied.With(200, "text/xml", Encoding.UTF8.GetBytes(body));
}
