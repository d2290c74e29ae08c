using System;
using System.Net;
using System.Net.Http;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Transport;

/// <summary>Which proxy is chosen, and how it is called in a sentence.</summary>
public sealed class ProxyRouteTests
{
    private static readonly NetworkCredential Given = new("user", "word");

    [Theory]
    [InlineData("http://proxy.example:8080/", null, null)]
    [InlineData("http://user:p%40ss@proxy.example:8080/", "user", "p@ss")]
    [InlineData("http://user@proxy.example:8080/", "user", "")]
    [InlineData("http://us%3Aer:a:b@proxy.example:8080/", "us:er", "a:b")]
    public void The_credential_of_a_given_proxy_is_in_its_URL(string proxy, string? user, string? password)
    {
        ProxyRoute route = ProxyRoute.Create(new RpcOptions { Endpoint = new Uri("https://gateway.example/"), Proxy = new Uri(proxy) });

        WebProxy used = Assert.IsType<WebProxy>(route.Proxy);
        Assert.Equal(new Uri("http://proxy.example:8080/"), used.Address);
        Assert.Equal((user, password), used.Credentials is NetworkCredential credential ? (credential.UserName, credential.Password) : (null, null));
        Assert.Equal("the proxy http://proxy.example:8080", route.Describe());
    }

    [Fact]
    public void A_credential_of_its_own_goes_before_the_one_in_the_URL()
    {
        RpcOptions options = new() { Endpoint = new Uri("https://gateway.example/"), Proxy = new Uri("http://other:x@proxy.example:8080/"), ProxyCredential = Given };

        Assert.Same(Given, ProxyRoute.Create(options).Proxy!.Credentials);
    }

    [Fact]
    public void The_systems_proxy_is_kept_as_it_is_where_no_credential_is_known()
    {
        SystemProxy.Use("plain.invalid", new Uri("http://system.example:3128/"));
        ProxyRoute route = ProxyRoute.Create(new RpcOptions { Endpoint = new Uri("https://plain.invalid/") });

        Assert.Same(HttpClient.DefaultProxy, route.Proxy);
        Assert.Equal("the proxy http://system.example:3128", route.Describe());
    }

    [Theory]
    [InlineData("http://system.example:3128/", true, "user")]
    [InlineData("http://own:x@system.example:3128/", false, "own")]
    public void The_systems_proxy_with_a_credential_is_one_of_ours(string proxy, bool isGiven, string user)
    {
        Uri endpoint = new($"https://credential-{isGiven}.invalid/");
        SystemProxy.Use(endpoint.Host, new Uri(proxy));
        ProxyRoute route = ProxyRoute.Create(new RpcOptions { Endpoint = endpoint, ProxyCredential = isGiven ? Given : null });

        WebProxy used = Assert.IsType<WebProxy>(route.Proxy);
        Assert.Equal((new Uri("http://system.example:3128/"), user), (used.Address, ((NetworkCredential)used.Credentials!).UserName));
    }

    [Fact]
    public void Where_the_system_has_no_proxy_for_an_endpoint_there_is_none_to_name() =>
        Assert.Null(ProxyRoute.Create(new RpcOptions { Endpoint = new Uri("https://direct.invalid/"), ProxyCredential = Given }).Describe());

    /// <summary>.NET Framework answers with the address itself where there is no proxy for it.</summary>
    [Fact]
    public void A_proxy_that_leads_to_the_endpoint_itself_is_none()
    {
        Uri endpoint = new("https://itself.invalid/");
        SystemProxy.Use(endpoint.Host, endpoint);

        Assert.Null(ProxyRoute.Create(new RpcOptions { Endpoint = endpoint, ProxyCredential = Given }).Describe());
    }

    [Fact]
    public void This_machine_needs_no_proxy_of_the_system()
    {
        ProxyRoute route = ProxyRoute.Create(new RpcOptions { Endpoint = new Uri("http://127.0.0.1:1/"), ProxyCredential = Given });

        Assert.Equal((null, null), (route.Proxy, route.Describe()));
    }
}
