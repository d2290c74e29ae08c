using System.Collections.Generic;
using TuyaIot.Api;

namespace TuyaIot.Pipeline;

/// <summary>What one request carries.</summary>
/// <param name="Number">Counts the requests of a run from 1.</param>
/// <param name="Call">What the devices are told.</param>
/// <param name="DeviceName">Who is told: 1 to 100 names, none twice.</param>
/// <param name="SentBefore">Whether an earlier run sent them the same and its answer was lost, so that they may have been told already.</param>
internal sealed record DeviceBatch(int Number, IDeviceCall Call, IReadOnlyList<string> DeviceName, bool SentBefore = false);
