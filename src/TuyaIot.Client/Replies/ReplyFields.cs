using System;

namespace TuyaIot.Replies;

/// <summary>The fields that every reply of the API has, found by name without regard to case: the API's own casing varies.</summary>
internal sealed class ReplyFields
{
    public bool? Success { get; private set; }

    public string? Code { get; private set; }

    public string? ErrorMessage { get; private set; }

    public string? RequestId { get; private set; }

    public bool HasAny => Success is not null || Code is not null || ErrorMessage is not null || RequestId is not null;

    /// <summary>An empty value is no value: the OTA actions answer with an empty code where there is no error.</summary>
    public void Take(string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return;
        }

        if (Is(name, "Success"))
        {
            Success = bool.TryParse(value, out bool verdict) ? verdict : Success;
        }
        else if (Is(name, "Code"))
        {
            Code ??= value;
        }
        else if (Is(name, "ErrorMessage") || Is(name, "Message"))
        {
            ErrorMessage ??= value;
        }
        else if (Is(name, "RequestId"))
        {
            RequestId ??= value;
        }
    }

    private static bool Is(string name, string field) => string.Equals(name, field, StringComparison.OrdinalIgnoreCase);
}
