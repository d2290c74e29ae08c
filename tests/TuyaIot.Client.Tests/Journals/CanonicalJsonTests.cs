using System.Linq;
using TuyaIot.Journals;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>JSON objects that mean the same have one text. Whatever is no JSON object has its own.</summary>
public sealed class CanonicalJsonTests
{
    private static readonly string TooDeep = string.Concat(Enumerable.Repeat("{\"a\":", 65)) + "1" + new string('}', 65);

    public static TheoryData<string> Others => ["", "a", "[ 1 ]", " \"a\" ", "1 ", "{", " {a}", "{\"a\" : 1", "{ } x", "{\"a\": \"\\ud800\"}", TooDeep];

    [Theory]
    [InlineData(" { } ", "{}")]
    [InlineData("{\"b\": [ 1, {\"d\": 2, \"c\": 3} ], \"a\": null}", "{\"a\":null,\"b\":[1,{\"c\":3,\"d\":2}]}")]
    [InlineData("{\"b\":1,\"B\":2,\"a\":3}", "{\"B\":2,\"a\":3,\"b\":1}")]
    [InlineData("{\"a\":1,\"a\":0}", "{\"a\":1,\"a\":0}")]
    [InlineData("{\"n\": 1.50e+01, \"t\": true, \"f\": false}", "{\"f\":false,\"n\":1.50e+01,\"t\":true}")]
    [InlineData("{\"a\": \"\\u0078\\/\"}", "{\"a\":\"x/\"}")]
    public void An_object_has_sorted_keys_no_blanks_and_numbers_as_they_were(string text, string canonical) =>
        Assert.Equal(canonical, CanonicalJson.Normalize(text));

    [Theory]
    [MemberData(nameof(Others))]
    public void What_is_no_object_stays_as_it_is(string text) => Assert.Equal(text, CanonicalJson.Normalize(text));
}
