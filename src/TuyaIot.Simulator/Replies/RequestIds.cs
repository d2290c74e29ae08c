using System;

namespace TuyaIot.Simulator.Replies;

/// <summary>Request ids that look like the real ones and come again with the same seed.</summary>
internal sealed class RequestIds(int seed)
{
    private readonly Random _random = new(seed);
    private readonly byte[] _bytes = new byte[16];

    internal string Next()
    {
        _random.NextBytes(_bytes);
        return new Guid(_bytes).ToString("D").ToUpperInvariant();
    }
}
