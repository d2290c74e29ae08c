using System;
using System.Management.Automation;
using TuyaIot.Journals;

namespace TuyaIot.Errors;

/// <summary>The shape of every error of the module: a stable id, a fitting category, the user's own value and the way out.</summary>
internal static class IotError
{
    internal static ErrorRecord Create(
        string errorId,
        ErrorCategory category,
        object? target,
        string message,
        string recommendedAction,
        Exception? inner = null) =>
        new(new InvalidOperationException(message, inner), errorId, category, target)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = recommendedAction },
        };

    internal static ErrorRecord From(IotArgumentException exception) =>
        new(exception, exception.ErrorId, CategoryOf(exception), exception.Value)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = exception.RecommendedAction },
        };

    internal static ErrorRecord From(JournalException exception)
    {
        ErrorCategory category = exception.ErrorId switch
        {
            "JournalInUse" => ErrorCategory.ResourceBusy,
            "JournalNotWritable" => ErrorCategory.WriteError,
            "JournalNotFound" => ErrorCategory.ObjectNotFound,
            _ => ErrorCategory.InvalidData,
        };
        return new ErrorRecord(exception, exception.ErrorId, category, exception.Path)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = exception.RecommendedAction },
        };
    }

    private static ErrorCategory CategoryOf(IotArgumentException exception) => exception.ErrorId switch
    {
        "NoCredential" or "IncompleteEnvironment" => ErrorCategory.AuthenticationError,
        "CredentialNotFound" => ErrorCategory.ObjectNotFound,
        _ => ErrorCategory.InvalidArgument,
    };
}
