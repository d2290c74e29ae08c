using System.Globalization;
using System.Linq;
using TuyaIot.Errors;
using TuyaIot.Replies;

namespace TuyaIot.Binding;

/// <summary>Parses nicknames of devices by the documented rule, before anything is sent.</summary>
internal static class NicknameParser
{
    private const int MinLength = 4;

    /// <summary>CJK radicals, the first block of what counts as two.</summary>
    private const char FirstWide = '\u2E80';

    /// <summary>The nickname, trimmed; empty for a blank.</summary>
    /// <exception cref="IotArgumentException">It is too short or too long, or holds a character that nobody sees.</exception>
    public static string Parse(string? value, int maxLength)
    {
        string nickname = TextParser.Parse("Nickname", value);
        int length = nickname.Sum(static c => c >= FirstWide && !char.IsSurrogate(c) ? 2 : 1);
        return length == 0 || (length >= MinLength && length <= maxLength) ? nickname : throw new IotArgumentException(
            "InvalidNickname",
            value,
            string.Format(
                CultureInfo.InvariantCulture,
                "'{0}' cannot be a nickname: it has {1} characters, of which a Chinese, Japanese or Korean one counts as two.",
                LogSanitizer.Clean(nickname),
                length),
            string.Format(CultureInfo.InvariantCulture, "Give a nickname of {0} to {1} characters.", MinLength, maxLength));
    }
}
