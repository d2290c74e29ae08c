using System.Collections.Generic;
using System.Text.Json;
using TuyaIot.Api;
using Xunit;

namespace TuyaIot.Client.Tests.Api;

/// <summary>The replies of the actions for devices, in every form in which the platform may send them.</summary>
public sealed class PropertyReplyTests
{
    [Theory]
    [InlineData("""{"Data":{"List":{"PropertyStatusInfo":[{"Identifier":"a","Time":"17"}]}}}""")]
    [InlineData("""{"data":{"list":[{"identifier":"a","time":17}]}}""")]
    [InlineData("""{"Data":{"List":{"x":1,"Any":[{"IDENTIFIER":"a","TIME":"17","New":{}}]}}}""")]
    [InlineData("""{"Data":{"List":[null,1,"x",[],{"Identifier":"a","Time":17}]}}""")]
    public void A_list_is_an_array_or_an_object_with_one_in_it(string reply)
    {
        ApiItem<PropertyInfo> property = Assert.Single(Read(reply)!);

        Assert.Equal(("a", 17L), (property.Value.Identifier, property.Value.Time));
    }

    [Theory]
    [InlineData("""{"Data":{}}""")]
    [InlineData("""{"Data":{"List":null}}""")]
    [InlineData("""{"Data":{"List":{}}}""")]
    [InlineData("""{"Data":{"List":[]}}""")]
    public void No_list_is_an_empty_one(string reply) => Assert.Empty(Read(reply)!);

    [Theory]
    [InlineData("""{"Data":{"List":"none"}}""")]
    [InlineData("""{"Data":{"List":7}}""")]
    [InlineData("""{"Data":{"List":{"a":{"b":1}}}}""")]
    public void Another_form_is_told_from_an_empty_list(string reply) => Assert.Null(Read(reply));

    [Fact]
    public void An_entry_keeps_its_JSON_without_its_secrets()
    {
        ApiItem<PropertyInfo> property = Assert.Single(Read("""{"Data":{"List":[{"Identifier":"a","DeviceSecret":"s3cret"}]}}""")!);

        Assert.Equal("""{"Identifier":"a","DeviceSecret":"********"}""", RawJson.Mask(property.Json));
    }

    [Theory]
    [InlineData("""{"NextTime":5,"NextValid":true}""", 5L)]
    [InlineData("""{"NextTime":"5","NextValid":"TRUE"}""", 5L)]
    [InlineData("""{"NextTime":5,"NextValid":false}""", null)]
    [InlineData("""{"NextTime":5}""", null)]
    [InlineData("""{"NextValid":true}""", null)]
    public void There_is_a_next_page_where_the_reply_says_so_and_where_it_begins(string data, long? next)
    {
        using JsonDocument reply = JsonDocument.Parse($$"""{"Data":{{data}}}""");

        Assert.Equal(next, new QueryDeviceEventData("pk", "d", null, 1, 2, IsAscending: true).Read(reply.RootElement, ApiReply.Fields)!.NextPage);
    }

    private static IReadOnlyList<ApiItem<PropertyInfo>>? Read(string reply) =>
        new QueryDevicePropertyStatus("pk", "d").Read(JsonDocument.Parse(reply).RootElement.Clone(), ApiReply.Fields)?.Properties;
}
