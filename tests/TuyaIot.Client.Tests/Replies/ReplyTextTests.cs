using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Replies;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Replies;

/// <summary>What a server says ends up in logs and on terminals, so it is made fit for them first.</summary>
public sealed class ReplyTextTests
{
    private const string Echo = "GET&%2F&AccessKeyId%3Dtestid%26Action%3DInvokeThingsService";

    [Theory]
    [InlineData("SignatureDoesNotMatch")]
    [InlineData("signaturedoesnotmatch")]
    [InlineData(" SignatureDoesNotMatch ")]
    public void What_the_gateway_signed_itself_is_never_passed_on(string code)
    {
        RpcReply reply = Read(code, $"Specified signature is not matched. server string to sign is:{Echo}");

        Assert.Equal("The signature does not match the one the gateway computed.", reply.ErrorMessage);
        Assert.Equal("SignatureDoesNotMatch", reply.Code, ignoreCase: true);
    }

    [Theory]
    [InlineData("bad url /?A=1&Signature=8FVfrWc7l6N%2FJBo6JVvY%3D&B=2", "bad url /?A=1&Signature=********&B=2")]
    [InlineData("signature=abc+/= is wrong", "signature=******** is wrong")]
    [InlineData("A%3D1%26Signature%3Dabc", "A%3D1%26Signature%3D********")]
    [InlineData("\"Signature=abc\"", "\"Signature=********\"")]
    public void A_signature_is_masked(string message, string expected) => Assert.Equal(expected, Read("X", message).ErrorMessage);

    [Theory]
    [InlineData("a\u001b[31mb", "a\\u001B[31mb")]
    [InlineData("a\u009b31mb", "a\\u009B31mb")]
    [InlineData("a\r\nb\tc", "a  b c")]
    [InlineData("a\u0007\u0000\u007Fb", "a\\u0007\\u0000\\u007Fb")]
    [InlineData("a\u202Eb", "a\\u202Eb")]
    [InlineData("\u200Ba", "\\u200Ba")]
    [InlineData("a\u2028b", "a\\u2028b")]
    [InlineData("  a  ", "a")]
    public void What_could_drive_a_terminal_is_made_visible(string message, string expected)
    {
        RpcReply reply = Read(message, message, message);

        Assert.Equal((expected, expected, expected), (reply.Code, reply.ErrorMessage, reply.RequestId));
    }

    [Fact]
    public void Nothing_that_is_passed_on_holds_a_control_character_or_grows_without_end() => Check.One(
        Texts.Thorough,
        Prop.ForAll(Texts.Any, static text =>
        {
            string message = string.Concat(Enumerable.Repeat(Texts.AsUtf8(text), 100));
            string shown = Read("X", message).ErrorMessage ?? "";

            return !shown.Any(char.IsControl) && shown.Length <= 500;
        }));

    [Fact]
    public void Even_a_text_without_any_special_character_does_not_grow_without_end()
    {
        string text = new('a', 501);

        RpcReply reply = Read(text, text, text);

        Assert.Equal((text[..500], text[..500], text[..500]), (reply.Code, reply.ErrorMessage, reply.RequestId));
    }

    [Theory]
    [InlineData("the secret top/secret was used, top/secret!", "the secret ******** was used, ********!")]
    [InlineData("encoded top%2Fsecret, plain top/secret", "encoded ********, plain ********")]
    [InlineData("encoded twice top%252Fsecret", "encoded twice ********")]
    [InlineData("cut off: top%252Fse", "cut off: ********")]
    [InlineData("cut off: top/secre", "cut off: ********")]
    [InlineData("cut off: top%2Fse", "cut off: ********")]
    [InlineData("cut off: top/", "cut off: ********")]
    [InlineData("Top/Secret", "Top/Secret")]
    [InlineData("top", "top")]
    [InlineData("top/secre was said", "top/secre was said")]
    public async Task The_secret_is_masked(string message, string expected)
    {
        string body = JsonSerializer.Serialize(new { Success = false, Code = message, ErrorMessage = message, RequestId = message });
        using WireServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.ReplyAsync("400 Bad Request", body: body);
        });
        using RpcClient client = new(
            Sample.KeyOf("testid", "top/secret"), new RpcOptions { Endpoint = server.Endpoint }, new StillClock(), static () => Sample.Nonce);

        RpcReply reply = await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

        Assert.Equal((expected, expected, expected), (reply.Code, reply.ErrorMessage, reply.RequestId));
    }

    [Fact]
    public void A_media_type_is_made_fit_too() => Assert.DoesNotContain(
        '\u001b', Replied.With(502, "text/\u001b[31m", ReadOnlyMemory<byte>.Empty).ErrorMessage!);

    private static RpcReply Read(string code, string message, string requestId = "r") => Replied.With(
        400,
        "application/json",
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { Success = false, Code = code, ErrorMessage = message, RequestId = requestId })));
}
