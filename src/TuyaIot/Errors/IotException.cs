using System;
using TuyaIot.Replies;

namespace TuyaIot;

/// <summary>The exception in every error of the module. Its message has no secret and no text that could drive a terminal.</summary>
public sealed class IotException : Exception
{
    internal IotException(string errorId, string message)
        : base(LogSanitizer.MakeVisible(message, keepsLineBreaks: true)) => ErrorId = errorId;

    /// <summary>The stable id of the error, such as OutcomeUnknown.</summary>
    public string ErrorId { get; }
}
