using System;

namespace TuyaIot.Simulator.Http;

/// <summary>The bytes of a client are not a request that an action can answer. The connection ends with this status.</summary>
internal sealed class BadHttpException(int status, string code, string message) : Exception(message)
{
    internal int Status { get; } = status;

    internal string Code { get; } = code;
}
