using System;
using System.Text.Json.Nodes;

namespace TuyaIot.Simulator.Messages;

/// <summary>A message of the platform about one device.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="DeviceName">The device.</param>
/// <param name="Time">When the platform made it.</param>
/// <param name="Body">Its JSON object.</param>
internal sealed record DeviceMessage(string Topic, string DeviceName, DateTimeOffset Time, JsonObject Body);
