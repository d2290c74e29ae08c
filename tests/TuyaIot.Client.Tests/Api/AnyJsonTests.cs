using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Api;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Replies;
using Xunit;

namespace TuyaIot.Client.Tests.Api;

/// <summary>Whatever JSON a query's reply is, it can be shown, and no field makes the others unreadable.</summary>
public sealed class AnyJsonTests
{
    private static readonly Gen<string> Text = Gen.Frequency(
        (1, Gen.Elements("\"ProductName\"", "\"NodeType\"", "\"DeviceSecret\"", "\"\"")),
        (1, Texts.Any.Generator.Select(static text => JsonSerializer.Serialize(text))),
        (2, Gen.Elements("a", "\\ud800", "\\uDC00", "\\uDBFF\\uDFFF", "\\uD83D\\uDE00", "\\\\", "\\\"", "\\n", "\\u0000", "\\\\ud800", "https://u:")
            .ArrayOf().Select(static pieces => $"\"{string.Concat(pieces)}\"")));

    private static readonly Gen<string> Value = Gen.Sized(OfDepth);

    public static TheoryData<string, string> Halves => new()
    {
        { "\\ud800", "\\\\ud800" },
        { "a\\uDC00b", "a\\\\uDC00b" },
        { "\\uDC00\\uD800", "\\\\uDC00\\\\uD800" },
        { "\\uD83D\\uDE00", "\\uD83D\\uDE00" },
        { "\\\\ud800", "\\\\ud800" },
        { "\\\\\\ud800", "\\\\\\\\ud800" },
    };

    [Theory]
    [MemberData(nameof(Halves))]
    public void Half_a_pair_is_written_out_in_names_and_values(string text, string shown)
    {
        string raw = RawJson.Mask(Body($$"""{"Success":true,"{{text}}":"{{text}}"}"""));

        Assert.Equal($$"""{"Success":true,"{{shown}}":"{{shown}}"}""", raw);
    }

    [Fact]
    public void Any_JSON_is_shown_as_JSON_of_the_same_form() => Check.One(
        Texts.Thorough,
        Prop.ForAll(Value.ToArbitrary(), static value =>
        {
            using JsonDocument shown = JsonDocument.Parse(RawJson.Mask(Body($$"""{"Success":true,"x":{{value}}}""")));
            return CountValues(shown.RootElement.GetProperty("x")) > 0;
        }));

    [Fact]
    public void A_field_of_another_form_takes_no_other_field_with_it() => Check.One(
        Texts.Thorough,
        Prop.ForAll(Text.ToArbitrary(), Value.ToArbitrary(), Value.ToArbitrary(), static (name, value, other) =>
        {
            string field = $"{name}:{other}";
            JsonElement body = Body($$"""{"Success":true,{{field}},"Data":{ {{field}},"ProductKey":"k","Description":{{value}},"NodeType":{{value}},"GmtCreate":7} }""");
            ProductData? data = body.Deserialize(ApiJson.Default.QueryProductReply)?.Data;
            return data is { ProductKey: "k", GmtCreate: 7 };
        }));

    private static int CountValues(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => 1 + json.EnumerateObject().Sum(static property => property.Name.Length >= 0 ? CountValues(property.Value) : 0),
        JsonValueKind.Array => 1 + json.EnumerateArray().Sum(CountValues),
        JsonValueKind.String => json.GetString() is null ? 0 : 1,
        _ => 1,
    };

    private static Gen<string> OfDepth(int depth) => depth <= 1
        ? Gen.Frequency((4, Text), (1, Gen.Elements("1", "-0.5e10", "10.0", "true", "null", "123456789012345678901234567890")))
        : Gen.Frequency(
            (2, OfDepth(0)),
            (1, OfDepth(depth / 4).ArrayOf().Select(static items => $"[{string.Join(',', items)}]")),
            (1, Text.Zip(OfDepth(depth / 4)).ArrayOf().Select(static members => $"{{{string.Join(',', members.Select(static member => $"{member.Item1}:{member.Item2}"))}}}")));

    private static JsonElement Body(string json)
    {
        using ByteArrayContent content = new([]);
        return ReplyParser.Read(200, content.Headers, Encoding.UTF8.GetBytes(json), keepsBody: true, LogSanitizer.Clean).Body!.Value;
    }
}
