using System;

namespace TuyaIot.Simulator.Http;

/// <summary>What came is no request that can be answered by an action; the connection ends with this status.</summary>
internal sealed class BadHttpException(int status, string code, string message) : Exception(message)
{
    internal int Status { get; } = status;

    internal string Code { get; } = code;
}
