using System.Collections.Generic;
using System.Globalization;
using TuyaIot.Simulator.Protocol;

namespace TuyaIot.Simulator.Actions;

/// <summary>PageSize and CurrentPage of a query.</summary>
internal readonly record struct Paging(int Size, int Page)
{
    private const int DefaultSize = 10;

    /// <summary>The number of entries before the page.</summary>
    internal long Skipped => (long)Size * (Page - 1);

    /// <summary>The number of entries up to the end of the page.</summary>
    internal long End => (long)Size * Page;

    internal static ActionReply? Read(RequestParameters parameters, int maxSize, out Paging paging)
    {
        bool isValid = TryParse(parameters["PageSize"], DefaultSize, out int size) & TryParse(parameters["CurrentPage"], 1, out int page);
        paging = new Paging(size, page);
        return isValid && size >= 1 && size <= maxSize && page >= 1
            ? null
            : Refuse($"PageSize is 1 to {maxSize}, CurrentPage is 1 or more.");
    }

    internal static ActionReply Refuse(string reason) => ActionReply.Failed("iot.common.InvalidPageParams", reason);

    internal int CountPages(int total) => (total + Size - 1) / Size;

    /// <summary>The page's part of all entries.</summary>
    internal IEnumerable<T> PageOf<T>(IReadOnlyList<T> all)
    {
        for (long i = Skipped; i < End && i < all.Count; i++)
        {
            yield return all[(int)i];
        }
    }

    private static bool TryParse(string? text, int defaultValue, out int value)
    {
        value = defaultValue;
        return string.IsNullOrEmpty(text) || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
