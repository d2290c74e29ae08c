using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.Tests.Support;
using Xunit;

namespace TuyaIot.Simulator.Tests.Protocol;

public sealed class SignatureCheckTests
{
    public static TheoryData<string> VectorNames => [.. Vectors().Select(static vector => vector.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(VectorNames))]
    public void Every_published_vector_is_computed_to_the_letter(string name)
    {
        JsonElement vector = Vectors().Single(vector => vector.GetProperty("name").GetString() == name);
        List<KeyValuePair<string, string>> parameters =
        [
            .. vector.GetProperty("parameters").EnumerateObject().Select(static p => KeyValuePair.Create(p.Name, p.Value.GetString()!)),
        ];

        ArraySegment<byte> text = StringToSign.Build(vector.GetProperty("method").GetString()!, parameters);

        Assert.Equal(vector.GetProperty("stringToSign").GetString(), Encoding.ASCII.GetString(text));
        Assert.Equal(
            vector.GetProperty("signature").GetString(),
            SignatureCheck.Compute(SignatureCheck.CreateKey(vector.GetProperty("secret").GetString()!), text));
    }

    [Theory]
    [InlineData("GET", "8FVfrWc7l6NAMo2IZ85JBo6JVvY=")]
    [InlineData("POST", "lnF7YEe8GWm3VUtVQGvxpARgaNg=")]
    public async Task The_derived_vector_is_accepted_on_the_wire(string method, string signature)
    {
        const string Call = "AccessKeyId=testid&Action=InvokeThingsService&SignatureMethod=HMAC-SHA1" +
            "&SignatureNonce=5c5c58171ca14baca82aeaaec49ab5bd&Timestamp=2024-11-19T10%3A15%3A00Z&ProductKey=a1BwAGV0001" +
            "&Identifier=testService&Args=%7B%22param%22%3A1%7D&DeviceName.1=device1&DeviceName.2=device2&Signature=";
        using IotSimulator simulator = IotSimulator.Start(new SimulatorOptions
        {
            AccessKeyId = "testid",
            AccessKeySecret = TestSimulator.Secret("testsecret"),
            TimeProvider = new FixedTime(new DateTimeOffset(2024, 11, 19, 10, 15, 0, TimeSpan.Zero)),
        });
        using RawClient client = new(simulator);

        string form = Call + Uri.EscapeDataString(signature);
        RawReply reply = method == "GET" ? await client.GetAsync(form) : await client.PostAsync(form);

        Assert.Equal(200, reply.Status);
        Assert.True(reply.Success);
        Assert.Equal(["device1", "device2"], simulator.GetRequests()[0].DeviceName);
    }

    [Theory]
    [InlineData("GET", "POST")]
    [InlineData("POST", "GET")]
    public async Task A_signature_for_the_other_method_is_refused(string sent, string signedFor)
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);

        string form = SignedRequest.Invoke("a").Sign(signedFor);
        RawReply reply = sent == "GET" ? await client.GetAsync(form) : await client.PostAsync(form);

        Assert.Equal((400, "SignatureDoesNotMatch"), (reply.Status, reply.Code));
        Assert.Equal(1, simulator.SignatureErrorCount);
    }

    [Fact]
    public async Task Any_changed_parameter_breaks_the_signature()
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);

        RawReply reply = await client.GetAsync(SignedRequest.Invoke("device1").Sign().Replace("device1", "device2"));

        Assert.Equal("SignatureDoesNotMatch", reply.Code);
        Assert.Equal(0, simulator.DeviceCount);
    }

    [Theory]
    [InlineData("Pümpe 7/ü&=%+~*'()!")]
    [InlineData("泵站-一号")]
    [InlineData("😀")]
    public async Task Names_of_any_script_are_signed_as_UTF_8(string name)
    {
        using IotSimulator simulator = TestSimulator.Start();
        using RawClient client = new(simulator);

        RawReply get = await client.GetAsync(SignedRequest.Invoke(name).Sign());
        RawReply post = await client.PostAsync(SignedRequest.Invoke(name).Sign("POST"));

        Assert.True(get.Success && post.Success);
        Assert.Equal([name], simulator.GetRequests()[1].DeviceName);
    }

    private static JsonElement.ArrayEnumerator Vectors() => JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "signature-vectors.json")))
        .RootElement.GetProperty("vectors").EnumerateArray();
}
