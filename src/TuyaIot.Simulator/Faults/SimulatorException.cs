using System;

namespace TuyaIot.Simulator;

/// <summary>An option, a fault or a key of a scenario is wrong. The message says which one and what is right.</summary>
public sealed class SimulatorException : Exception
{
    /// <summary>Creates an exception without a message.</summary>
    public SimulatorException()
    {
    }

    /// <summary>Creates an exception that says what is wrong.</summary>
    public SimulatorException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception that says what is wrong, with its cause.</summary>
    public SimulatorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal SimulatorException(string message, string subject)
        : base(message) => Subject = subject;

    /// <summary>The option, fault or key that is wrong.</summary>
    public string? Subject { get; }
}
