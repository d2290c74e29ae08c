using System;
using TuyaIot.Simulator.Protocol;

namespace TuyaIot.Simulator.Actions;

/// <summary>One authentic request for an action.</summary>
internal sealed record ActionCall(RequestParameters Parameters, DateTimeOffset Now, string RequestId);
