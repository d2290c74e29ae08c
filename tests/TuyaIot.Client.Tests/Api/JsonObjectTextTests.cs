using System;
using System.Linq;
using TuyaIot.Api;
using TuyaIot.Errors;
using Xunit;

namespace TuyaIot.Client.Tests.Api;

/// <summary>A service's input: a JSON object, exactly as it was written.</summary>
public sealed class JsonObjectTextTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("{\"a\":10.0,\"b\":1e5,\"c\":-0}")]
    [InlineData(" { \"a\" : 1 ,\r\n\t\"a\" : 2 } ")]
    [InlineData("{\"设备\":\"😀\",\"u\":\"\\u8bbe\\/\"}")]
    [InlineData("{\"a\":[1,\"x\",null,true,{\"b\":{}}]}")]
    [InlineData("{\"n\":123456789012345678901234567890.1234567890}")]
    [InlineData("{\"half\":\"\\ud800\"}")]
    public void A_text_is_kept_byte_for_byte(string text) => Assert.Equal(text, JsonObjectText.Parse(text).Json);

    [Theory]
    [InlineData("")]
    [InlineData("  \r\n\t")]
    public void A_blank_text_is_no_input(string text)
    {
        Assert.Equal("{}", JsonObjectText.Parse(text).Json);
        Assert.Equal(JsonObjectText.Empty, JsonObjectText.Parse(text));
    }

    [Theory]
    [InlineData("[]", "an array")]
    [InlineData("[{\"a\":1}]", "an array")]
    [InlineData("1", "a number")]
    [InlineData("\"{}\"", "a string")]
    [InlineData("null", "null")]
    [InlineData("true", "true or false")]
    public void JSON_that_is_no_object_is_refused_by_what_it_is(string text, string what) =>
        AssertRefused(text, $"Args is not a JSON object: it is JSON, but {what} and not an object.");

    [Theory]
    [InlineData("{")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":[1,]}")]
    [InlineData("{\"a\":1} {}")]
    [InlineData("{a:1}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{\"a\":1 /* one */}")]
    [InlineData("// none\n{}")]
    [InlineData("\uFEFF{}")]
    [InlineData("@{ param1 = 1 }")]
    [InlineData("System.Collections.Hashtable")]
    public void Broken_text_is_refused(string text) => AssertRefused(text, "Args is not a JSON object: ");

    [Theory]
    [InlineData("{\"a\":", "1", "}")]
    [InlineData("[", "", "]")]
    public void It_may_nest_64_levels_deep_and_no_deeper(string open, string middle, string close)
    {
        string Nest(int levels) => "{\"o\":" + string.Concat(Enumerable.Repeat(open, levels - 1)) + (middle.Length > 0 ? middle : "")
            + string.Concat(Enumerable.Repeat(close, levels - 1)) + "}";

        Assert.Equal(Nest(64), JsonObjectText.Parse(Nest(64)).Json);
        AssertRefused(Nest(65), "Args is not a JSON object: ");
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused_as_it_has_no_UTF_8() =>
        AssertRefused("{\"a\":\"" + '\uD800' + "\"}", "Args is not a JSON object: ");

    [Theory]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"a\":{\"b\\uDC00\":1}}")]
    [InlineData("{\"a\":[[{\"\\uDBFF\\uDBFF\":1}]]}")]
    public void A_name_with_half_a_surrogate_pair_is_refused_as_it_is_no_text(string text) =>
        AssertRefused(text, "Args is not a JSON object: a text in it holds half of a surrogate pair");

    [Fact]
    public void Inputs_are_equal_by_their_text()
    {
        Assert.Equal(JsonObjectText.Parse("{\"a\":1}"), JsonObjectText.Parse("{\"a\":1}"));
        Assert.NotEqual(JsonObjectText.Parse("{\"a\":1}"), JsonObjectText.Parse("{\"a\":1.0}"));
    }

    private static void AssertRefused(string text, string beginning)
    {
        IotArgumentException refused = Assert.Throws<IotArgumentException>(() => JsonObjectText.Parse(text));

        Assert.Equal(("InvalidArgs", text), (refused.ErrorId, refused.Value));
        Assert.StartsWith(beginning, refused.Message, StringComparison.Ordinal);
        Assert.Contains("@{ param1 = 1 }", refused.RecommendedAction, StringComparison.Ordinal);
    }
}
