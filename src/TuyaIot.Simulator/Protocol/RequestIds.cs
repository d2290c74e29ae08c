using System;

namespace TuyaIot.Simulator.Protocol;

/// <summary>Creates request ids in the form of the platform. The same seed gives the same ids.</summary>
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
