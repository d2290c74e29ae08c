using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Connection;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Connection;

/// <summary>A credential is shown, logged and serialized by people who did not mean to show the secret.</summary>
public sealed class SecrecyTests
{
    private const string ProxyPassword = "proxypassword";

    private readonly IotCredential _credential = new(new IotCredentialSettings
    {
        AccessKeyId = "testid",
        AccessKeySecret = new NetworkCredential("", Sample.Secret).SecurePassword,
        Endpoint = "host",
        ProductKey = "a1BwAGV0001",
        InstanceId = "iot-1",
        Proxy = new Uri("http://proxy.example:3128/"),
        ProxyCredential = new NetworkCredential("user", ProxyPassword),
        CommonParameter = [new("Version", "2018-01-20")],
    });

    [Fact]
    public void As_text_it_names_who_and_where() => Assert.Equal("Default: testid at https://host:8686/", _credential.ToString());

    [Fact]
    public void An_access_key_as_text_is_masked() => Assert.Equal("testid:********", Sample.Key.ToString());

    [Fact]
    public void As_JSON_it_holds_no_secret()
    {
        string json = JsonSerializer.Serialize(_credential);

        Assert.Contains("testid", json);
        AssertHarmless(json);
    }

    [Fact]
    public void No_public_member_leads_to_a_secret()
    {
        List<string> seen = [];
        Walk(_credential, "$", new HashSet<object>(ReferenceEqualityComparer.Instance), seen);

        Assert.Contains("$.CommonParameter[0].Value = 2018-01-20", seen);
        Assert.All(seen, AssertHarmless);
    }

    /// <summary>The walk above would find nothing at all if it could not find what is there.</summary>
    [Fact]
    public void The_walk_finds_a_secret_where_one_is()
    {
        List<string> seen = [];
        Walk(new { Inner = new { Key = Encoding.UTF8.GetBytes(Sample.Secret + "&") } }, "$", [], seen);

        Assert.Contains(seen, static line => line.Contains(Sample.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public void The_secret_is_the_signing_key_and_stands_in_no_other_member_of_an_access_key()
    {
        List<string> seen = [];
        Walk(Sample.Key, "$", [], seen);

        Assert.All(seen.Where(static line => line.Contains(Sample.Secret, StringComparison.Ordinal)), static line =>
            Assert.StartsWith($"$.{nameof(AccessKey.SigningKey)} ", line));
    }

    private static void AssertHarmless(string text)
    {
        Assert.DoesNotContain(Sample.Secret, text);
        Assert.DoesNotContain(ProxyPassword, text);
    }

    private static void Walk(object? value, string path, HashSet<object> visited, List<string> seen)
    {
        seen.Add($"{path} = {(value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value)}");
        if (value is null or string or byte[] || value.GetType().IsPrimitive || !visited.Add(value))
        {
            return;
        }

        if (value is IEnumerable items)
        {
            int i = 0;
            foreach (object? item in items)
            {
                Walk(item, $"{path}[{i++}]", visited, seen);
            }
        }

        // What the framework's own types hold of themselves is deep and not of ours.
        if (value.GetType().Namespace is string space && space.StartsWith("System", StringComparison.Ordinal) && !IsPair(value))
        {
            return;
        }

        foreach (PropertyInfo property in value.GetType().GetProperties().Where(static property => property.GetIndexParameters().Length == 0))
        {
            Walk(property.GetValue(value), $"{path}.{property.Name}", visited, seen);
        }
    }

    private static bool IsPair(object value) =>
        value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
}
