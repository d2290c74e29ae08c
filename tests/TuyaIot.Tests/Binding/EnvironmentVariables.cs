using System;
using System.Collections.Generic;
using Xunit;

namespace TuyaIot.Tests.Binding;

/// <summary>The process has one environment, so the tests that set it run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentVariables : IDisposable
{
    internal const string Name = "The environment of the process";

    private static readonly string[] All =
    [
        "TUYA_IOT_ACCESS_KEY_ID",
        "TUYA_IOT_ACCESS_KEY_SECRET",
        "TUYA_IOT_ENDPOINT",
        "TUYA_IOT_PRODUCT_KEY",
        "TUYA_IOT_INSTANCE_ID",
    ];

    private readonly Dictionary<string, string?> _before = [];

    /// <summary>An environment that holds none of them.</summary>
    public EnvironmentVariables()
    {
        foreach (string name in All)
        {
            _before[name] = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((string name, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    internal static void Set(params (string Name, string? Value)[] values)
    {
        foreach ((string name, string? value) in values)
        {
            Environment.SetEnvironmentVariable("TUYA_IOT_" + name, value);
        }
    }
}
