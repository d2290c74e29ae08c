using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Errors;
using Xunit;

namespace TuyaIot.Fuzz.Tests.Targets;

/// <summary>What a user passes to -Args and to -Parameter. An input begins with T for a text in UTF-8, U for one in UTF-16, anything else for objects.</summary>
internal sealed class ArgsTarget : FuzzTarget
{
    public const string Folder = "args";

    public override string Name => Folder;

    public override IReadOnlyList<byte[]> Samples { get; } =
    [
        Utf8("""T{"param1":1}"""),
        Utf8("""T{ "a" : 10.0, "b":[ ] ,"c":1e2,"d":{"e":[true,false,null,"x"]},"f":"é💡\u0000\ud83d\ude00" }"""),
        [.. "U"u8, .. Encoding.Unicode.GetBytes("""{"param1":"泵","b":{"c":[1,2.5]}}""")],

        // A hashtable with an int, a text and a list; an ordered dictionary; a PSCustomObject; a JsonObject.
        [0, 100, 3, 1, 1, 5, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2, 13, 3, 97, 98, 99, 1, 3, 105, 2, 14, 10, 3],
        [0, 101, 2, 1, 1, 14, 10, 1, 2, 3, 2, 4, 1],
        [0, 103, 2, 1, 1, 103, 1, 1, 2, 14, 5, 1, 3, 104, 2, 0, 3],
        [0, 108, 9, 9, 2, 1, 1, 0, 2, 97, 98, 1, 2, 6, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 7, 0],
        [0, 102, 2, 1, 1, 11, 7, 0, 0, 0, 0, 0, 0, 0, 20, 1, 2, 10, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3, 1, 5],
    ];

    protected override IReadOnlyList<string> Words => ["\"param1\"", "T{", "T[", "U", "\0d\u0001", "\0g\u0002", "h", "i", "j", "k", "l", "m", "n", "o", "p", "\u0008"];

    public override bool Read(byte[] input)
    {
        JsonObjectText? args = Parse(CreateValue(input));
        if (args is null)
        {
            return CallOf(CreateValue(input));
        }

        using JsonDocument document = JsonDocument.Parse(args.Json);
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        Assert.Equal(document.RootElement.EnumerateObject().Select(static member => member.Name).Distinct().Count(), args.GetNames().Count);

        // What was made of objects is a text that a user could have given.
        Assert.Equal(args.Json, Parse(args.Json)?.Json);
        _ = CallOf(CreateValue(input));
        return true;
    }

    /// <summary>The objects are made three times over, and a PSCustomObject takes more than a byte of the input says.</summary>
    public override long MaxAllocated(byte[] input) => 300_000 + (3_000L * input.Length);

    public override string Describe(byte[] input) => CreateValue(input) is string text ? $"the text {base.Describe(Encoding.BigEndianUnicode.GetBytes(text))}"
        : base.Describe(input) + " = " + Show(CreateValue(input), 0);

    private static object? CreateValue(byte[] input) => input.FirstOrDefault() switch
    {
        (byte)'T' => Encoding.UTF8.GetString(input, 1, input.Length - 1),
        (byte)'U' => string.Concat(Enumerable.Range(0, (input.Length - 1) / 2).Select(i => (char)(input[1 + (i * 2)] | (input[2 + (i * 2)] << 8)))),
        _ => ArgsGraph.Create(input, 1),
    };

    private static JsonObjectText? Parse(object? value)
    {
        try
        {
            return ArgsParser.Parse("Args", value);
        }
        catch (IotArgumentException exception) when (exception.ErrorId == "InvalidArgs")
        {
            Assert.NotEmpty(exception.Message);
            return null;
        }
    }

    /// <summary>The same as the parameters of Invoke-IotApi.</summary>
    private static bool CallOf(object? value)
    {
        try
        {
            return ApiParameterWriter.CreateCall("QueryProduct", value).GetParameters().Count >= 0;
        }
        catch (IotArgumentException exception) when (exception.ErrorId == "InvalidParameter")
        {
            Assert.NotEmpty(exception.Message);
            return false;
        }
    }

    private static string Show(object? value, int depth) => value switch
    {
        null => "null",
        _ when depth > 6 => "…",
        string text => $"'{text}'",
        System.Management.Automation.PSObject { BaseObject: System.Management.Automation.PSCustomObject } custom =>
            $"custom {{ {string.Join("; ", custom.Properties.Select(property => $"{property.Name} = {Show(property.Value, depth + 1)}"))} }}",
        System.Collections.IDictionary table => $"{table.GetType().Name} {{ {string.Join("; ", table.Keys.Cast<object>().Select(key => $"{key} = {Show(table[key], depth + 1)}"))} }}",
        System.Text.Json.Nodes.JsonNode node => $"{node.GetType().Name}",
        System.Collections.IEnumerable items => $"{items.GetType().Name} [ {string.Join(", ", items.Cast<object?>().Select(item => Show(item, depth + 1)))} ]",
        _ => string.Create(CultureInfo.InvariantCulture, $"[{value.GetType().Name}] {value}"),
    };
}
