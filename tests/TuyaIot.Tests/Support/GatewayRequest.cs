using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace TuyaIot.Tests.Support;

/// <summary>A request that arrived to its last byte.</summary>
internal sealed class GatewayRequest(int number, string method, string url, IReadOnlyList<KeyValuePair<string, string>> parameters)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its place in the order of arrival, from 1.</summary>
    internal int Number { get; } = number;

    internal string Method { get; } = method;

    /// <summary>As it came, host included.</summary>
    internal string Url { get; } = url;

    internal IReadOnlyList<KeyValuePair<string, string>> Parameters { get; } = parameters;

    /// <summary>Done when it has been answered or its sender has gone.</summary>
    internal Task Ended => _ended.Task;

    internal string? this[string name] => Parameters.FirstOrDefault(parameter => parameter.Key == name).Value;

    /// <summary>The names in the order of their numbers, which have no gap.</summary>
    internal string[] DeviceNames()
    {
        Dictionary<int, string> names = Parameters
            .Where(parameter => parameter.Key.StartsWith("DeviceName.", System.StringComparison.Ordinal))
            .ToDictionary(parameter => int.Parse(parameter.Key["DeviceName.".Length..], CultureInfo.InvariantCulture), parameter => parameter.Value);
        int[] numbers = [.. names.Keys.Order()];
        Assert.Equal(Enumerable.Range(1, names.Count), numbers);
        return [.. numbers.Select(n => names[n])];
    }

    internal void End() => _ended.TrySetResult();
}
