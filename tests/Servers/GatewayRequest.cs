using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace TuyaIot.Tests.Servers;

/// <summary>A request that arrived to its last byte: the parameters of its URL or of its form.</summary>
internal sealed class GatewayRequest
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal GatewayRequest(int number, WireRequest wire)
    {
        string[] line = wire.Line.Split(' ');
        Number = number;
        Method = line[0];
        Url = $"http://{wire.Headers["Host"]}{line[1]}";
        Parameters = Parse(Method == "POST" ? wire.Body : line[1][(line[1].IndexOf('?') + 1)..]);
    }

    /// <summary>Its place in the order of arrival, from 1.</summary>
    internal int Number { get; }

    internal string Method { get; }

    /// <summary>As it came, host included.</summary>
    internal string Url { get; }

    internal IReadOnlyList<KeyValuePair<string, string>> Parameters { get; }

    internal DateTimeOffset Timestamp => DateTimeOffset.ParseExact(
        this["Timestamp"]!, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Done when it has been answered or its sender has gone.</summary>
    internal Task Ended => _ended.Task;

    internal string? this[string name] => Parameters.FirstOrDefault(parameter => parameter.Key == name).Value;

    /// <summary>The names in the order of their numbers, which have no gap.</summary>
    internal string[] DeviceNames()
    {
        Dictionary<int, string> names = Parameters
            .Where(static parameter => parameter.Key.StartsWith("DeviceName.", StringComparison.Ordinal))
            .ToDictionary(
                static parameter => int.Parse(parameter.Key["DeviceName.".Length..], CultureInfo.InvariantCulture), static parameter => parameter.Value);
        int[] numbers = [.. names.Keys.Order()];
        Assert.Equal(Enumerable.Range(1, names.Count), numbers);
        return [.. numbers.Select(n => names[n])];
    }

    internal void End() => _ended.TrySetResult();

    /// <summary>A plus stays a plus: the signature knows no other space than %20.</summary>
    private static List<KeyValuePair<string, string>> Parse(string query) =>
    [
        .. query.Split('&').Select(static pair => pair.Split('=', 2)).Select(static pair =>
            new KeyValuePair<string, string>(Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1]))),
    ];
}
