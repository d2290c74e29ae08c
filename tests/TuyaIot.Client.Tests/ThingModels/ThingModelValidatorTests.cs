using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Support;
using TuyaIot.ThingModels;
using Xunit;

namespace TuyaIot.Client.Tests.ThingModels;

/// <summary>What a model does not allow is named by its place, with the value and with what is allowed; what it allows has no fault.</summary>
public sealed class ThingModelValidatorTests
{
    private static readonly ThingModel WithSpecs = Models.Parse(Models.WithSpecs);
    private static readonly ThingModel WithTypes = Models.Parse(Models.WithTypes);

    public static TheoryData<string> Allowed =>
    [
        "{}",
        """{"level":0.0}""",
        """{"level":100.0,"count":-5,"power":1,"label":"12345678","since":"1700000000000"}""",
        """{"level":99.5}""",
        """{"level":1.0e1}""",
        """{"label":"äöüä"}""",
        """{"label":""}""",
        """{"place":{"lat":-12.3,"side":1}}""",
        """{"place":{}}""",
        """{"levels":[0.5,9.0,1.25]}""",
        """{"levels":[]}""",
        """{"spots":[{"x":0.5},{}]}""",
    ];

    [Theory]
    [MemberData(nameof(Allowed))]
    public void What_the_model_allows_has_no_fault(string properties)
    {
        Assert.Empty(Properties(WithSpecs, properties));
        Assert.Empty(Properties(WithTypes, properties));
    }

    [Theory]
    [InlineData("""{"Level":1.0}""", "there is no property Level: the model has level")]
    [InlineData("""{"other":1}""", "there is no property other: the model has level, count, mode, power, label, since, place, levels, spots")]
    [InlineData("""{" ":1}""", "there is no property : the model has level, count, mode, power, label, since, place, levels, spots")]
    [InlineData("""{"mode":1}""", "mode is read-only")]
    [InlineData("""{"level":100.5}""", "level is 100.5 (allowed: DOUBLE, 0 to 100 %, step 0.5)")]
    [InlineData("""{"level":-0.5}""", "level is -0.5 (allowed: DOUBLE, 0 to 100 %, step 0.5)")]
    [InlineData("""{"level":0.3}""", "level is 0.3 (allowed: DOUBLE, 0 to 100 %, step 0.5)")]
    [InlineData("""{"level":1.0e999}""", "level is 1.0e999 (allowed: DOUBLE, 0 to 100 %, step 0.5)")]
    [InlineData("""{"level":10}""", "level is 10: write 10.0, with a decimal place (allowed: DOUBLE, 0 to 100 %, step 0.5)")]
    [InlineData("""{"level":1e1}""", "level is 1e1: write it with a decimal place, such as 1.0e3 (allowed: DOUBLE, 0 to 100 %, step 0.5)")]
    [InlineData("""{"level":"10.0"}""", "level is \"10.0\": it must be a number, without quotes (allowed: DOUBLE, 0 to 100 %, step 0.5)")]
    [InlineData("""{"level":null}""", "level is null: it must be a number (allowed: DOUBLE, 0 to 100 %, step 0.5)")]
    [InlineData("""{"count":5.0}""", "count is 5.0: write 5, without a decimal place (allowed: INT, -10 to 10, step 5)")]
    [InlineData("""{"count":5.5}""", "count is 5.5: it must be a whole number (allowed: INT, -10 to 10, step 5)")]
    [InlineData("""{"count":7}""", "count is 7 (allowed: INT, -10 to 10, step 5)")]
    [InlineData("""{"count":11}""", "count is 11 (allowed: INT, -10 to 10, step 5)")]
    [InlineData("""{"power":true}""", "power is true: write 1 (allowed: BOOL, 0 (off), 1 (on))")]
    [InlineData("""{"power":false}""", "power is false: write 0 (allowed: BOOL, 0 (off), 1 (on))")]
    [InlineData("""{"power":2}""", "power is 2 (allowed: BOOL, 0 (off), 1 (on))")]
    [InlineData("""{"power":"1"}""", "power is \"1\": it must be a whole number (allowed: BOOL, 0 (off), 1 (on))")]
    [InlineData("""{"label":"123456789"}""", "label is \"123456789\": it has 9 bytes of UTF-8 (allowed: TEXT, at most 8 bytes)")]
    [InlineData("""{"label":"äöüäö"}""", "label is \"äöüäö\": it has 10 bytes of UTF-8 (allowed: TEXT, at most 8 bytes)")]
    [InlineData("""{"label":7}""", "label is 7: it must be a text (allowed: TEXT, at most 8 bytes)")]
    [InlineData("""{"since":1700000000000}""", "since is 1700000000000: write \"1700000000000\" (allowed: DATE, milliseconds since 1970 as text)")]
    [InlineData("""{"since":"2026-01-01"}""", "since is \"2026-01-01\" (allowed: DATE, milliseconds since 1970 as text)")]
    [InlineData("""{"place":7}""", "place is 7: it must be an object (allowed: STRUCT, lat FLOAT, side ENUM)")]
    [InlineData("""{"place":{"lat":90.1,"side":2,"alt":1}}""", "place.lat is 90.1 (allowed: FLOAT, -90 to 90 °, step 0.1)", "place.side is 2 (allowed: ENUM, 0 (left), 1 (right))", "there is no place.alt: the model has lat, side")]
    [InlineData("""{"levels":7}""", "levels is 7: it must be an array (allowed: ARRAY, at most 3 FLOAT (0 to 9))")]
    [InlineData("""{"levels":[1.0,9.5,true,2.0]}""", "levels has 4 items (allowed: ARRAY, at most 3 FLOAT (0 to 9))", "levels[1] is 9.5 (allowed: FLOAT, 0 to 9)", "levels[2] is true: it must be a number (allowed: FLOAT, 0 to 9)")]
    [InlineData("""{"spots":[{"x":0.5},{"x":2.0},7]}""", "spots has 3 items (allowed: ARRAY, at most 2 STRUCT (x DOUBLE))", "spots[1].x is 2.0 (allowed: DOUBLE, 0 to 1)", "spots[2] is 7: it must be an object (allowed: STRUCT, x DOUBLE)")]
    [InlineData("""{"label":"\ud800"}""", "a text holds half a surrogate pair")]
    public void Every_fault_is_named_with_its_place_its_value_and_what_is_allowed(string properties, params string[] faults)
    {
        Assert.Equal(faults, Properties(WithSpecs, properties));
        Assert.Equal(faults, Properties(WithTypes, properties));
    }

    [Theory]
    [InlineData("openValve", """{"seconds":1,"flow":0.5}""")]
    [InlineData("openValve", "{}", "seconds is missing (allowed: INT, 1 to 600 s)")]
    [InlineData("openValve", """{"secs":1,"flow":20.5}""", "there is no secs: the model has seconds, flow", "flow is 20.5 (allowed: FLOAT, 0.5 to 20 l/min)", "seconds is missing (allowed: INT, 1 to 600 s)")]
    [InlineData("OpenValve", "{}", "there is no service OpenValve: the model has openValve")]
    [InlineData("close", "{}", "there is no service close: the model has openValve")]
    public void The_input_of_a_service_is_checked(string service, string args, params string[] faults)
    {
        Assert.Equal(faults, Service(WithSpecs, service, args));
        Assert.Equal(faults, Service(WithTypes, service, args));
    }

    /// <summary>The user gave an object, in which 10 is sent as 10.0.</summary>
    [Fact]
    public void A_whole_number_of_an_object_is_a_FLOAT() => Assert.Empty(
        ThingModelValidator.FindFaults(new ThingModelInput("Items", null, """{"level":10,"levels":[1,2]}""", IsVerbatim: false), _ => WithSpecs));

    [Fact]
    public void A_module_is_asked_for_what_is_its_own()
    {
        ThingModel plain = Models.Parse("""{"services":[{"identifier":"run","inputParams":[]}],"properties":[{"identifier":"a","dataType":"INT"}]}""");
        ThingModel named = Models.Parse("""{"services":[{"identifier":"testFb:run"}],"properties":[{"identifier":"testFb:a","dataType":"INT"}]}""");
        List<string?> asked = [];
        foreach (ThingModel model in new[] { plain, named })
        {
            Assert.Empty(ThingModelValidator.FindFaults(new ThingModelInput("Args", "testFb:run", "{}", true), Ask));
            Assert.Equal(
                ["testFb:a is 1.5: it must be a whole number (allowed: INT)", "there is no property b: the model has none"],
                ThingModelValidator.FindFaults(new ThingModelInput("Items", null, """{"testFb:a":1.5,"b":1}""", true), module => module is null ? new ThingModel() : Ask(module)));

            ThingModel Ask(string? module)
            {
                asked.Add(module);
                return model;
            }
        }

        Assert.All(asked, static module => Assert.Equal("testFb", module));
    }

    [Fact]
    public void A_type_that_is_not_known_is_not_checked()
    {
        ThingModel model = Models.Parse("""{"properties":[{"identifier":"a","dataType":"LONG"},{"identifier":"b"}]}""");
        Assert.Empty(Properties(model, """{"a":{"x":[1]},"b":"text"}"""));
    }

    [Theory]
    [InlineData("INT", """{}""", "1.0e40", "a is 1.0e40: it must be a whole number (allowed: INT)")]
    [InlineData("INT", """{"max":"5"}""", "9", "a is 9 (allowed: INT, at most 5)")]
    [InlineData("INT", """{"max":"1e400"}""", "9")]
    [InlineData("INT", """{"min":"5"}""", "1", "a is 1 (allowed: INT, at least 5)")]
    [InlineData("DOUBLE", """{"max":"1e30"}""", "2.0e30", "a is 2.0e30 (allowed: DOUBLE, at most 1e30)")]
    [InlineData("DOUBLE", """{"max":"1e30"}""", "2.0")]
    [InlineData("DOUBLE", """{"max":"5"}""", "2.0e30", "a is 2.0e30 (allowed: DOUBLE, at most 5)")]
    [InlineData("DOUBLE", """{"min":"-7e28","step":"3"}""", "7.0e28")]
    [InlineData("DOUBLE", """{"step":"0.3"}""", "0.9")]
    [InlineData("DOUBLE", """{"step":"0.3"}""", "1.0", "a is 1.0 (allowed: DOUBLE, step 0.3)")]
    [InlineData("BOOL", """{}""", "1")]
    [InlineData("BOOL", """{}""", "2", "a is 2 (allowed: BOOL)")]
    [InlineData("ENUM", """{}""", "7")]
    [InlineData("ENUM", """{}""", "1.5", "a is 1.5: it must be a whole number (allowed: ENUM)")]
    [InlineData("ENUM", """{"0":"off"}""", "7", "a is 7 (allowed: ENUM, 0 (off))")]
    [InlineData("TEXT", """{}""", "\"any length\"")]
    [InlineData("DATE", """{}""", "true", "a is true: it must be a text (allowed: DATE, milliseconds since 1970 as text)")]
    [InlineData("DATE", """{}""", "1.5", "a is 1.5: it must be a text (allowed: DATE, milliseconds since 1970 as text)")]
    [InlineData("ARRAY", """{}""", "[1,\"x\",[]]")]
    [InlineData("ARRAY", "[]", "[1,\"x\",[]]")]
    [InlineData("ARRAY", """{"item":{"type":"int"}}""", "[1,2,3,\"x\"]", "a[3] is \"x\": it must be a number, without quotes (allowed: INT)")]
    [InlineData("STRUCT", """[]""", "{\"x\":1}", "there is no a.x: the model has none")]
    public void A_type_without_limits_allows_all_of_its_values(string type, string specs, string value, params string[] faults)
    {
        ThingModel model = Models.Parse($$$"""{"properties":[{"identifier":"a","dataType":{"type":"{{{type}}}","specs":{{{specs}}}}}]}""");

        Assert.Equal(faults, Properties(model, $$"""{"a":{{value}} }"""));
    }

    [Fact]
    public void Of_many_names_twelve_are_named_and_a_long_value_is_cut()
    {
        string many = string.Join(",", Enumerable.Range(1, 13).Select(static number => $$"""{"identifier":"p{{number}}","dataType":"INT"}"""));
        string[] faults = [.. Properties(Models.Parse($$"""{"properties":[{{many}}]}"""), $$"""{"{{new string('x', 500)}}":1}""")];

        Assert.EndsWith("…: the model has p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12 …", Assert.Single(faults), System.StringComparison.Ordinal);
        Assert.InRange(faults[0].Length, 60, 250);
    }

    /// <summary>Where the arithmetic is not exact, a step is no reason to refuse.</summary>
    [Theory]
    [InlineData("0.1", "0", "0.3")]
    [InlineData("0.1", "0.05", "0.25")]
    [InlineData("0", "0", "0.123")]
    [InlineData("1e-40", "0", "3.0e-30")]
    [InlineData("1e-40", "0", "0.5")]
    [InlineData("0.5", "0", "0.50000000000000000000000000000001")]
    public void A_step_counts_only_where_it_is_exact(string step, string min, string value)
    {
        ThingModel model = Models.Parse($$$"""{"properties":[{"identifier":"a","dataType":"DOUBLE","dataSpecs":{"min":"{{{min}}}","step":"{{{step}}}"}}]}""");
        Assert.Empty(Properties(model, $$"""{"a":{{value}} }"""));
    }

    [Fact]
    public void Any_JSON_object_is_checked_without_an_exception_and_what_is_written_for_an_allowed_object_is_allowed_as_text()
    {
        Gen<string> name = Gen.Elements("level", "count", "mode", "power", "label", "since", "place", "levels", "spots", "lat", "side", "x", "other", "testFb:a");
        Gen<string> leaf = Gen.Elements("null", "true", "7", "0", "1", "10", "5e0", "1E1", "-0.5", "1.5", "1e999", "\"a\"", "\"17\"", "\"\\ud800\"", "{}", "[]");
        Gen<string> Object(Gen<string> value) => name.ListOf(3).Zip(value.ListOf(3), static (keys, values) =>
            $"{{{string.Join(",", keys.Zip(values, static (key, value) => $"\"{key}\": {value}"))}}}");
        Gen<string> Value(int depth) => depth == 0 ? leaf : Gen.OneOf(leaf, Object(Value(depth - 1)), Value(depth - 1).ListOf(2).Select(static items => $"[{string.Join(", ", items)}]"));

        Prop.ForAll(Object(Value(3)).ToArbitrary(), static json =>
        {
            Assert.NotNull(Properties(WithSpecs, json));
            ThingModelInput input = new("Items", null, json, IsVerbatim: false);
            if (ThingModelValidator.FindFaults(input, _ => WithSpecs).Count > 0)
            {
                return;
            }

            string written = ThingModelWriter.Write(input, _ => WithSpecs);
            Assert.Empty(Properties(WithSpecs, written));
            Assert.Equal(Numbers(json), Numbers(written));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("""{"level":10}""", """{"level":10.0}""")]
    [InlineData("""{ "level" : 1e1 , "count" : 10 }""", """{ "level" : 1.0e1 , "count" : 10 }""")]
    [InlineData("""{"level":-0}""", """{"level":-0.0}""")]
    [InlineData("""{"label":"10 ä \u00e4","level":5,"since":"7"}""", """{"label":"10 ä \u00e4","level":5.0,"since":"7"}""")]
    [InlineData("""{"levels":[1,2.5,3],"place":{"lat":1,"side":1},"spots":[{"x":1},{"x":0}]}""", """{"levels":[1.0,2.5,3.0],"place":{"lat":1.0,"side":1},"spots":[{"x":1.0},{"x":0.0}]}""")]
    [InlineData("""{"other":10,"deep":{"level":10,"list":[10]},"count":1}""", """{"other":10,"deep":{"level":10,"list":[10]},"count":1}""")]
    [InlineData("{}", "{}")]
    public void A_whole_number_has_its_decimal_place_where_the_model_says_so_and_nothing_else_changes(string given, string written)
    {
        Assert.Equal(written, ThingModelWriter.Write(new ThingModelInput("Items", null, given, IsVerbatim: false), _ => WithSpecs));
        Assert.Equal(written, ThingModelWriter.Write(new ThingModelInput("Items", null, given, IsVerbatim: false), _ => WithTypes));
    }

    [Theory]
    [InlineData("close", """{"seconds":10,"flow":5}""")]
    [InlineData("openValve", """{"seconds":10,"other":{"flow":5}}""")]
    public void What_the_model_does_not_describe_is_written_as_it_was_given(string service, string args) =>
        Assert.Equal(args, ThingModelWriter.Write(new ThingModelInput("Args", service, args, IsVerbatim: false), _ => WithSpecs));

    [Fact]
    public void Items_and_members_without_a_type_are_written_as_they_were_given()
    {
        ThingModel model = Models.Parse(
            """{"properties":[{"identifier":"a","dataType":{"type":"array"}},{"identifier":"b","dataType":"DOUBLE"},{"identifier":"s","dataType":{"type":"struct","specs":[]}}]}""");

        Assert.Equal(
            """{"a":[1,[2],{"b":3}],"s":{"b":4},"b":5.0}""",
            ThingModelWriter.Write(new ThingModelInput("Items", null, """{"a":[1,[2],{"b":3}],"s":{"b":4},"b":5}""", IsVerbatim: false), _ => model));
    }

    [Fact]
    public void The_input_of_a_service_is_written_by_its_own_types() => Assert.Equal(
        """{"seconds":10,"flow":5.0}""",
        ThingModelWriter.Write(new ThingModelInput("Args", "openValve", """{"seconds":10,"flow":5}""", IsVerbatim: false), _ => WithSpecs));

    private static IReadOnlyList<string> Properties(ThingModel model, string json) =>
        ThingModelValidator.FindFaults(new ThingModelInput("Items", null, json, IsVerbatim: true), _ => model);

    private static IReadOnlyList<string> Service(ThingModel model, string service, string json) =>
        ThingModelValidator.FindFaults(new ThingModelInput("Args", service, json, IsVerbatim: true), _ => model);

    private static double[] Numbers(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return [.. All(document.RootElement)];

        static IEnumerable<double> All(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Number => [value.GetDouble()],
            JsonValueKind.Object => value.EnumerateObject().SelectMany(static member => All(member.Value)),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(All),
            _ => [],
        };
    }
}
