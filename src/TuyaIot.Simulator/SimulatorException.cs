using System;

namespace TuyaIot.Simulator;

/// <summary>A simulator was asked for that cannot be; the message says which option, fault or scenario key is wrong and what is right.</summary>
public sealed class SimulatorException : Exception
{
    /// <summary>Creates one without a message.</summary>
    public SimulatorException()
    {
    }

    /// <summary>Creates one that says what is wrong.</summary>
    public SimulatorException(string message)
        : base(message)
    {
    }

    /// <summary>Creates one that says what is wrong and keeps what it was made from.</summary>
    public SimulatorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal SimulatorException(string message, string subject)
        : base(message) => Subject = subject;

    /// <summary>The option, fault or key that is wrong.</summary>
    public string? Subject { get; }
}
