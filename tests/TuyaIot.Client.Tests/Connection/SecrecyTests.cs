using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Connection;

/// <summary>The secret leaves an access key as the signing key only.</summary>
public sealed class SecrecyTests
{
    [Fact]
    public void An_access_key_as_text_is_masked() => Assert.Equal("testid:********", Sample.Key.ToString());

    /// <summary>The walk would prove nothing if it could not find a secret.</summary>
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
