using System;

namespace TuyaIot.Errors;

/// <summary>A value from the user that cannot be used, with a stable id, the value itself and the way out.</summary>
/// <param name="errorId">Stable and PascalCase, such as InvalidEndpoint.</param>
/// <param name="value">What the user gave.</param>
/// <param name="message">What is wrong with it, in one sentence that names it.</param>
/// <param name="recommendedAction">What to do instead.</param>
internal sealed class IotArgumentException(string errorId, object? value, string message, string recommendedAction)
    : ArgumentException(message)
{
    /// <summary>Stable and PascalCase, such as InvalidEndpoint.</summary>
    public string ErrorId { get; } = errorId;

    /// <summary>What the user gave.</summary>
    public object? Value { get; } = value;

    /// <summary>What to do instead.</summary>
    public string RecommendedAction { get; } = recommendedAction;
}
