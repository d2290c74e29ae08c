using System;
using System.Net;

namespace TuyaIot.Simulator;

/// <summary>Options that no simulator can be started with, each told by its own name.</summary>
internal static class OptionsCheck
{
    internal static void Check(SimulatorOptions options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        Require(IPAddress.IsLoopback(options.Address), nameof(options.Address), $"{options.Address} can be reached by others; the simulator listens on loopback only");
        Require(options.Port is >= 0 and <= 65_535, nameof(options.Port), "is not between 0 and 65535");
        Require(options.AccessKeyId is { Length: > 0 }, nameof(options.AccessKeyId), "is empty");
        Require(options.AccessKeySecret is null or { Length: > 0 }, nameof(options.AccessKeySecret), "is empty");
        Require(options.RecordCapacity >= 0, nameof(options.RecordCapacity), "is negative");
        Require(options.NonceCapacity > 0, nameof(options.NonceCapacity), "is not positive");
        Require(options.MaxRequestLine > 0, nameof(options.MaxRequestLine), "is not positive");
        Require(options.TimestampWindow > TimeSpan.Zero, nameof(options.TimestampWindow), "is not positive");
        Require(options.RequestTimeout > TimeSpan.Zero, nameof(options.RequestTimeout), "is not positive");
    }

    private static void Require(bool holds, string option, string fault)
    {
        if (!holds)
        {
            throw new SimulatorException($"{option} {fault}.", option);
        }
    }
}
