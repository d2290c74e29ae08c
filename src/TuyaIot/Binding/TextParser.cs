using System.Globalization;
using TuyaIot.Errors;
using TuyaIot.Replies;

namespace TuyaIot.Binding;

/// <summary>Parses a text that names something in the API, such as a product or a service.</summary>
internal static class TextParser
{
    /// <summary>The text, trimmed.</summary>
    /// <exception cref="IotArgumentException">It holds a character that nobody sees, or that could drive a terminal.</exception>
    public static string Parse(string parameter, string? value)
    {
        string text = value?.Trim() ?? string.Empty;
        foreach (char c in text)
        {
            if (char.IsControl(c) || c == '\uFFFD'
                || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                throw new IotArgumentException(
                    $"Invalid{parameter}",
                    value,
                    $"{parameter} '{LogSanitizer.Clean(text)}' holds a control or an invisible character.",
                    "Type the value again, without the character that is shown by its code.");
            }
        }

        return text;
    }
}
