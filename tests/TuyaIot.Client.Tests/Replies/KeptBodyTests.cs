using System.IO;
using System.IO.Compression;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Replies;
using TuyaIot.Signing;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Replies;

/// <summary>A query wants more of a reply than its verdict.</summary>
public sealed class KeptBodyTests
{
    private const string Found = """{"Data":{"Name":"泵","Value":10.0},"RequestId":"r","Success":true}""";

    [Fact]
    public async Task The_body_outlives_the_buffer_it_was_read_into()
    {
        using WireServer server = new(static async connection =>
        {
            for (int i = 0; i < 5; i++)
            {
                await connection.ReadRequestAsync();
                await connection.ReplyAsync(body: i == 0 ? Found : new string('?', 4_000));
            }
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint });

        RpcReply reply = await SendAsync(client, keepsBody: true);
        for (int i = 0; i < 4; i++)
        {
            Assert.Null((await SendAsync(client, keepsBody: true)).Body);
        }

        Assert.Equal(Found, reply.Body!.Value.GetRawText());
    }

    [Fact]
    public async Task A_command_keeps_none()
    {
        using WireServer server = new();
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint });

        RpcReply reply = await SendAsync(client, keepsBody: false);

        Assert.Equal((true, null), (reply.Success, reply.Body));
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(17, false)]
    public async Task A_reply_to_a_query_may_be_larger(int megabytes, bool fits)
    {
        string body = """{"Success":true}""".PadRight(megabytes * 1024 * 1024);
        using WireServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.ReplyAsync(body: body);
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint });

        RpcReply reply = await SendAsync(client, keepsBody: true);

        Assert.Equal((fits ? true : null, fits ? null : "The reply is larger than 16 MB, which no reply of the API is."), (reply.Success, reply.ErrorMessage));
    }

    [Fact]
    public void A_refusal_keeps_its_body_too() =>
        Assert.Equal(JsonValueKind.Object, Read("""{"Success":false,"Code":"iot.prod.NotExistedProduct"}"""u8.ToArray()).Body?.ValueKind);

    [Fact]
    public void A_success_in_XML_is_none_for_a_query()
    {
        RpcReply reply = Read("<R><RequestId>r</RequestId><Success>true</Success></R>"u8.ToArray());

        Assert.Equal((null, "The reply is XML. A query needs JSON.", "r"), (reply.Success, reply.ErrorMessage, reply.RequestId));
        Assert.Equal("Throttling", Read("<R><Code>Throttling</Code></R>"u8.ToArray()).Code);
    }

    [Fact]
    public void A_compressed_body_is_kept_decompressed()
    {
        using MemoryStream compressed = new();
        using (GZipStream stream = new(compressed, CompressionMode.Compress))
        {
            stream.Write(Encoding.UTF8.GetBytes(Found));
        }

        Assert.Equal(Found, Read(compressed.ToArray(), "gzip").Body!.Value.GetRawText());
    }

    [Fact]
    public void A_body_that_is_not_UTF_8_can_be_read_to_its_end()
    {
        RpcReply reply = Read(Encoding.Latin1.GetBytes("""{"Success":true,"é":"é"}"""));

        Assert.Equal("\uFFFD", reply.Body!.Value.GetProperty("\uFFFD").GetString());
    }

    [Fact]
    public void Any_bytes_at_all_are_a_reply() => Check.One(
        Texts.Thorough,
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            Gen.Elements("", "{\"Success\":true,\"a\":\"", "<?xml version='1.0' encoding='", "\u00ff\u00fe").ToArbitrary(),
            static (bytes, start) => Read([.. Encoding.Latin1.GetBytes(start), .. bytes]).HttpStatus == 200));

    private static Task<RpcReply> SendAsync(RpcClient client, bool keepsBody) =>
        client.SendAsync(
            new RpcRequest(Sample.Request.Action, Sample.Request.Parameters) { KeepsBody = keepsBody }, Sample.Now, CancellationToken.None);

    private static RpcReply Read(byte[] body, string? contentEncoding = null)
    {
        using ByteArrayContent content = new([]);
        content.Headers.TryAddWithoutValidation("Content-Encoding", contentEncoding);
        return ReplyParser.Read(200, content.Headers, body, keepsBody: true, LogSanitizer.Clean);
    }
}
