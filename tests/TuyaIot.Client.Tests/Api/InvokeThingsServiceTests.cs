using System.Collections.Generic;
using System.Linq;
using TuyaIot.Api;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Signing;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Api;

/// <summary>The call of one service of many devices, spelled as the page spells it.</summary>
public sealed class InvokeThingsServiceTests
{
    [Fact]
    public void A_call_carries_the_documented_parameters_and_no_other()
    {
        RpcRequest request = ToRequest(Call(), ["device1", "device2"]);

        Assert.Equal("InvokeThingsService", request.Action);
        Assert.Equal(
            [
                ("Args", "{\"param\":1}"), ("DeviceName.1", "device1"), ("DeviceName.2", "device2"), ("Identifier", "testFb:testService"),
                ("ProductKey", "a1BwAGV0001"),
            ],
            request.Parameters.Select(static parameter => (parameter.Name, parameter.Value)).Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(100)]
    public void Names_are_numbered_from_one_without_a_gap_in_their_own_order(int count)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"d{count - i}")];

        IEnumerable<(string, string)> sent = ToRequest(Call(), names).Parameters
            .Where(static parameter => parameter.Name.StartsWith("DeviceName", System.StringComparison.Ordinal))
            .Select(static parameter => (parameter.Name, parameter.Value));

        Assert.Equal(names.Select(static (name, i) => ($"DeviceName.{i + 1}", name)), sent);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    public void Qos_is_sent_where_it_is_said(int? qos, string? sent)
    {
        IReadOnlyList<RpcParameter> parameters = ToRequest(Call() with { Qos = qos }, ["d"]).Parameters;

        Assert.Equal(sent, parameters.SingleOrDefault(static parameter => parameter.Name == "Qos").Value);
    }

    [Theory]
    [InlineData(1, "plain")]
    [InlineData(9, "泵站 7")]
    [InlineData(10, "a&b=c")]
    [InlineData(100, "😀")]
    public void A_name_adds_to_the_query_what_is_foretold(int n, string name)
    {
        string[] names = [.. Enumerable.Repeat("d", n - 1)];
        RpcOptions options = Sample.Options();

        // Signatures differ in how many of their characters need encoding, so the parameters are measured without.
        int without = Sample.Query(ToRequest(Call(), names), options).IndexOf("&Signature=", System.StringComparison.Ordinal);
        int with = Sample.Query(ToRequest(Call(), [.. names, name]), options).IndexOf("&Signature=", System.StringComparison.Ordinal);

        Assert.Equal(with - without, Prepare(Call()).EncodedLength(n, name));
    }

    [Fact]
    public void Calls_are_equal_by_what_they_ask()
    {
        InvokeThingsService call = Call();

        Assert.Equal(call, Call());
        Assert.Equal(call.GetHashCode(), Call().GetHashCode());
        Assert.NotEqual(call, call with { ProductKey = "A1BwAGV0001" });
        Assert.NotEqual(call, call with { Identifier = "other" });
        Assert.NotEqual(call, call with { Qos = 0 });
        Assert.NotEqual(call, call with { Args = JsonObjectText.Parse("{\"param\":1.0}") });
        Assert.NotEqual(call, call with { Args = JsonObjectText.Parse("{\"param\": 1}") });
    }

    private static InvokeThingsService Call() => new("a1BwAGV0001", "testFb:testService", JsonObjectText.Parse("{\"param\":1}"), Qos: null);

    private static RequestTemplate Prepare(InvokeThingsService call)
    {
        using RequestSigner signer = Sample.Signer(Sample.Options());
        return signer.Prepare(call.Action.Name, call.GetParameters(), DeviceBatchCall.DeviceNameList);
    }

    private static RpcRequest ToRequest(InvokeThingsService call, IReadOnlyList<string> names) => new RpcRequest(Prepare(call), names);
}
