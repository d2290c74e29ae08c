using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Signing;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Signing;

/// <summary>One attempt, from an action and its parameters to signed bytes.</summary>
public sealed class RequestSignerTests
{
    private const string Documented =
        "AccessKeyId=testid&Action=InvokeThingsService&Args=%7B%22param%22%3A1%7D&DeviceName.1=device1&DeviceName.2=device2&" +
        "Identifier=testService&ProductKey=a1BwAGV0001&SignatureMethod=HMAC-SHA1&" +
        "SignatureNonce=5c5c58171ca14baca82aeaaec49ab5bd&Timestamp=2024-11-19T10%3A15%3A00Z&Signature=";

    [Theory]
    [InlineData(RpcMethod.Get, "8FVfrWc7l6NAMo2IZ85JBo6JVvY%3D")]
    [InlineData(RpcMethod.Post, "lnF7YEe8GWm3VUtVQGvxpARgaNg%3D")]
    public void The_documented_call_is_signed_byte_for_byte(RpcMethod method, string signature) =>
        Assert.Equal(Documented + signature, Sample.Query(Sample.Request, Sample.Options(method)));

    [Fact]
    public void What_a_request_says_itself_wins_over_an_extra_of_the_same_name()
    {
        string query = Sample.Query(Sample.Request, Sample.Options(RpcMethod.Get, new RpcParameter("ProductKey", "other"), new RpcParameter("Version", "1")));

        Assert.Single(Names(query), "ProductKey");
        Assert.Contains("ProductKey=a1BwAGV0001", query, StringComparison.Ordinal);
        Assert.Contains("Version=1", query, StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_the_actions_own_only_the_six_common_parameters_are_sent() => Assert.Equal(
        ["AccessKeyId", "Action", "SignatureMethod", "SignatureNonce", "Timestamp", "Signature"],
        Names(Sample.Query(new RpcRequest("QueryProduct", []), Sample.Options())));

    /// <summary>No setting may write these, since a request must not carry a parameter twice.</summary>
    [Fact]
    public void What_a_signer_writes_itself_is_reserved() => Assert.Equal(
        Names(Sample.Query(new RpcRequest("QueryProduct", []), Sample.Options())).Order(), RequestSigner.ReservedNames.Order());

    [Fact]
    public void Extra_parameters_are_signed_among_the_others()
    {
        string query = Sample.Query(
            new RpcRequest("QueryProduct", []),
            Sample.Options(
                RpcMethod.Get,
                new("Version", "2018-01-20"), new("Format", "JSON"), new("SignatureVersion", "1.0"), new("IotInstanceId", "iot-06z/1")));

        Assert.Equal(
            [
                "AccessKeyId", "Action", "Format", "IotInstanceId", "SignatureMethod", "SignatureNonce", "SignatureVersion", "Timestamp",
                "Version", "Signature",
            ],
            Names(query));
        Assert.Contains("&IotInstanceId=iot-06z%2F1&", query, StringComparison.Ordinal);
        AssertSignedAsReference("GET", query);
    }

    [Fact]
    public void The_tenth_name_stands_between_the_first_and_the_second()
    {
        string query = Sample.Query(Sample.RequestFor(Enumerable.Repeat("d", 11)), Sample.Options());

        Assert.Equal(
            [
                "DeviceName.1", "DeviceName.10", "DeviceName.11", "DeviceName.2", "DeviceName.3", "DeviceName.4", "DeviceName.5",
                "DeviceName.6", "DeviceName.7", "DeviceName.8", "DeviceName.9",
            ],
            Names(query).Where(static name => name.StartsWith("DeviceName", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(RpcMethod.Get)]
    [InlineData(RpcMethod.Post)]
    public void Any_device_names_are_signed_as_documented(RpcMethod method) => Check.One(
        Texts.Thorough,
        Prop.ForAll(Texts.Several, names => AssertSignedAsReference(
            method.ToString().ToUpperInvariant(), Sample.Query(Sample.RequestFor(names), Sample.Options(method)))));

    [Fact]
    public void The_time_is_sent_in_UTC_to_the_second()
    {
        DateTimeOffset now = new(2024, 12, 31, 22, 30, 5, 999, TimeSpan.FromHours(-5));
        using RequestSigner signer = Sample.Signer(Sample.Options());
        using PooledBuffer signed = signer.Sign(Sample.Request, now);

        Assert.Contains("&Timestamp=2025-01-01T03%3A30%3A05Z&", signed.ToAsciiString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_attempt_asks_for_a_nonce_of_its_own()
    {
        Queue<string> nonces = new(["one", "two"]);
        using RequestSigner signer = Sample.Signer(Sample.Options(), nonces.Dequeue);
        using PooledBuffer first = signer.Sign(Sample.Request, Sample.Now);
        using PooledBuffer second = signer.Sign(Sample.Request, Sample.Now);

        Assert.Contains("&SignatureNonce=one&", first.ToAsciiString(), StringComparison.Ordinal);
        Assert.Contains("&SignatureNonce=two&", second.ToAsciiString(), StringComparison.Ordinal);
    }

    /// <summary>One signer is shared by all requests in flight, and what it keeps of one request must not get into another.</summary>
    [Theory]
    [InlineData(RpcMethod.Get)]
    [InlineData(RpcMethod.Post)]
    public void Requests_signed_at_the_same_time_and_after_each_other_are_signed_as_documented(RpcMethod method)
    {
        using RequestSigner signer = Sample.Signer(Sample.Options(method), new NonceSource().Next);
        ConcurrentBag<string> queries = [];

        Parallel.For(0, 2_000, i =>
        {
            using PooledBuffer signed = signer.Sign(Sample.RequestFor(Enumerable.Repeat($"device-{i}", 1 + (i % 100))), Sample.Now);
            queries.Add(signed.ToAsciiString());
        });

        Assert.Equal(2_000, queries.Distinct().Count());
        Assert.All(queries, query => AssertSignedAsReference(method.ToString().ToUpperInvariant(), query));
    }

    [Fact]
    public void The_URL_is_never_longer_than_foretold() => Check.One(
        Texts.Thorough,
        Prop.ForAll(Texts.Several, static names =>
        {
            RpcOptions options = Sample.Options();
            RpcRequest request = Sample.RequestFor(names);
            int sent = $"{options.Endpoint}?{Sample.Query(request, options)}".Length;
            using RequestSigner signer = Sample.Signer(options);
            RequestTemplate template = signer.Prepare("InvokeThingsService", Sample.RequestFor().Parameters, new ListParameter("DeviceName"));
            int foretold = template.MaxUrlLength + names.Select((name, i) => template.EncodedLength(i + 1, name)).Sum();

            return sent <= foretold && foretold <= sent + (2 * SigningWriter.MaxSignatureLength);
        }));

    [Fact]
    public void A_prepared_call_is_signed_as_a_request_by_itself() => Check.One(
        Texts.Thorough,
        Prop.ForAll(Texts.Several, static names =>
        {
            using RequestSigner signer = Sample.Signer(Sample.Options());
            RequestTemplate template = signer.Prepare("InvokeThingsService", Sample.RequestFor().Parameters, new ListParameter("DeviceName"));
            using PooledBuffer signed = signer.Sign(new RpcRequest(template, names), Sample.Now);

            return signed.ToAsciiString() == Sample.Query(Sample.RequestFor(names), Sample.Options());
        }));

    [Fact]
    public void Indexed_parameters_of_any_shape_are_signed_as_documented()
    {
        RpcRequest request = new("BatchUpdateDeviceNickname", [.. Enumerable.Range(1, 11).SelectMany(static i => new RpcParameter[]
        {
            new($"DeviceNicknameInfo.{i}.DeviceName", $"d{i}"),
            new($"DeviceNicknameInfo.{i}.Nickname", "泵 1"),
        })]);
        string query = Sample.Query(request, Sample.Options());

        AssertSignedAsReference("GET", query);
        Assert.Contains("&DeviceNicknameInfo.10.DeviceName=d10&", query, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(string query) => query.Split('&').Select(static pair => pair.Split('=')[0]);

    private static void AssertSignedAsReference(string method, string query)
    {
        int end = query.LastIndexOf("&Signature=", StringComparison.Ordinal);
        string signature = ReferenceSigner.Sign(method, query[..end], Sample.Secret);

        Assert.Equal(ReferenceSigner.Encode(signature), query[(end + "&Signature=".Length)..]);
    }
}
