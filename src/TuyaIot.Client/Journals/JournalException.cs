using System;

namespace TuyaIot.Journals;

/// <summary>A journal that cannot be used, with a stable id and the way out.</summary>
internal sealed class JournalException(string errorId, string path, string message, string recommendedAction, Exception? inner = null)
    : Exception(message, inner)
{
    public string ErrorId { get; } = errorId;

    public string Path { get; } = path;

    public string RecommendedAction { get; } = recommendedAction;
}
