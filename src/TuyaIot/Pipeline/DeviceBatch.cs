using System.Collections.Generic;
using TuyaIot.Api;

namespace TuyaIot.Pipeline;

/// <summary>What one request carries.</summary>
/// <param name="Number">Counts the requests of a run from 1.</param>
/// <param name="Call">What the devices are told.</param>
/// <param name="DeviceName">Who is told: 1 to 100 names, none twice.</param>
internal sealed record DeviceBatch(int Number, IDeviceCall Call, IReadOnlyList<string> DeviceName);
