using System.Collections.Generic;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Rpc;
using Xunit;

namespace TuyaIot.Client.Tests.Rpc;

/// <summary>The signature against an implementation that shares nothing with it.</summary>
public sealed class SignatureTests
{
    [Theory]
    [InlineData(RpcMethod.Get)]
    [InlineData(RpcMethod.Post)]
    public void Any_parameters_are_signed_as_documented(RpcMethod method) => Check.One(
        Texts.Thorough,
        Prop.ForAll(Texts.Several, Texts.Any, (values, secret) =>
        {
            Dictionary<string, string> parameters = values
                .Select(static (value, i) => ($"{value}.{i}", value))
                .ToDictionary(static pair => pair.Item1, static pair => pair.value);

            Assert.Equal(
                ReferenceSigner.Sign(method.ToString().ToUpperInvariant(), ReferenceSigner.Query(parameters), secret),
                Sign(method, parameters, secret));
        }));

    /// <summary>The string to sign is hashed in pieces of 4,096 bytes; each length moves the seams by one byte.</summary>
    [Theory]
    [InlineData("a")]
    [InlineData("/")]
    [InlineData("泵")]
    public void A_long_value_is_signed_as_documented_wherever_it_is_split(string unit)
    {
        for (int length = 0; length < 12_000; length += 37)
        {
            Dictionary<string, string> parameters = new() { ["Args"] = string.Concat(Enumerable.Repeat(unit, length)) };

            Assert.Equal(
                ReferenceSigner.Sign("GET", ReferenceSigner.Query(parameters), Sample.Secret),
                Sign(RpcMethod.Get, parameters, Sample.Secret));
        }
    }

    [Fact]
    public void Every_length_around_a_seam_is_signed_as_documented()
    {
        for (int length = 4_000; length < 4_200; length++)
        {
            Dictionary<string, string> parameters = new() { ["A"] = new string('a', length) + "/%" };

            Assert.Equal(
                ReferenceSigner.Sign("POST", ReferenceSigner.Query(parameters), Sample.Secret),
                Sign(RpcMethod.Post, parameters, Sample.Secret));
        }
    }

    [Fact]
    public void Parameters_are_sorted_by_name_and_not_by_name_and_value()
    {
        RpcParameter[] parameters =
        [
            new("DeviceName.2", "a"), new("a", "1"), new("DeviceName.10", "a"), new("B", "1"), new("DeviceName.1", "z"), new("_", "1"),
        ];

        Signature.Sort(parameters);

        Assert.Equal(
            ["B", "DeviceName.1", "DeviceName.10", "DeviceName.2", "_", "a"],
            parameters.Select(static parameter => parameter.Name));
    }

    private static string Sign(RpcMethod method, Dictionary<string, string> parameters, string secret)
    {
        RpcParameter[] sorted = [.. parameters.Select(static pair => new RpcParameter(pair.Key, pair.Value))];
        Signature.Sort(sorted);
        using PooledBuffer query = new(16);
        Signature.AppendCanonicalQuery(query, sorted);
        return Signature.Compute(method, query.Written, Encoding.UTF8.GetBytes(secret + "&"));
    }
}
