using System;
using System.Net;
using System.Security;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Connection;
using TuyaIot.Errors;
using TuyaIot.Signing;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Connection;

/// <summary>Settings that cannot be a credential, each with its id, the user's own value and the way out.</summary>
public sealed class SettingsValidatorTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Without_an_id(string? id) => AssertRefused("NoAccessKeyId", null, settings => settings.AccessKeyId = id);

    [Fact]
    public void Without_a_secret()
    {
        AssertRefused("NoAccessKeySecret", null, static settings => settings.AccessKeySecret = null);
        AssertRefused("NoAccessKeySecret", null, static settings => settings.AccessKeySecret = new SecureString());
        AssertRefused("NoAccessKeySecret", null, static settings => settings.AccessKeySecret = new NetworkCredential("", " \r\n").SecurePassword);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Without_an_endpoint(string? endpoint) => AssertRefused("NoEndpoint", null, settings => settings.Endpoint = endpoint);

    [Theory]
    [InlineData("g|1", "g|1")]
    [InlineData("g,1", "g,1")]
    [InlineData("g=1", "g=1")]
    [InlineData("g\u200B1", "g\\u200B1")]
    public void With_a_consumer_group_that_is_none(string value, string shown) =>
        AssertRefused("InvalidConsumerGroupId", shown, settings => settings.ConsumerGroupId = value);

    [Fact]
    public void With_a_way_of_signing_that_is_none() => AssertRefused("InvalidSignMethod", "hmacmd5", static settings => settings.SignMethod = "hmacmd5");

    [Theory]
    [InlineData(null, "hmacsha1")]
    [InlineData(" ", "hmacsha1")]
    [InlineData(" HmacSHA256 ", "hmacsha256")]
    public void The_way_of_signing_is_found_in_any_case(string? method, string read)
    {
        IotCredentialSettings settings = Valid();
        settings.SignMethod = method;

        Assert.Equal(read, new ConnectionProfile(settings).SignMethod);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-0.001)]
    [InlineData(100_001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void With_a_rate_that_is_none(double value) =>
        AssertRefused("InvalidRequestsPerSecond", value, settings => settings.RequestsPerSecond = value);

    [Theory]
    [InlineData(0)]
    [InlineData(0.099)]
    [InlineData(-5)]
    [InlineData(3_601)]
    [InlineData(double.NaN)]
    public void With_a_timeout_that_is_none(double value) =>
        AssertRefused("InvalidTimeoutSeconds", value, settings => settings.TimeoutSeconds = value);

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("00112233445566778899AABBCCDDEEFF0011223")]
    [InlineData("00112233445566778899AABBCCDDEEFF001122334")]
    [InlineData("00.11.22.33.44.55.66.77.88.99.AA.BB.CC.DD.EE.FF.00.11.22.33")]
    [InlineData("00112233445566778899AABBCCDDEEFF0011223G")]
    [InlineData("00:11:22:33")]
    public void With_a_thumbprint_that_is_none(string value) =>
        AssertRefused("InvalidCertificateThumbprint", value, settings => settings.CertificateThumbprint = value);

    [Fact]
    public void A_thumbprint_that_is_none_is_shown_with_what_nobody_sees() => AssertRefused(
        "InvalidCertificateThumbprint", "\\u200Eabc", static settings => settings.CertificateThumbprint = "\u200Eabc");

    [Theory]
    [InlineData("00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33")]
    [InlineData("00-11-22-33-44-55-66-77-88-99-AA-BB-CC-DD-EE-FF-00-11-22-33")]
    [InlineData("\u200E00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff 00 11 22 33")]
    [InlineData("00112233445566778899AABBCCDDEEFF00112233\u200B")]
    [InlineData(" 00112233445566778899AABBCCDDEEFF00112233\n")]
    public void A_thumbprint_is_read_as_it_was_copied(string text)
    {
        IotCredentialSettings settings = Valid();
        settings.CertificateThumbprint = text;

        ConnectionProfile profile = new(settings);

        Assert.Equal("00112233445566778899AABBCCDDEEFF00112233", profile.Options.CertificateThumbprint, ignoreCase: true);
    }

    [Theory]
    [InlineData("ftp://proxy", "ftp://proxy")]
    [InlineData("proxy:8080", "proxy:8080")]
    [InlineData("proxy", "proxy")]
    [InlineData("/proxy", "/proxy")]
    [InlineData("file:///proxy", "file:///proxy")]
    [InlineData("ftp://user:SECRET@proxy", "ftp://********@proxy")]
    [InlineData("user:SECRET@proxy", "********@proxy")]
    public void With_a_proxy_that_is_none(string text, string shown) =>
        AssertRefused("InvalidProxy", shown, settings => settings.Proxy = new Uri(text, UriKind.RelativeOrAbsolute));

    [Theory]
    [InlineData("http://proxy:8080/", "http://proxy:8080/", null)]
    [InlineData("https://proxy/", "https://proxy/", null)]
    [InlineData("socks5://proxy:1080/", "socks5://proxy:1080/", null)]
    [InlineData("http://user:p%40ss%3Aword@proxy:8080/", "http://proxy:8080/", "user p@ss:word")]
    [InlineData("http://user@proxy:8080/", "http://proxy:8080/", "user ")]
    public void The_credential_in_a_proxys_URL_is_moved_out_of_it(string text, string proxy, string? credential)
    {
        IotCredentialSettings settings = Valid();
        settings.Proxy = new Uri(text);

        RpcOptions options = new ConnectionProfile(settings).Options;

        NetworkCredential? used = options.ProxyCredential;
        Assert.Equal(proxy, options.Proxy!.OriginalString);
        Assert.Equal(credential, used is null ? null : $"{used.UserName} {used.Password}");
    }

    [Fact]
    public void A_credential_of_its_own_goes_before_the_one_in_the_proxys_URL()
    {
        IotCredentialSettings settings = Valid();
        settings.Proxy = new Uri("http://user:word@proxy:8080/");
        settings.ProxyCredential = new NetworkCredential("other", "password");

        Assert.Equal("other", new ConnectionProfile(settings).Options.ProxyCredential!.UserName);
    }

    [Theory]
    [InlineData("\u200Btestid", "\\u200Btestid")]
    [InlineData("test\u001b[31mid", "test\\u001B[31mid")]
    public void With_a_character_that_nobody_sees(string text, string shown)
    {
        AssertRefused("InvalidAccessKeyId", shown, settings => settings.AccessKeyId = text);
        AssertRefused("InvalidProductKey", shown, settings => settings.ProductKey = text);
        AssertRefused("InvalidInstanceId", shown, settings => settings.InstanceId = text);
    }

    [Theory]
    [InlineData("testsecret\n")]
    [InlineData("\r\n testsecret\t")]
    [InlineData("\uFEFFtestsecret\u200B")]
    public void What_was_copied_with_a_secret_is_no_part_of_it(string text) =>
        Assert.Equal("testsecret&"u8, Sample.KeyOf("testid", text).SigningKey);

    [Theory]
    [InlineData("Action")]
    [InlineData("AccessKeyId")]
    [InlineData("Signature")]
    [InlineData("SignatureMethod")]
    [InlineData("SignatureNonce")]
    [InlineData("Timestamp")]
    [InlineData("")]
    [InlineData(" ")]
    public void With_a_common_parameter_that_each_request_sets(string name) =>
        AssertRefused("InvalidCommonParameter", name, settings => settings.CommonParameter = [new("Version", "1"), new(name, "x")]);

    [Fact]
    public void With_an_instance_said_twice() => AssertRefused("InvalidCommonParameter", "IotInstanceId", static settings =>
    {
        settings.InstanceId = "iot-1";
        settings.CommonParameter = [new("IotInstanceId", "iot-2")];
    });

    [Fact]
    public void With_a_token_said_twice() => AssertRefused("InvalidCommonParameter", "SecurityToken", static settings =>
    {
        settings.SecurityToken = new NetworkCredential("", "t").SecurePassword;
        settings.CommonParameter = [new("SecurityToken", "t")];
    });

    /// <summary>Said once, it is an extra like any other.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_instance_or_a_token_may_be_a_common_parameter_and_a_token_is_not_shown(bool isEmpty)
    {
        IotCredentialSettings settings = Valid();
        settings.InstanceId = isEmpty ? " " : null;
        settings.SecurityToken = isEmpty ? new SecureString() : null;
        settings.CommonParameter = [new("IotInstanceId", "iot-2"), new("SecurityToken", "t-1")];

        ConnectionProfile profile = new(settings);

        Assert.Equal([new("IotInstanceId", "iot-2"), new("SecurityToken", "t-1")], profile.Options.ExtraParameters);
        Assert.Equal(("iot-2", "********"), (profile.CommonParameter["IotInstanceId"], profile.CommonParameter["SecurityToken"]));
        Assert.Equal("t-1", profile.SecurityToken);
    }

    [Theory]
    [InlineData(0, 0.1, 40)]
    [InlineData(0.5, 30, 64)]
    [InlineData(100_000, 3_600, 64)]
    public void What_stands_at_the_limits_is_taken(double rate, double timeout, int digits)
    {
        IotCredentialSettings settings = Valid();
        settings.RequestsPerSecond = rate;
        settings.TimeoutSeconds = timeout;
        settings.CertificateThumbprint = new string('a', digits);

        ConnectionProfile profile = new(settings);

        Assert.Equal(timeout, profile.Options.Timeout.TotalSeconds);
        Assert.Equal(settings.CertificateThumbprint, profile.Options.CertificateThumbprint);
    }

    [Fact]
    public void Extras_and_the_instance_are_sent_with_every_request()
    {
        IotCredentialSettings settings = Valid();
        settings.InstanceId = " iot-1 ";
        settings.CommonParameter = [new("Version", "2018-01-20"), new("Format", "JSON")];

        string query = Sample.Query(Sample.Request, new ConnectionProfile(settings).Options);

        Assert.All((string[])["&IotInstanceId=iot-1&", "&Version=2018-01-20&", "&Format=JSON&"], part => Assert.Contains(part, query));
    }

    [Fact]
    public void Where_nothing_else_is_said_nothing_else_is_sent()
    {
        IotCredentialSettings settings = Valid();
        RpcOptions options = new ConnectionProfile(settings).Options;

        Assert.Empty(options.ExtraParameters);
        Assert.Null(new ConnectionProfile(settings).SecurityToken);
        Assert.Equal(("Default", (double?)null, TimeSpan.FromSeconds(30)), (settings.Name, settings.RequestsPerSecond, options.Timeout));
        Assert.Equal(RpcMethod.Get, options.Method);
    }

    private static void AssertRefused(string errorId, object? value, Action<IotCredentialSettings> spoil)
    {
        IotCredentialSettings settings = Valid();
        spoil(settings);

        IotArgumentException refused = Assert.Throws<IotArgumentException>(() => new ConnectionProfile(settings));

        Assert.Equal((errorId, value), (refused.ErrorId, refused.Value));
        Assert.NotEmpty(refused.RecommendedAction);
    }

    private static IotCredentialSettings Valid() => new()
    {
        AccessKeyId = "testid",
        AccessKeySecret = new NetworkCredential("", Sample.Secret).SecurePassword,
        Endpoint = "host",
    };
}
