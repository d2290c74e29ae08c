using System.Collections.Generic;
using System.Text.Json;

namespace TuyaIot.Api;

/// <summary>
/// Reads a list in a reply: an array, or an object with the array in it, of which the platform's pages show both. Each item comes with its
/// JSON text, whose secrets are masked.
/// </summary>
internal static class ApiList
{
    /// <summary>The items; none where there is no list; null where the list has another form. What is no item in it is left out.</summary>
    public static IReadOnlyList<(TItem Item, string Raw)>? Read<TItem>(JsonElement? list)
        where TItem : class
    {
        if (list is not JsonElement json || json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return [];
        }

        if (json.ValueKind is JsonValueKind.Object)
        {
            return ReadWrapped<TItem>(json);
        }

        if (json.ValueKind is not JsonValueKind.Array)
        {
            return null;
        }

        List<(TItem, string)> items = new(json.GetArrayLength());
        foreach (JsonElement item in json.EnumerateArray())
        {
            if (item.ValueKind is JsonValueKind.Object && ApiReply.Read<TItem>(item) is TItem read)
            {
                items.Add((read, RawJson.Mask(item)));
            }
        }

        return items;
    }

    private static IReadOnlyList<(TItem Item, string Raw)>? ReadWrapped<TItem>(JsonElement json)
        where TItem : class
    {
        bool isEmpty = true;
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.Array)
            {
                return Read<TItem>(property.Value);
            }

            isEmpty = false;
        }

        return isEmpty ? [] : null;
    }
}
