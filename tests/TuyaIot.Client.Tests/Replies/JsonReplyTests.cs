using System.Linq;
using System.Text;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Client.Tests.Replies;

/// <summary>JSON replies as the pages show them, which do not agree on how a key is written.</summary>
public sealed class JsonReplyTests
{
    [Fact]
    public void A_success_as_most_actions_write_it()
    {
        RpcReply reply = Read("""{"Data":{"ApplyId":12345678},"RequestId":"57b144cf-09fc","Success":true}""");

        Assert.Equal((200, true, null, null, "57b144cf-09fc"), (reply.HttpStatus, reply.Success, reply.Code, reply.ErrorMessage, reply.RequestId));
    }

    [Fact]
    public void A_success_as_the_OTA_actions_write_it()
    {
        RpcReply reply = Read("""{"code":"","data":{},"requestId":"57b144cf-09fc","success":true}""");

        Assert.Equal((true, null, "57b144cf-09fc"), (reply.Success, reply.Code, reply.RequestId));
    }

    [Theory]
    [InlineData("""{"Code":"iot.prod.NotExistedProduct","ErrorMessage":"no product","RequestId":"r","Success":false}""")]
    [InlineData("""{"code":"iot.prod.NotExistedProduct","message":"no product","requestId":"r","success":false}""")]
    [InlineData("""{"CODE":"iot.prod.NotExistedProduct","MESSAGE":"no product","REQUESTID":"r","SUCCESS":false}""")]
    [InlineData("""{"cOdE":"iot.prod.NotExistedProduct","eRRORmESSAGE":"no product","rEQUESTiD":"r","sUCCESS":"False"}""")]
    [InlineData("""{"Success":false,"RequestId":"r","Message":"no product","Code":"iot.prod.NotExistedProduct","HostId":"h"}""")]
    public void A_failure_in_any_casing_and_order(string body)
    {
        RpcReply reply = Read(body);

        Assert.Equal(
            (false, "iot.prod.NotExistedProduct", "no product", "r"), (reply.Success, reply.Code, reply.ErrorMessage, reply.RequestId));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"true\"", true)]
    [InlineData("\"TRUE\"", true)]
    [InlineData("false", false)]
    [InlineData("\"False\"", false)]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    [InlineData("\" true \"", true)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("\"1\"", true)]
    [InlineData("\"0\"", false)]
    [InlineData("2", null)]
    [InlineData("1.0", null)]
    [InlineData("\"yes\"", null)]
    [InlineData("{}", null)]
    [InlineData("[true]", null)]
    public void Success_is_true_only_where_it_says_so(string written, bool? success) =>
        Assert.Equal(success, Read($$"""{"RequestId":"r","Success":{{written}}}""").Success);

    [Fact]
    public void Success_left_out_is_no_success() => Assert.Null(Read("""{"RequestId":"r","Code":"OK"}""").Success);

    [Theory]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"  \"", null)]
    [InlineData("29003", "29003")]
    [InlineData("-1.5e3", "-1.5e3")]
    [InlineData("\" Throttling \"", "Throttling")]
    [InlineData("{\"a\":1}", null)]
    public void A_code_may_be_a_number_or_nothing(string written, string? code) =>
        Assert.Equal(code, Read($$"""{"Success":false,"Code":{{written}}}""").Code);

    [Fact]
    public void A_message_in_any_script_is_kept() =>
        Assert.Equal("设备不存在 😀 é", Read("""{"Success":false,"Message":"设备不存在 \ud83d\ude00 \u00e9"}""").ErrorMessage);

    [Fact]
    public void Of_two_messages_and_two_ids_the_first_counts()
    {
        RpcReply reply = Read("""{"Success":false,"Message":"first","ErrorMessage":"second","RequestId":"r-1","requestid":"r-2"}""");

        Assert.Equal(("first", "r-1"), (reply.ErrorMessage, reply.RequestId));
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData(" \r\n\t")]
    [InlineData("\uFEFF \n")]
    public void What_stands_before_the_first_brace_does_no_harm(string before) => Assert.True(Read(before + """{"Success":true}""").Success);

    [Fact]
    public void Data_as_deep_as_a_parser_allows_does_no_harm()
    {
        string data = string.Concat(Enumerable.Repeat("{\"a\":", 60)) + "1" + new string('}', 60);

        Assert.True(Read($$"""{"Data":{{data}},"Success":true}""").Success);
    }

    private static RpcReply Read(string body) => Replied.With(200, "application/json", Encoding.UTF8.GetBytes(body));
}
