using System;
using System.Text;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Delivery;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Client.Tests.Replies;

/// <summary>A reply that says two things at once says nothing: what became of the request is unknown, whatever the HTTP status is.</summary>
public sealed class ContradictionTests
{
    [Theory]
    [InlineData("""{"Success":true,"Code":"Throttling.User"}""", "Success is true, and Code is Throttling.User")]
    [InlineData("""{"code":"iot.device.NotExistedDevice","success":"TRUE"}""", "Success is true, and Code is iot.device.NotExistedDevice")]
    [InlineData("""{"Success":1,"Code":29003}""", "Success is true, and Code is 29003")]
    [InlineData("""{"Success":true,"Code":"200","code":"Throttling"}""", "Success is true, and Code is Throttling")]
    [InlineData("""{"Success":false,"Success":true}""", "Success is false, and Success is true")]
    [InlineData("""{"Success":true,"success":0}""", "Success is true, and Success is 0")]
    [InlineData("""{"Success":"maybe","Success":true}""", "Success is maybe, and Success is true")]
    [InlineData("""{"Success":false,"Code":"OK"}""", "Success is false, and Code is OK")]
    [InlineData("""{"Success":false,"Code":"Throttling","code":"InternalError"}""", "Code is Throttling, and Code is InternalError")]
    [InlineData("""{"Success":true,"Success":false,"Success":true}""", "Success is true, and Success is false")]
    [InlineData("""{"Code":"Throttling","CODE":"InternalError","code":"Missing"}""", "Code is Throttling, and Code is InternalError")]
    [InlineData("""{"Success":false,"Code":"200","code":"OK"}""", "Success is false, and Code is 200")]
    [InlineData("<R><Success>true</Success><Code>Throttling</Code></R>", "Success is true, and Code is Throttling")]
    [InlineData("<R><Success>false</Success><Success>true</Success></R>", "Success is false, and Success is true")]
    public void It_is_unknown_and_says_why(string body, string why)
    {
        foreach (int httpStatus in (int[])[200, 400, 429, 503])
        {
            RpcReply reply = Replied.With(httpStatus, null, Encoding.UTF8.GetBytes(body));

            Assert.Null(reply.Success);
            Assert.Equal($"The reply contradicts itself: {why}.", reply.ErrorMessage);
            Assert.Equal(DeliveryStatus.Unknown, Classifier.Classify(reply).Status);
        }
    }

    [Theory]
    [InlineData("""{"Success":true,"Code":""}""", true)]
    [InlineData("""{"Success":true,"Code":null}""", true)]
    [InlineData("""{"Success":true,"Code":"200"}""", true)]
    [InlineData("""{"Success":true,"Code":200}""", true)]
    [InlineData("""{"Success":true,"Code":"ok"}""", true)]
    [InlineData("""{"Success":true,"Code":"SUCCESS"}""", true)]
    [InlineData("""{"Success":true,"Code":0}""", true)]
    [InlineData("""{"Success":true,"success":"True"}""", true)]
    [InlineData("""{"Success":null,"success":true}""", true)]
    [InlineData("""{"Success":false,"Code":"Throttling","code":"throttling"}""", false)]
    [InlineData("""{"Success":false,"code":200,"Code":"Throttling"}""", false)]
    [InlineData("""{"Success":true,"Data":{"Success":false,"Code":"Throttling"}}""", true)]
    public void What_only_looks_like_one_is_none(string body, bool success)
    {
        RpcReply reply = Replied.With(200, null, Encoding.UTF8.GetBytes(body));

        Assert.Equal((success, false), (reply.Success, reply.IsContradictory));
    }

    [Fact]
    public void A_success_that_is_neither_true_nor_false_is_named() => Assert.Equal(
        "Success is yes, which is neither true nor false.",
        Replied.With(200, null, """{"Success":"yes"}"""u8.ToArray()).ErrorMessage);

    [Fact]
    public void A_secret_does_not_come_back_through_the_reason() => Assert.DoesNotContain(
        "abc",
        Replied.With(200, null, """{"Success":true,"Code":"Signature=abc"}"""u8.ToArray()).ErrorMessage,
        StringComparison.Ordinal);
}
