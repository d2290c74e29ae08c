using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Errors;
using TuyaIot.ThingModels;
using Xunit;

namespace TuyaIot.Client.Tests.ThingModels;

/// <summary>A model means the same in both of its forms, and nothing that a gateway sends in its place makes an exception of another kind.</summary>
public sealed class ThingModelParserTests
{
    public static TheoryData<string> Forms => [Models.WithSpecs, Models.WithTypes];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Both_forms_say_the_same(string json)
    {
        ThingModel model = Models.Parse(json);

        Assert.Equal(("pk1", "1700000000001"), (model.ProductKey, model.Version));
        Assert.Equal([new ThingFunctionBlock("testFb", "Test module")], model.FunctionBlocks);
        Assert.Equal(
            [
                "level DOUBLE READ_WRITE: 0 to 100 %, step 0.5",
                "count INT READ_WRITE: -10 to 10, step 5",
                "mode ENUM READ_ONLY: 0 (idle), 1 (run)",
                "power BOOL READ_WRITE: 0 (off), 1 (on)",
                "label TEXT READ_WRITE: at most 8 bytes",
                "since DATE READ_WRITE: milliseconds since 1970 as text",
                "place STRUCT READ_WRITE: lat FLOAT, side ENUM",
                "levels ARRAY READ_WRITE: at most 3 FLOAT (0 to 9)",
                "spots ARRAY READ_WRITE: at most 2 STRUCT (x DOUBLE)",
            ],
            model.Properties.Select(static property => $"{property.Identifier} {property.Value.Type.Name} {property.Access}: {property.Value.Type.DescribeRange()}"));
        Assert.Equal("percent", model.Properties[0].Value.Type.UnitName);
        Assert.Equal("-90 to 90 °, step 0.1", model.Properties[6].Value.Type.FindMember("lat")!.Type.DescribeRange());
        Assert.Equal("0 (left), 1 (right)", model.Properties[6].Value.Type.FindMember("side")!.Type.DescribeRange());

        ThingService service = Assert.Single(model.Services);
        Assert.Equal(("openValve", "Open valve", "ASYNC"), (service.Identifier, service.Name, service.CallType));
        Assert.Equal(["seconds INT True", "flow FLOAT False"], service.Input.Select(static value => $"{value.Identifier} {value.Type.Name} {value.IsRequired}"));
        Assert.Equal(["done BOOL"], service.Output.Select(static value => $"{value.Identifier} {value.Type.Name}"));

        ThingEvent leak = Assert.Single(model.Events);
        Assert.Equal(("leak", "Leak", "ALERT", true), (leak.Identifier, leak.Name, leak.EventType, leak.IsRequired));
        Assert.Equal("DATE", Assert.Single(leak.Output).Type.Name);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Keys_are_found_in_any_case(string json)
    {
        string other = Regex.Replace(json, "\"\\w+\":", static key => key.Value.ToUpperInvariant());

        ThingModel model = Models.Parse(other);

        Assert.Equal(9, model.Properties.Count);
        Assert.Equal("0 to 100 %, step 0.5", model.Properties[0].Value.Type.DescribeRange());
        Assert.Equal(["seconds", "flow"], Assert.Single(model.Services).Input.Select(static value => value.Identifier));
    }

    /// <summary>The gateway sends it as a text within the reply.</summary>
    [Fact]
    public void A_text_that_holds_a_model_is_read()
    {
        ThingModel model = Models.Parse(JsonSerializer.Serialize(Models.WithSpecs));
        Assert.Equal(9, model.Properties.Count);
    }

    [Fact]
    public void Members_of_a_template_are_read_by_their_names_there()
    {
        ThingModel model = Models.Parse("""
            {"properties":[{"identifier":"p","dataType":"STRUCT","dataSpecs":{"$ref":"$"},"dataSpecsList":[
             {"identifier":"a","childDataType":"INT","childSpecsDTO":{"min":"1","max":"2"}},
             {"identifier":"b","childDataType":"ENUM","childEnumSpecsDTO":[{"name":"x","value":3}]}]}]}
            """);

        Assert.Equal(["1 to 2", "3 (x)"], model.Properties[0].Value.Type.Members.Select(static member => member.Type.DescribeRange()));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"no JSON\"")]
    [InlineData("\"[1]\"")]
    [InlineData("\"null\"")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    public void What_is_no_model_is_an_error_that_names_the_product(string json)
    {
        IotArgumentException exception = Assert.Throws<IotArgumentException>(() => Models.Parse(json));

        Assert.Equal(("ThingModelUnreadable", "pk1"), (exception.ErrorId, exception.Value));
        Assert.StartsWith("The thing model of pk1 cannot be read: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"properties":7,"services":{"identifier":"a"},"events":null,"functionBlocks":"x","_ppk":[1]}""")]
    [InlineData("""{"properties":[null,7,"x",[],{},{"identifier":""},{"identifier":{}}]}""")]
    public void Fields_of_another_form_are_passed_over(string json)
    {
        ThingModel model = Models.Parse(json);
        Assert.Equal((0, 0, 0), (model.Properties.Count, model.Services.Count, model.Events.Count));
    }

    [Fact]
    public void A_value_of_another_form_does_not_spoil_the_others()
    {
        ThingModel model = Models.Parse("""
            {"properties":[
             {"identifier":"a","dataType":7,"dataSpecs":"none"},
             {"identifier":"b","dataType":"INT","dataSpecs":{"min":"low","max":{},"step":null}},
             {"identifier":"c","dataType":"ARRAY"},
             {"identifier":"e","dataType":"ENUM"},
             {"identifier":"f","dataType":"BOOL","dataSpecsList":{"0":"off"}},
             {"identifier":"d"}]}
            """);

        Assert.Equal(["7", "INT", "ARRAY", "ENUM", "BOOL", ""], model.Properties.Select(static property => property.Value.Type.Name));
        Assert.All(model.Properties, static property => Assert.Equal(string.Empty, property.Value.Type.DescribeRange()));
    }

    [Theory]
    [InlineData("""{"serviceName":"Run","description":"Runs it.","required":true}""")]
    [InlineData("""{"name":"Run","desc":"Runs it.","required":"TRUE"}""")]
    public void What_a_service_and_an_event_are_for_is_the_same_in_both_forms(string fields)
    {
        string one = fields.Replace("{", "{\"identifier\":\"a\",", StringComparison.Ordinal);
        ThingModel model = Models.Parse($$"""{"services":[{{one}}],"events":[{{one.Replace("serviceName", "eventName", StringComparison.Ordinal)}}]}""");

        Assert.Equal(("Run", "Runs it.", true), (model.Services[0].Name, model.Services[0].Description, model.Services[0].IsRequired));
        Assert.Equal(("Run", "Runs it.", true), (model.Events[0].Name, model.Events[0].Description, model.Events[0].IsRequired));
    }

    [Theory]
    [InlineData("INT", """{"min":"1"}""", "at least 1")]
    [InlineData("INT", """{"max":"9","unit":"s"}""", "at most 9 s")]
    [InlineData("INT", """{"unit":"s"}""", "in s")]
    [InlineData("INT", """{"unit":"s","step":"5"}""", "in s, step 5")]
    [InlineData("INT", """{"step":"5"}""", "step 5")]
    [InlineData("INT", """{"step":"0"}""", "")]
    [InlineData("INT", """{"min":"1","max":"9","step":"1"}""", "1 to 9")]
    [InlineData("TEXT", """{}""", "")]
    [InlineData("BOOL", """{"0":"off","1":""}""", "0 (off), 1")]
    [InlineData("ENUM", """{"7":7,"x":"no number"}""", "7 (7)")]
    [InlineData("ENUM", """[{"value":1,"name":"a"}]""", "")]
    [InlineData("ARRAY", """{"item":{"type":"int"}}""", "INT")]
    [InlineData("ENUM", "7", "")]
    [InlineData("BOOL", "null", "")]
    [InlineData("ARRAY", """{"size":"3"}""", "at most 3")]
    [InlineData("ARRAY", "7", "")]
    [InlineData("ARRAY", "null", "")]
    [InlineData("ARRAY", """{"item":7}""", "")]
    [InlineData("STRUCT", """[]""", "")]
    [InlineData("LONG", """{"min":"1"}""", "")]
    public void What_is_allowed_is_said_in_a_few_words(string type, string specs, string range)
    {
        ThingModel model = Models.Parse($$$"""{"properties":[{"identifier":"a","dataType":{"type":"{{{type}}}","specs":{{{specs}}}}}]}""");

        Assert.Equal(range, model.Properties[0].Value.Type.DescribeRange());
    }

    [Theory]
    [InlineData("\"accessMode\":\"r\"", "READ_ONLY", true)]
    [InlineData("\"accessMode\":\"w\"", "WRITE_ONLY", false)]
    [InlineData("\"accessMode\":\"rw\"", "READ_WRITE", false)]
    [InlineData("\"accessMode\":\"x\"", "X", false)]
    [InlineData("\"rwFlag\":\"read_only\"", "READ_ONLY", true)]
    [InlineData("\"name\":\"n\"", null, false)]
    public void Access_is_the_same_in_both_forms(string field, string? access, bool isReadOnly)
    {
        ThingProperty property = Models.Parse($$"""{"properties":[{"identifier":"a",{{field}}}]}""").Properties[0];

        Assert.Equal((access, isReadOnly), (property.Access, property.IsReadOnly));
    }

    [Theory]
    [InlineData("\"eventType\":\"INFO_EVENT_TYPE\"", "INFO")]
    [InlineData("\"type\":\"error\"", "ERROR")]
    [InlineData("\"name\":\"n\"", null)]
    public void The_type_of_an_event_is_the_same_in_both_forms(string field, string? type) =>
        Assert.Equal(type, Models.Parse($$"""{"events":[{"identifier":"a",{{field}}}]}""").Events[0].EventType);

    /// <summary>Made of the words of a model, so that the parser goes deep.</summary>
    [Fact]
    public void Any_JSON_is_a_model_or_one_error()
    {
        string[] words =
        [
            "properties", "services", "events", "identifier", "dataType", "dataSpecs", "dataSpecsList", "childDataType", "inputParams", "inputData",
            "outputdata", "type", "specs", "item", "min", "max", "step", "size", "length", "value", "name", "_ppk", "profile", "functionBlocks",
            "functionBlockId", "INT", "double", "STRUCT", "array", "ENUM", "bool", "TEXT", "0", "1e400", "-1", "\\ud800", "\\u0000",
        ];
        Gen<string> word = Gen.Elements(words).Select(static text => $"\"{text}\"");
        Gen<string> leaf = Gen.OneOf(word, Gen.Elements("null", "true", "7", "-0.5", "1e999", "{}", "[]"));
        Gen<string> Value(int depth) => depth == 0
            ? leaf
            : Gen.OneOf(
                leaf,
                Value(depth - 1).ListOf(2).Select(static items => $"[{string.Join(",", items)}]"),
                word.ListOf(4).Zip(Value(depth - 1).ListOf(4), static (keys, values) =>
                    $"{{{string.Join(",", keys.Zip(values, static (key, value) => $"{key}:{value}"))}}}"));

        Prop.ForAll(Value(6).ToArbitrary(), static json => IsModelOrError(json)).QuickCheckThrowOnFailure();
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), static text => IsModelOrError(JsonSerializer.Serialize(text.Get))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_model_of_the_deepest_nesting_is_read_or_refused()
    {
        StringBuilder deep = new("{\"properties\":[{\"identifier\":\"a\",\"dataType\":");
        const int Depth = 5_000;
        for (int i = 0; i < Depth; i++)
        {
            deep.Append("{\"type\":\"array\",\"specs\":{\"item\":");
        }

        deep.Append("{}").Append('}', Depth * 2).Append("}]}");
        Assert.True(IsModelOrError(JsonSerializer.Serialize(deep.ToString())));
    }

    private static bool IsModelOrError(string json)
    {
        try
        {
            foreach (ThingProperty property in Models.Parse(json).Properties)
            {
                _ = property.Value.Type.DescribeRange();
            }
        }
        catch (IotArgumentException exception)
        {
            return exception.ErrorId == "ThingModelUnreadable";
        }

        return true;
    }
}
