using System;
using TuyaIot.Connection;
using TuyaIot.Errors;
using Xunit;

namespace TuyaIot.Client.Tests.Connection;

/// <summary>An endpoint as people write it.</summary>
public sealed class IotEndpointTests
{
    [Theory]
    [InlineData("si-d6e8d.tuyacloud.com", "https://si-d6e8d.tuyacloud.com:8686/")]
    [InlineData("si-d6e8d.tuyacloud.com:443", "https://si-d6e8d.tuyacloud.com:443/")]
    [InlineData("si-d6e8d.tuyacloud.com:9443", "https://si-d6e8d.tuyacloud.com:9443/")]
    [InlineData("SI-D6E8D.TuyaCloud.com", "https://si-d6e8d.tuyacloud.com:8686/")]
    [InlineData("  si-d6e8d.tuyacloud.com \n", "https://si-d6e8d.tuyacloud.com:8686/")]
    [InlineData("localhost", "https://localhost:8686/")]
    [InlineData("10.0.0.7:1", "https://10.0.0.7:1/")]
    [InlineData("host:65535", "https://host:65535/")]
    [InlineData("[::1]", "https://[::1]:8686/")]
    [InlineData("[::1]:1", "https://[::1]:1/")]
    [InlineData("https://host", "https://host:8686/")]
    [InlineData("https://host/", "https://host:8686/")]
    [InlineData("https://host:443", "https://host:443/")]
    [InlineData("https://host:443/", "https://host:443/")]
    [InlineData("https://host:9443", "https://host:9443/")]
    [InlineData("HTTPS://Host:9443/", "https://host:9443/")]
    [InlineData("https://[2001:db8::7]:9443", "https://[2001:db8::7]:9443/")]
    public void It_is_https_and_port_8686_where_unsaid(string text, string expected)
    {
        Uri endpoint = IotEndpoint.Parse(text, allowUnencrypted: false);

        // Port by port, because a URI leaves its scheme's own port out of its text.
        Uri wanted = new(expected);
        Assert.Equal((wanted.Scheme, wanted.Host, wanted.Port), (endpoint.Scheme, endpoint.Host, endpoint.Port));
        Assert.Equal("/", endpoint.PathAndQuery);
    }

    [Theory]
    [InlineData("host", "amqps://host:5671/")]
    [InlineData("amqps://host", "amqps://host:5671/")]
    [InlineData("AMQPS://Host:61614/", "amqps://host:61614/")]
    [InlineData("host:61614", "amqps://host:61614/")]
    [InlineData("amqp://localhost", "amqp://localhost:5671/")]
    [InlineData("amqp://127.0.0.1:1", "amqp://127.0.0.1:1/")]
    [InlineData("amqp://[::1]:1", "amqp://[::1]:1/")]
    public void Messages_come_over_amqps_and_port_5671_where_unsaid(string text, string expected) =>
        Assert.Equal(expected, IotEndpoint.ParseMessages(text, allowUnencrypted: false).AbsoluteUri);

    [Theory]
    [InlineData("amqp://host", "UnencryptedEndpoint", "plain amqp to another machine")]
    [InlineData("https://host", "InvalidMessageEndpoint", "is not an endpoint for messages")]
    [InlineData("amqps://user:word@host", "InvalidMessageEndpoint", "'amqps://********@host'")]
    [InlineData("amqps://host/path", "InvalidMessageEndpoint", "is not an endpoint for messages")]
    [InlineData("host:0", "InvalidMessageEndpoint", "is not an endpoint for messages")]
    public void What_is_no_endpoint_for_messages_is_refused(string text, string errorId, string says)
    {
        IotArgumentException exception = Assert.Throws<IotArgumentException>(() => IotEndpoint.ParseMessages(text, allowUnencrypted: false));

        Assert.Equal(errorId, exception.ErrorId);
        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_amqp_goes_to_another_machine_where_allowed() =>
        Assert.Equal("amqp://host:5671/", IotEndpoint.ParseMessages("amqp://host", allowUnencrypted: true).AbsoluteUri);

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("http://LOCALHOST:8080/")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://127.8.8.8:8080")]
    [InlineData("http://[::1]:8080")]
    [InlineData("HTTP://localhost:80")]
    public void Plain_http_goes_to_this_machine(string text)
    {
        Uri endpoint = IotEndpoint.Parse(text, allowUnencrypted: false);

        Assert.Equal(("http", true), (endpoint.Scheme, endpoint.IsLoopback));
    }

    [Theory]
    [InlineData("http://host:8080")]
    [InlineData("http://10.0.0.7")]
    [InlineData("http://127.0.0.1.example.com")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://[2001:db8::7]:8080")]
    [InlineData("HTTP://host")]
    public void Plain_http_goes_to_another_machine_only_where_allowed(string text)
    {
        IotArgumentException refused = Assert.Throws<IotArgumentException>(() => IotEndpoint.Parse(text, allowUnencrypted: false));

        Assert.Equal(("UnencryptedEndpoint", text), (refused.ErrorId, refused.Value));
        Assert.Contains("-AllowUnencrypted", refused.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("http", IotEndpoint.Parse(text, allowUnencrypted: true).Scheme);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("ftp://host")]
    [InlineData("wss://host")]
    [InlineData("//host")]
    [InlineData("https://")]
    [InlineData("https://:8686")]
    [InlineData(":8686")]
    [InlineData("https://host/api")]
    [InlineData("host/api")]
    [InlineData("https://host//")]
    [InlineData("https://host?x=1")]
    [InlineData("https://host/?x=1")]
    [InlineData("https://host#x")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("host:99999")]
    [InlineData("host:123456")]
    [InlineData("host:-1")]
    [InlineData("host:")]
    [InlineData("host:port")]
    [InlineData("host:8686:8686")]
    [InlineData("my host")]
    [InlineData("host :8686")]
    [InlineData("https:// host")]
    [InlineData("::1")]
    [InlineData("[::1")]
    [InlineData("[]")]
    [InlineData("[zz]:1")]
    [InlineData("https:\\\\host")]
    public void What_is_no_endpoint_is_refused_by_its_own_text(string text)
    {
        IotArgumentException refused = Assert.Throws<IotArgumentException>(() => IotEndpoint.Parse(text, allowUnencrypted: true));

        Assert.Equal(("InvalidEndpoint", text), (refused.ErrorId, refused.Value));
        Assert.NotEmpty(refused.RecommendedAction);
    }

    [Theory]
    [InlineData("https://user:SECRET@host", "https://********@host")]
    [InlineData("http://u:SECRET@127.0.0.1:80/", "http://********@127.0.0.1:80/")]
    [InlineData("u:SECRET@host", "********@host")]
    [InlineData("SECRET@host", "********@host")]
    [InlineData("https://u:SEC@RET@host", "https://********@host")]
    [InlineData("https://u:SEC/RET?#@host", "https://********@host")]
    [InlineData("https://host/?AccessKeySecret=SECRET", "https://host/?AccessKeySecret=********")]
    public void A_secret_in_it_is_refused_and_not_shown(string text, string shown)
    {
        IotArgumentException refused = Assert.Throws<IotArgumentException>(() => IotEndpoint.Parse(text, allowUnencrypted: true));

        Assert.Equal(("InvalidEndpoint", shown), (refused.ErrorId, refused.Value));
        Assert.Equal($"'{shown}' is not an endpoint.", refused.Message);
    }

    [Theory]
    [InlineData("host\u200B", "host\\u200B")]
    [InlineData("\uFEFFhost", "\\uFEFFhost")]
    [InlineData("ho\u202Est:80", "ho\\u202Est:80")]
    [InlineData("ho\u001bst", "ho\\u001Bst")]
    [InlineData("a\r\nb", "a  b")]
    public void A_character_that_nobody_sees_is_refused_and_shown(string text, string shown)
    {
        IotArgumentException refused = Assert.Throws<IotArgumentException>(() => IotEndpoint.Parse(text, allowUnencrypted: true));

        Assert.Equal(("InvalidEndpoint", shown), (refused.ErrorId, refused.Value));
    }
}
