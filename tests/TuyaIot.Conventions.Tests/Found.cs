using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace TuyaIot.Conventions.Tests;

/// <summary>What breaks a rule, listed in the failure of the test.</summary>
internal static class Found
{
    internal static void None(IEnumerable<string> found, string message)
    {
        string[] all = [.. found.Distinct().Order(StringComparer.Ordinal)];
        Assert.True(all.Length == 0, $"{message}:{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }
}
