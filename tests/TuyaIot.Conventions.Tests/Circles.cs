using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Conventions.Tests;

/// <summary>The circles of a graph.</summary>
internal static class Circles
{
    /// <summary>The arrows that are part of a circle, as from -> to.</summary>
    internal static IEnumerable<string> Find(IEnumerable<(string From, string To)> arrows)
    {
        ILookup<string, string> graph = arrows.Distinct().ToLookup(static arrow => arrow.From, static arrow => arrow.To);
        return graph.SelectMany(from => from.Where(to => Reach(graph, to).Contains(from.Key)).Select(to => $"{from.Key} -> {to}"));
    }

    private static HashSet<string> Reach(ILookup<string, string> graph, string from)
    {
        HashSet<string> reached = [from];
        Stack<string> open = new(reached);
        while (open.TryPop(out string? next))
        {
            foreach (string known in graph[next].Where(reached.Add))
            {
                open.Push(known);
            }
        }

        return reached;
    }
}
