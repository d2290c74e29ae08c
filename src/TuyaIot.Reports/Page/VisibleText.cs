using System.Linq;
using System.Xml;

namespace TuyaIot.Reports.Page;

/// <summary>Text that a page can show: what no page may hold, or nobody can see, becomes the sign for it.</summary>
internal static class VisibleText
{
    private const char Replacement = '\uFFFD';

    public static string Of(string text)
    {
        bool isFine = true;
        for (int i = 0; isFine && i < text.Length; i++)
        {
            isFine = IsFine(text, i);
        }

        return isFine ? text : new string([.. text.Select((character, i) => IsFine(text, i) ? character : Replacement)]);
    }

    private static bool IsFine(string text, int i)
    {
        char character = text[i];
        return char.IsSurrogate(character)
            ? IsPair(text, i) || (i > 0 && IsPair(text, i - 1))
            : XmlConvert.IsXmlChar(character) && !char.IsControl(character);
    }

    private static bool IsPair(string text, int i) => i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
}
