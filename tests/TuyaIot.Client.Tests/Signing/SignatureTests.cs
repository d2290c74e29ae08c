using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Signing;

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

        Assert.Equal(
            "B=1&DeviceName.1=z&DeviceName.10=a&DeviceName.2=a&_=1&a=1",
            Canonical.Query(new CanonicalQuery(parameters, [], list: null)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(99)]
    [InlineData(100)]
    public void A_list_is_written_as_its_single_parameters_would_be(int count)
    {
        ListParameter list = new("DeviceName");
        string[] names = [.. Enumerable.Range(1, count).Select(static i => $"device {i}/泵")];
        RpcParameter[] others = [new("Action", "A"), new("DeviceNam", "1"), new("DeviceNameX", "2"), new("Zeta", "3")];
        CanonicalQuery atOnce = new(others, ["Nonce"], list);
        CanonicalQuery single = new([.. others, .. names.Select((name, i) => new RpcParameter(list.Name(i + 1), name)), new("Nonce", "n 1")], [], list: null);

        Assert.Equal(Canonical.Query(single), Canonical.Query(atOnce, ["n 1"], names));
        Assert.Equal(
            Canonical.Sign(RpcMethod.Post, Sample.Secret, single),
            Canonical.Sign(RpcMethod.Post, Sample.Secret, atOnce, ["n 1"], names));
    }

    private static string Sign(RpcMethod method, Dictionary<string, string> parameters, string secret) => Canonical.Sign(
        method, secret, new CanonicalQuery(parameters.Select(static pair => new RpcParameter(pair.Key, pair.Value)), [], list: null));
}
