using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using TuyaIot.Compatibility;

namespace TuyaIot.Replies;

/// <summary>
/// Makes a text from a network, a file or a user's row fit to be kept and shown: secrets are masked, characters that hide or
/// drive a terminal are written out, and the length is limited.
/// </summary>
internal static class LogSanitizer
{
    public const int MaxLength = 500;

    public const string Mask = "********";

    /// <summary>Letters and marks that Unicode does not call format characters and that nobody sees.</summary>
    private const string InvisibleLetters = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u2800\u3164\uFFA0";

    private static readonly string[] SecretNameEndings = ["Signature", "Token", "Secret", "Password", "Passwd", "Pwd"];

    /// <summary>The text as it may be kept and shown; null for a blank one. A short and harmless text is returned as it is.</summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // Nearly every text is like this: the id of a request that was accepted.
        if (text!.Length <= MaxLength && RuntimeCompat.UnreservedPrefix(text) == text.Length)
        {
            return text;
        }

        string line = text.Replace('\r', ' ').Replace('\n', ' ').Replace('\t', ' ');
        return Cut(MakeVisible(MaskSecrets(line).Trim()), MaxLength);
    }

    /// <summary>
    /// A text that is a value, such as a product's description: secrets are masked and hidden characters written out as in a message, but
    /// it keeps its length and its line breaks.
    /// </summary>
    public static string CleanValue(string text)
    {
        if (IsHarmless(text))
        {
            return text;
        }

        return MakeVisible(MaskSecrets(text), keepsLineBreaks: true);
    }

    /// <summary>The text with \u200B and the like in place of characters that nobody sees or that change how others are seen.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keepsLineBreaks">Whether line breaks and tabs stay as they are.</param>
    public static string MakeVisible(string text, bool keepsLineBreaks = false)
    {
        StringBuilder? visible = null;
        for (int i = 0; i < text.Length; i++)
        {
            int units = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            if (text[i] is (>= ' ' and <= '~') || IsVisible(text, i) || (keepsLineBreaks && text[i] is '\r' or '\n' or '\t'))
            {
                visible?.Append(text, i, units);
            }
            else
            {
                visible ??= new StringBuilder(text, 0, i, text.Length + 16);
                foreach (char unit in text.Substring(i, units))
                {
                    visible.AppendFormat(CultureInfo.InvariantCulture, "\\u{0:X4}", (int)unit);
                }
            }

            i += units - 1;
        }

        return visible?.ToString() ?? text;
    }

    /// <summary>Whether a field or a parameter of this name holds a secret. NextToken, which turns pages, does not.</summary>
    public static bool IsSecretName(string name) =>
        SecretNameEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        && !name.EndsWith("NextToken", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether every character is visible and none of those that stand between a secret's name and its value.</summary>
    private static bool IsHarmless(string text)
    {
        for (int i = RuntimeCompat.UnreservedPrefix(text); i < text.Length; i++)
        {
            if (text[i] is < ' ' or > '~' or '=' or ':' or '>' or '%')
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsVisible(string text, int index) =>
        InvisibleLetters.AsSpan().IndexOf(text[index]) < 0
        && CharUnicodeInfo.GetUnicodeCategory(text, index) is not (
            UnicodeCategory.Control
            or UnicodeCategory.Format
            or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator);

    private static string MaskSecrets(string text) => text.Any(static c => c is '=' or ':' or '>' or '%' or '\uFF1A' or '\uFF1D')
        ? Patterns.Url.Replace(Patterns.NamedSecret.Replace(text, $"$1{Mask}"), MaskUserInfo)
        : text;

    /// <summary>Everything up to the last at sign: a password may have one too.</summary>
    private static string MaskUserInfo(Match url)
    {
        int start = url.Groups[1].Index - url.Index;
        Match at = Patterns.LastAtSign.Match(url.Groups[1].Value);
        return at.Success
            ? $"{url.Value.Substring(0, start)}{Mask}{url.Value.Substring(start + at.Index)}"
            : url.Value;
    }

    private static string Cut(string text, int length) => text.Length <= length
        ? text
        : text.Substring(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length);

    /// <summary>
    /// The time of each grows with the length of the text and not with its square, because a whole reply may be one text. A class
    /// of its own, because most runs never need a pattern and making one takes milliseconds.
    /// </summary>
    private static class Patterns
    {
        /// <summary>What may stand around the sign between a name and its value: blanks and quotes, encoded or not.</summary>
        private const string Filler = @"(?:[\s""'\\]|&quot;|%(?:25)*2[027])*";

        /// <summary>Equals sign, colon or the end of a tag, also percent-encoded any number of times.</summary>
        private const string Sign = @"(?:[=:>\uFF1A\uFF1D]|%(?:25)*3[DA])";

        /// <summary>In quotes all that stands between them; else up to the next sign that ends a value, encoded or not.</summary>
        private const string Value = @"(?:(?<="")[^""]+|(?<=')[^']+|(?:(?!%(?:25)*2[0267]|&quot;)[^\s&""'<>,;\\)}\]])+)";

        private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

        /// <summary>Signature=…, "SecurityToken": "…", Signature%253D…, Authorization: Basic … and the like.</summary>
        public static readonly Regex NamedSecret = new(
            $"((?:Signature|(?<!Next)Token|Secret|Passw(?:or)?d|Pwd|Authorization){Filler}{Sign}{Filler}(?:(?:Basic|Bearer)\\s+)?){Value}",
            Options);

        /// <summary>A URL; the group is what follows the two slashes.</summary>
        public static readonly Regex Url = new(@"(?::|%(?:25)*3A)(?:/|%(?:25)*2F){2}([^\s""'<>]*)", Options);

        /// <summary>The sign between a user and a host.</summary>
        public static readonly Regex LastAtSign = new("@|%(?:25)*40", Options | RegexOptions.RightToLeft);
    }
}
