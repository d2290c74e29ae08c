using System;
using System.Text;
using System.Text.RegularExpressions;

namespace TuyaIot.Replies;

/// <summary>
/// JSON allows an escape such as \ud800 without the other half of its pair, and System.Text.Json then throws where the text is
/// read. Written as \\ud800 it is a text that shows what came, as <see cref="LogSanitizer"/> shows such a character elsewhere.
/// </summary>
internal static class HalfSurrogates
{
    /// <param name="json">JSON, or what is meant as such.</param>
    /// <returns>The same in which each half of a pair is written out.</returns>
    public static ReadOnlyMemory<byte> WriteOut(ReadOnlyMemory<byte> json) =>
        json.Span.IndexOf("\\ud"u8) < 0 && json.Span.IndexOf("\\uD"u8) < 0
            ? json
            : Encoding.UTF8.GetBytes(Patterns.Escape.Replace(
                Encoding.UTF8.GetString(json.ToArray()),
                static escape => escape.Groups["half"].Success ? @"\" + escape.Value : escape.Value));

    /// <summary>A class of its own, because hardly any reply needs it.</summary>
    private static class Patterns
    {
        /// <summary>A whole pair, a half without the other, and any other escape, so that \ud800 is not taken for one.</summary>
        public static readonly Regex Escape = new(
            @"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.", RegexOptions.CultureInvariant);
    }
}
