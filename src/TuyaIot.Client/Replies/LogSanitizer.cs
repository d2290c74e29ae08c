using System.Text;
using System.Text.RegularExpressions;
using TuyaIot.Signing;

namespace TuyaIot.Replies;

/// <summary>Text from outside, made fit for a log: no signature, no control characters that could drive a terminal, not endless.</summary>
internal static class LogSanitizer
{
    private const int Longest = 500;

    private static readonly Regex SignedText = new("(?<=Signature(=|%3D))[^&\\s\"]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return IsClean(text!) ? text : Rewrite(text!);
    }

    /// <summary>Nearly every text is: the id of a request that was accepted.</summary>
    private static bool IsClean(string text) => text.Length <= Longest && PercentEncoding.IsUnreserved(text);

    private static string Rewrite(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (char c in text.Length > Longest ? text.Substring(0, Longest) : text)
        {
            clean.Append(char.IsControl(c) ? ' ' : c);
        }

        return SignedText.Replace(clean.ToString(), "********").Trim();
    }
}
