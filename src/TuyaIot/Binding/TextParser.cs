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
        if (DeviceNameParser.IsObjectText(text))
        {
            throw new IotArgumentException(
                $"Invalid{parameter}",
                value,
                $"{parameter} '{LogSanitizer.Clean(text)}' is an object that turned into text.",
                $"Give the property of the object that is the {parameter}.");
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\uFFFD' || IsRefused(CharUnicodeInfo.GetUnicodeCategory(text, i)))
            {
                throw new IotArgumentException(
                    $"Invalid{parameter}",
                    value,
                    $"{parameter} '{LogSanitizer.Clean(text)}' holds a control or an invisible character, or half of a surrogate pair.",
                    "Type the value again, without the character that is shown by its code.");
            }

            i += char.IsHighSurrogate(text[i]) ? 1 : 0;
        }

        return text;
    }

    /// <summary>Half a pair, whose category is Surrogate, would become U+FFFD on the wire, and two names one.</summary>
    private static bool IsRefused(UnicodeCategory category) => category is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
