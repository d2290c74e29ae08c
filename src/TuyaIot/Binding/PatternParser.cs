using System.Management.Automation;
using TuyaIot.Errors;
using TuyaIot.Replies;

namespace TuyaIot.Binding;

/// <summary>Parses a name with wildcards.</summary>
internal static class PatternParser
{
    /// <exception cref="IotArgumentException">It is no pattern.</exception>
    public static WildcardPattern Parse(
        string parameter, string text, WildcardOptions options = WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)
    {
        try
        {
            WildcardPattern pattern = WildcardPattern.Get(text, options);

            // The engine reads a pattern where it is used first.
            pattern.IsMatch(string.Empty);
            return pattern;
        }
        catch (WildcardPatternException)
        {
            throw new IotArgumentException(
                $"Invalid{parameter}",
                text,
                $"{parameter} '{LogSanitizer.Clean(text)}' is not a pattern: its brackets do not hold a range of characters.",
                "Write [ab] or [a-z] for one of several characters, or a backtick before a bracket that is part of the name.");
        }
    }
}
