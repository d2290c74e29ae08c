using System;
using System.Linq;
using System.Text.Json;
using TuyaIot.Journals;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>A journal is of one command. Resumed for another, it would leave out devices that were never told.</summary>
public sealed class AnotherCommandTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    [Theory]
    [InlineData("Identifier", "Set", "Reset", "its Identifier is Set, not Reset")]
    [InlineData("Identifier", "Set", "set", "its Identifier is Set, not set")]
    [InlineData("ProductKey", "p1", "p2", "its ProductKey is p1, not p2")]
    [InlineData("Args", """{"a":10.0}""", """{"a":10}""", """its Args is {"a":10.0}, not {"a":10}""")]
    [InlineData("Args", """{"a":1}""", null, """its Args is {"a":1}, not given by each row""")]
    [InlineData("Args", null, """{"a":1}""", """its Args is given by each row, not {"a":1}""")]
    public void Another_parameter_is_refused_by_name(string name, string? first, string? second, string difference) =>
        AssertDifference(difference, With(name, first), With(name, second));

    [Fact]
    public void Another_endpoint_is_refused() => AssertDifference(
        "its endpoint is https://gateway.example:8686/, not https://gateway.example:8687/",
        JournalSample.Command,
        JournalSample.Command with { Endpoint = new Uri("https://gateway.example:8687/") });

    [Fact]
    public void Another_action_is_refused() => AssertDifference(
        "its action is InvokeThingsService, not SetDevicesProperty",
        JournalSample.Command,
        JournalSample.Command with { Action = "SetDevicesProperty" });

    [Fact]
    public void What_was_refused_once_is_refused_by_the_same_words_after_a_resume()
    {
        _folder.Open().Dispose();
        _folder.Open().Dispose();

        AssertDifference("its Identifier is Set, not Reset", JournalSample.Command, With("Identifier", "Reset"));
    }

    [Fact]
    public void The_order_of_its_parameters_and_the_casing_of_a_host_make_no_other_command()
    {
        _folder.Open().Dispose();

        _folder.Open(JournalSample.Command with
        {
            Endpoint = new Uri("HTTPS://Gateway.Example:8686"),
            Parameters = [.. JournalSample.Command.Parameters.Reverse()],
        }).Dispose();

        Assert.Equal(2, _folder.Lines.Count);
    }

    [Theory]
    [InlineData("{\"a\":1,\"b\":{\"c\":[2,{\"d\":3,\"e\":4}]}}", "{ \"b\": {\"c\": [2, {\"e\": 4, \"d\": 3}]}, \"a\": 1 }")]
    [InlineData("{\"name\":\"\u00e9\"}", "{\"name\":\"\\u00e9\"}")]
    [InlineData("{}", " { } ")]
    public void Args_that_mean_the_same_are_the_same_command(string first, string second)
    {
        _folder.Open(With("Args", first)).Dispose();
        _folder.Open(With("Args", second)).Dispose();

        Assert.Equal(2, _folder.Lines.Count);

        // What the user gave is recorded as it was given.
        using JsonDocument line = JsonDocument.Parse(_folder.Lines[1]);
        Assert.Equal(second, line.RootElement.GetProperty("command").GetProperty("parameters").GetProperty("Args").GetString());
    }

    [Theory]
    [InlineData("{\"a\":[1,2]}", "{\"a\":[2,1]}")]
    [InlineData("{\"a\":1}", "{\"A\":1}")]
    [InlineData("{\"a\":1}", "{\"a\":\"1\"}")]
    [InlineData("{\"a\":1e1}", "{\"a\":10}")]
    [InlineData("{\"a\":null}", "{}")]
    [InlineData("{\"a\":1,\"a\":2}", "{\"a\":2,\"a\":1}")]
    [InlineData("{\"a\":1", "{\"a\":1 ")]
    public void Args_that_mean_something_else_are_another_command(string first, string second) =>
        AssertDifference($"its Args is {first}, not {second}", With("Args", first), With("Args", second));

    [Fact]
    public void Rows_may_differ_from_run_to_run_where_the_command_leaves_it_to_them()
    {
        using (Journal journal = _folder.Open())
        {
            journal.Sending(1, JournalSample.Told("""{"a":1}"""), ["d"]);
            journal.TryFinish(1, JournalSample.Accepted);
            journal.Sending(2, JournalSample.Told("""{"a":2}"""), ["e"]);
            journal.TryFinish(2, JournalSample.Accepted);
        }

        using Journal again = _folder.Open();
        string[] told = ["""{"a":1}""", """{"a":2}"""];
        Assert.Equal([DeviceOutcome.Accepted, null], told.Select(args => again.Find(JournalSample.Told(args), "d")));
        Assert.Equal([null, DeviceOutcome.Accepted], told.Select(args => again.Find(JournalSample.Told(args), "e")));
    }

    public void Dispose() => _folder.Dispose();

    private static JournalCommand With(string name, string? value) => JournalSample.Command with
    {
        Parameters =
        [
            .. JournalSample.Command.Parameters.Where(parameter => parameter.Name != name),
            .. value is null ? Array.Empty<RpcParameter>() : [new RpcParameter(name, value)],
        ],
    };

    private void AssertDifference(string difference, JournalCommand first, JournalCommand second)
    {
        _folder.Open(first).Dispose();
        byte[] before = _folder.Bytes;

        JournalException exception = Assert.Throws<JournalException>(() => _folder.Open(second));

        Assert.Equal("JournalOfAnotherCommand", exception.ErrorId);
        Assert.Contains($"belongs to another command: {difference}.", exception.Message);
        Assert.Equal(before, _folder.Bytes);
        _folder.Open(first).Dispose();
    }
}
