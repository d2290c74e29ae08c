using System;
using System.Security.Cryptography;

namespace TuyaIot.Delivery;

/// <summary>Random numbers for waiting times, from any thread.</summary>
internal static class RandomSource
{
    /// <summary>From 0 up to 1.</summary>
    public static double Next()
    {
        byte[] random = new byte[sizeof(uint)];
        using (RandomNumberGenerator source = RandomNumberGenerator.Create())
        {
            source.GetBytes(random);
        }

        return BitConverter.ToUInt32(random, 0) / (uint.MaxValue + 1.0);
    }
}
