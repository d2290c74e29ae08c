using System;
using System.Net;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Signing;

/// <summary>The passwords were computed with OpenSSL: printf ... | openssl dgst -sha1 -hmac testsecret -binary | base64.</summary>
public sealed class MessageSignatureTests
{
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);

    [Theory]
    [InlineData("hmacsha1", "7jkseGvmtq8xdAlXx68HAYMAVtk=")]
    [InlineData("hmacsha256", "aLowq7S6ypq26AEVH+XE29hqGS8Nq7Zy78EhgwOqUZw=")]
    public void The_user_name_says_who_reads_and_the_password_signs_it(string method, string password)
    {
        MessageSignature signature = Create(method, "iot-1", securityToken: null);

        Assert.Equal($"c1|authMode=aksign,signMethod={method},timestamp=1700000000123,authId=testid,iotInstanceId=iot-1,consumerGroupId=g1|", signature.UserName);
        Assert.Equal(password, signature.Password);
        Assert.DoesNotContain(password, signature.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_instance_its_field_is_empty() =>
        Assert.Contains(",iotInstanceId=,", Create("hmacsha1", null, securityToken: null).UserName, StringComparison.Ordinal);

    [Fact]
    public void The_token_of_a_temporary_key_is_signed_too()
    {
        MessageSignature signature = Create("hmacsha1", null, "token1");

        Assert.StartsWith("c1|authMode=ststoken,securityToken=token1,", signature.UserName, StringComparison.Ordinal);
        Assert.Equal("d/OUQ+tihO6jzkatUS2+PH91BPs=", signature.Password);
    }

    [Theory]
    [InlineData(" HmacSHA256 ", "hmacsha256")]
    [InlineData("hmacmd5", null)]
    [InlineData(null, null)]
    public void A_method_is_found_in_any_case(string? text, string? found) => Assert.Equal(found, MessageSignature.Find(text));

    private static MessageSignature Create(string method, string? instanceId, string? securityToken) => MessageSignature.Create(
        new AccessKey("testid", new NetworkCredential(string.Empty, "testsecret").SecurePassword), method, "c1", "g1", instanceId, securityToken, Time);
}
