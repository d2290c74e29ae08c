using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Conventions.Tests;

/// <summary>What is left of a graph once everything is taken away that knows nobody, or that nobody knows.</summary>
internal static class Circles
{
    /// <summary>The arrows of all circles, as from -> to.</summary>
    internal static IEnumerable<string> Find(IEnumerable<(string From, string To)> arrows)
    {
        HashSet<(string From, string To)> left = [.. arrows];
        int before;
        do
        {
            before = left.Count;
            HashSet<string> known = [.. left.Select(static arrow => arrow.To)];
            HashSet<string> knowing = [.. left.Select(static arrow => arrow.From)];
            left.RemoveWhere(arrow => !known.Contains(arrow.From) || !knowing.Contains(arrow.To));
        }
        while (left.Count < before);
        return left.Select(static arrow => $"{arrow.From} -> {arrow.To}");
    }
}
