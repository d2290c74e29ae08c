using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.Replies;
using TuyaIot.Results;
using TuyaIot.ThingModels;
using Xunit;

namespace TuyaIot.Fuzz.Tests.Targets;

/// <summary>
/// A reply: a line with its status, Content-Type and Content-Encoding, and its body. It is read for a command and for every query, down to
/// what a user sees.
/// </summary>
internal sealed class ReplyTarget : FuzzTarget
{
    public const string Folder = "reply";

    private const string Model = """
        {"profile":{"productKey":"pk1","version":"1"},"properties":[{"identifier":"level","name":"Level","accessMode":"rw","dataType":{"type":"double",
        "specs":{"min":"0","max":"100","step":"0.5"}}},{"identifier":"spots","dataType":"ARRAY","dataSpecs":{"size":"2","childDataType":"STRUCT","dataSpecsList":
        [{"identifier":"x","childDataType":"INT","dataSpecs":{"min":"0","max":"1"}}]}}],"services":[{"identifier":"Set","callType":"async","inputData":
        [{"identifier":"param1","required":true,"dataType":{"type":"int","specs":{"min":"1","max":"9"}}},{"identifier":"mode","dataType":{"type":"enum","specs":{"0":"a"}}}]}],
        "events":[{"identifier":"leak","outputData":[{"identifier":"at","dataType":{"type":"date","specs":{}}}]}],"functionBlocks":[{"functionBlockId":"fb"}]}
        """;

    private static readonly ThingModelInput Input = new("Args", "Set", """{"param1":1.5,"mode":[0],"other":"10"}""", IsVerbatim: false);

    /// <summary>Every query, read as its cmdlet reads it.</summary>
    private static readonly Func<JsonElement, object?>[] Readers =
    [
        static body => Of(new QueryProduct("pk1"), body)?.Data is ProductData data ? new IotProduct("pk1", data, RawJson.Mask(body)) : null,
        static body => Of(new QueryProductList(1), body)?.Products.Select(static product => new IotProduct("pk1", product.Value, product.Raw)).ToArray(),
        static body => Of(new QueryDevice("pk1", 1), body)?.Devices.Select(static device => Show(new IotDevice(device, "pk1"))).ToArray(),
        static body => Of(new BatchQueryDeviceDetail("pk1", ["d1"]), body)?.Devices.Select(static device => Show(new IotDevice(device, "pk1"))).ToArray(),
        static body => Of(new QueryDeviceDetail("pk1", "d1"), body),
        static body => Of(new BatchGetDeviceState("pk1", ["d1"]), body)?.States.Select(static state => Show(new IotDeviceStatus(state, "pk1"))).ToArray(),
        static body => Of(new QueryDevicePropertyStatus("pk1", "d1"), body)?.Properties.Select(static item => new IotDeviceProperty("pk1", "d1", item).ToString()).ToArray(),
        static body => Of(new QueryDevicePropertyData("pk1", "d1", "level", 0, 1, true), body)?.Entries
            .Select(static item => new IotHistoryEntry(new QueryDeviceEventData("pk1", "d1", null, 0, 1, true), IotHistoryKind.Event, item, null).ToString()).ToArray(),
        static body => Of(new BatchRegisterDevice("pk1", 2), body),
        static body => Of(new QueryBatchRegisterDeviceStatus("pk1", 1), body),
        static body => Of(new QueryPageByApplyId(1, 1), body)?.Devices.Select(static device => device.Raw).ToArray(),
        static body => ApiReply.Read<BatchUpdateDeviceNicknameReply>(body),
        static body => ApiReply.Read<InvokeThingServiceReply>(body) is { Data.Result: JsonElement result } ? JsonValue.Parse(JsonValue.ToText(result)) : null,
        static body => ApiReply.Read<SetDevicePropertyReply>(body),
        static body => ApiReply.Read<DesiredPropertyReply>(body) is { Data.Versions: JsonElement versions } ? JsonValue.Parse(JsonValue.ToText(versions)) : null,
        static body => ApiReply.Read<PubReply>(body),
        static body => ApiReply.Read<RRpcReply>(body),
        static body => ApiList.ReadOne<RegisteredDevice>(body, "Data", ApiReply.Fields) is { } device ? SecretText.Read(device.Json, "DeviceSecret") : null,
        static body => JsonValue.Read(body),
        ReadModel,
    ];

    public override string Name => Folder;

    public override IReadOnlyList<byte[]> Samples { get; } =
    [
        Json("""{"Success":true,"RequestId":"57b144cf-09f3","Code":"","Data":{"MessageId":"1","Result":"{\"a\":1}","Versions":"{\"level\":3}"}}"""),
        Json("""{"Success":false,"RequestId":"57b144cf-09f3","Code":"iot.device.NotExistedDevice","ErrorMessage":"Signature=abc https://u:p@h/"}"""),
        Json("""{"requestId":"57b144cf","success":"true","data":{"productKey":"pk1","productName":"Pump","gmtCreate":1700000000000,"nodeType":"0","productSecret":"s"}}"""),
        Json("""{"Success":true,"Data":{"PageCount":2,"List":{"ProductInfo":[{"ProductKey":"pk1","ProductName":"Pump","DeviceCount":3},{"ProductKey":"pk2"}]}}}"""),
        Json("""
            {"Success":true,"Total":2,"PageCount":1,"NextToken":"t","Data":{"DeviceInfo":[{"DeviceName":"d1","IotId":"i1","DeviceSecret":"s","DeviceStatus":"ONLINE",
            "Nickname":"n\u202e","UtcCreate":"2024-11-19T10:15:00.000Z","GmtActive":"Tue, 19 Nov 2024 10:15:00 GMT"},{"DeviceName":"d2","GmtCreate":1700000000000}]}}
            """),
        Json("""{"Success":true,"DeviceStatusList":{"DeviceStatus":[{"DeviceName":"d1","Status":"ONLINE","Timestamp":1700000000000,"LastOnlineTime":"1700000000000"}]}}"""),
        Json("""
            {"Success":true,"Data":{"NextValid":true,"NextTime":1700000000000,"List":{"PropertyStatusInfo":[{"DataType":"double","Identifier":"level","Value":"10.0","Time":"1700000000000"},
            {"DataType":"struct","Identifier":"s","Value":"{\"a\":[1e400,12345678901234567890]}"},{"DataType":"date","Value":1700000000000},{"DataType":"bool","Value":true}]}}}
            """),
        Json("""{"Success":true,"Data":{"List":{"EventInfo":[{"Identifier":"leak","EventType":"alert","OutputData":"{\"at\":\"1\"}","InputData":"{}","Time":1700000000000}]}}}"""),
        Json("""{"Success":true,"Data":{"ApplyId":5,"Status":"CREATE_SUCCESS","ValidList":{"Name":["d1"]},"InvalidList":{"Name":[]}},"ApplyDeviceList":{"ApplyDeviceInfo":[{"DeviceName":"d1","DeviceSecret":"s","IotId":"i"}]},"PageCount":1,"Total":"1"}"""),
        Json("""{"Success":true,"RrpcCode":"SUCCESS","PayloadBase64Byte":"aGVsbG8=","MessageId":889455942124347329}"""),
        Json($$$"""{"Success":true,"Data":{"ThingModelJson":{{{JsonSerializer.Serialize(Model)}}}}}"""),
        Json($$$"""{"Success":true,"Data":{"ThingModelJson":{{{Model}}}}}"""),
        Packed("200|application/json|gzip", """{"Success":true,"RequestId":"r-1","Data":{"MessageId":"1"}}"""),
        Packed("200|application/json|br", """{"Success":true,"RequestId":"r-1"}"""),
        Packed("200|text/xml|deflate", "<R><RequestId>r</RequestId><Success>true</Success></R>"),
        Utf8("200|text/xml;charset=utf-8|\n<?xml version='1.0' encoding='utf-8'?><R><RequestId>57b144cf-é</RequestId><Success>true</Success><Code><![CDATA[200]]></Code></R>"),
        Utf8("502|text/html|\n<html><head><Success>false</Success></head><Code>ServiceUnavailable</Code></html>"),
        [.. "400|application/json;charset=utf-16|\n"u8, .. Encoding.Unicode.GetBytes("""{"Success":false,"Code":"Throttling.User"}""")],
    ];

    protected override IReadOnlyList<string> Words =>
    [
        "\"Success\"", "\"Code\"", "\"RequestId\"", "\"ErrorMessage\"", "\"Data\"", "\"List\"", "\"Value\"", "\"Time\"", "\"DeviceName\"", "\"DeviceSecret\"", "\"NextToken\"",
        "\"PSObject\"", "\"properties\"", "\"dataType\"", "\"dataSpecs\"", "\"dataSpecsList\"", "\"childDataType\"", "\"specs\"", "\"item\"", "\"identifier\"", "\"ARRAY\"", "\"STRUCT\"", "\"ENUM\"",
        "\"Throttling\"", "\"InvalidTimeStamp.Expired\"", "\"iot.system.SystemException\"", "\"200\"", "Signature=", "token:", "://a@", "%3D", "%2525",
        "200|", "429|", "503|", "|gzip\n", "|gzip, gzip\n", "|deflate\n", "|br\n", "|identity\n", "|x\n", ";charset=utf-16|", ";charset=utf-32|", ";charset=utf-7|", ";charset=gbk|", ";charset=|",
        "<R>", "</R>", "<!DOCTYPE html><html><body>", "<Success>true</Success>", "<a b='", "/>", "<?xml version='1.0' encoding='utf-16'?>", "<?xml version='1.0' encoding='ucs-4'?>", "<?xml version=\"1.0\" encoding=\"x\"?>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "&#0;", "&#x10FFFF;", "<![CDATA[", "]]>", "<!--", "xmlns:a='", "xml:space='",
        new string('9', 20_000), new string('a', 5_000),
    ];

    public override bool Read(byte[] input)
    {
        (int status, string type, string encoding, ReadOnlyMemory<byte> bytes) = Split(input);
        using ByteArrayContent content = new([]);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        RpcReply command = ReplyParser.Read(status, content.Headers, bytes, keepsBody: false, LogSanitizer.Clean);
        RpcReply query = ReplyParser.Read(status, content.Headers, bytes, keepsBody: true, LogSanitizer.Clean);
        Check(command);
        Check(query);
        if (query.Body is not JsonElement body)
        {
            return command.Success is not null || command.Code is not null;
        }

        foreach (Func<JsonElement, object?> read in Readers)
        {
            _ = read(body)?.ToString();
        }

        return true;
    }

    /// <summary>A body that was compressed may become as long as a reply may be.</summary>
    public override long MaxAllocated(byte[] input) => 500_000 + (1_500L * input.Length) + (Split(input).Encoding.Length > 0 ? 16L * ReplyParser.MaxLength(keepsBody: true) : 0);

    protected override byte[] Repair(byte[] input, Random random)
    {
        (_, _, string encoding, ReadOnlyMemory<byte> body) = Split(input);
        return encoding.Length > 0 && random.Next(2) == 0
            ? [.. input.AsSpan(0, input.Length - body.Length), .. Pack(encoding, body.ToArray())]
            : input;
    }

    private static void Check(RpcReply reply)
    {
        Verdict verdict = Classifier.Classify(reply);
        Assert.True(verdict.Status is not DeliveryStatus.Accepted || reply is { Success: true, IsContradictory: false, HttpStatus: >= 200 and < 300 });
        Assert.Equal(verdict.Status is DeliveryStatus.Accepted, verdict.Reason is RejectionReason.None);
        Assert.True(IsClean(reply.Code) && IsClean(reply.ErrorMessage) && IsClean(reply.RequestId));
        if (verdict.Status is DeliveryStatus.Accepted)
        {
            _ = new RRpc("pk1", null, TimeSpan.FromSeconds(5), null).Action.Judge!(reply);
        }
    }

    private static bool IsClean(string? text) => text is null || (text.Length <= LogSanitizer.MaxLength && !text.Any(char.IsControl));

    private static object? ReadModel(JsonElement body)
    {
        if (Of(new QueryThingModelPublished("pk1"), body)?.Data?.ThingModelJson is not JsonElement json)
        {
            return null;
        }

        try
        {
            ThingModel model = ThingModelParser.Parse(json, "pk1");
            _ = ThingModelValidator.FindFaults(Input, _ => model);
            _ = ThingModelWriter.Write(Input, _ => model);
            return string.Concat(model.Properties.Select(static property => property.Value.Type.DescribeRange())) + new IotThingModel("pk1", null, model, RawJson.MaskNested(json));
        }
        catch (IotArgumentException exception) when (exception.ErrorId == "ThingModelUnreadable")
        {
            return null;
        }
    }

    private static T? Of<T>(ApiCall<T> call, JsonElement body)
        where T : class =>
        call.Read(body, ApiReply.Fields);

    /// <summary>Some properties are read when they are asked for.</summary>
    private static string Show(object shown) => string.Concat(shown.GetType().GetProperties().Select(property => property.GetValue(shown)?.ToString()));

    private static (int Status, string Type, string Encoding, ReadOnlyMemory<byte> Body) Split(byte[] input)
    {
        int end = Array.IndexOf(input, (byte)'\n');
        if (end is < 0 or > 200)
        {
            return (200, string.Empty, string.Empty, input);
        }

        string[] parts = Encoding.Latin1.GetString(input, 0, end).Split('|');
        return (int.TryParse(parts[0], out int status) ? status : 200, parts.ElementAtOrDefault(1) ?? "", parts.ElementAtOrDefault(2) ?? "", input.AsMemory(end + 1));
    }

    private static byte[] Json(string json) => Utf8("200|application/json|\n" + json);

    private static byte[] Packed(string head, string body) => [.. Utf8(head), (byte)'\n', .. Pack(head.Split('|')[2], Utf8(body))];

    private static byte[] Pack(string encodings, byte[] body)
    {
        foreach (string encoding in encodings.Split(',', 8))
        {
            using MemoryStream packed = new();
            using (Stream? stream = encoding.Trim() switch
            {
                "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
                "deflate" => new ZLibStream(packed, CompressionLevel.Fastest),
                "br" => new BrotliStream(packed, CompressionLevel.Fastest),
                _ => null,
            })
            {
                stream?.Write(body);
            }

            body = packed.ToArray() is { Length: > 0 } bytes ? bytes : body;
        }

        return body;
    }
}
