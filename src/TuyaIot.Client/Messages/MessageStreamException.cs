using System;

namespace TuyaIot.Messages;

/// <summary>The messages of a consumer group cannot be read, with a stable id and the way out.</summary>
/// <param name="errorId">Stable and PascalCase, such as ConsumerGroupNotFound.</param>
/// <param name="value">What the user gave.</param>
/// <param name="message">What is wrong, in one sentence that names it.</param>
/// <param name="recommendedAction">What to do instead.</param>
internal sealed class MessageStreamException(string errorId, string? value, string message, string recommendedAction) : Exception(message)
{
    /// <summary>Stable and PascalCase, such as ConsumerGroupNotFound.</summary>
    public string ErrorId { get; } = errorId;

    /// <summary>What the user gave.</summary>
    public string? Value { get; } = value;

    /// <summary>What to do instead.</summary>
    public string RecommendedAction { get; } = recommendedAction;
}
