using System.Management.Automation;
using TuyaIot.Journals;
using TuyaIot.Messages;

namespace TuyaIot.Errors;

/// <summary>The shape of every error of the module: a stable id, a fitting category, the user's own value and the way out.</summary>
internal static class IotError
{
    internal static ErrorRecord Create(string errorId, ErrorCategory category, object? target, string message, string recommendedAction)
    {
        IotException exception = new(errorId, message);
        return new(exception, errorId, category, target)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = recommendedAction },
        };
    }

    internal static ErrorRecord From(IotArgumentException exception) => Create(
        exception.ErrorId, CategoryOf(exception.ErrorId), exception.Value, exception.Message, exception.RecommendedAction);

    internal static ErrorRecord From(JournalException exception) => Create(
        exception.ErrorId, CategoryOf(exception.ErrorId), exception.Path, exception.Message, exception.RecommendedAction);

    internal static ErrorRecord From(MessageStreamException exception) => Create(
        exception.ErrorId, CategoryOf(exception.ErrorId), exception.Value, exception.Message, exception.RecommendedAction);

    private static ErrorCategory CategoryOf(string errorId) => errorId switch
    {
        "NoCredential" or "IncompleteEnvironment" or "MessageAccessRefused" => ErrorCategory.AuthenticationError,
        "CredentialNotFound" or "JournalNotFound" or "ConsumerGroupNotFound" => ErrorCategory.ObjectNotFound,
        "MessageTooLarge" or "ConsumerGroupFull" => ErrorCategory.LimitsExceeded,
        "JournalInUse" or "ConsumerGroupInUse" => ErrorCategory.ResourceBusy,
        "GatewayUnreachable" or "SecureConnectionFailed" => ErrorCategory.ConnectionError,
        "MessagesNotSupported" => ErrorCategory.NotImplemented,
        "JournalNotWritable" => ErrorCategory.WriteError,
        "JournalDamaged" or "JournalOfAnotherCommand" or "JournalVersionNotSupported" or "ThingModelUnreadable" => ErrorCategory.InvalidData,
        "ThingModelUnavailable" => ErrorCategory.ResourceUnavailable,
        _ => ErrorCategory.InvalidArgument,
    };
}
