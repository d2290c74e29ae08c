using System;
using System.Collections.Generic;
using System.Text.Json;

namespace TuyaIot.Api;

/// <summary>
/// Reads the lists of replies. Some are arrays, some are objects with one array in them, as in Data.List.ProductInfo: the platform's
/// pages differ, so both are found.
/// </summary>
internal static class ApiList
{
    /// <summary>How many objects may be around an array.</summary>
    private const int MaxDepth = 3;

    /// <summary>The entries of a list; null where the reply has no such list. What is no object is left out.</summary>
    /// <param name="body">The reply.</param>
    /// <param name="name">The field that is the list, or that has it in it.</param>
    /// <param name="fields">Reads the fields of an entry.</param>
    public static IReadOnlyList<ApiItem<T>>? Read<T>(JsonElement body, string name, IFieldReader fields)
        where T : class =>
        FindArray(body, name) is JsonElement list ? ReadItems<T>(list, fields) : null;

    /// <summary>The array of a list, for a caller that reads its entries later; null where the reply has no such list.</summary>
    public static JsonElement? FindArray(JsonElement body, string name) => Find(FindProperty(body, name));

    /// <summary>The entries of an array.</summary>
    public static IReadOnlyList<ApiItem<T>> ReadItems<T>(JsonElement list, IFieldReader fields)
        where T : class
    {
        List<ApiItem<T>> items = new(list.GetArrayLength());
        if (fields.ReadAll<T>(list) is { } values)
        {
            int index = 0;
            foreach (JsonElement entry in list.EnumerateArray())
            {
                if (values[index++] is T value)
                {
                    items.Add(new ApiItem<T>(value, entry));
                }
            }

            return items;
        }

        foreach (JsonElement entry in list.EnumerateArray())
        {
            if (ReadItem<T>(entry, fields) is ApiItem<T> item)
            {
                items.Add(item);
            }
        }

        return items;
    }

    /// <summary>The entries of Data.List: none where Data has no list, and null where the reply has another form.</summary>
    public static IReadOnlyList<ApiItem<T>>? ReadDataList<T>(JsonElement body, IFieldReader fields)
        where T : class
    {
        if (FindProperty(body, "Data") is not JsonElement { ValueKind: JsonValueKind.Object } data)
        {
            return null;
        }

        return FindProperty(data, "List") is not JsonElement list || list.ValueKind is JsonValueKind.Null || IsEmptyObject(list)
            ? []
            : Read<T>(data, "List", fields);
    }

    /// <summary>A field that is one object; null where the reply has no such field.</summary>
    public static ApiItem<T>? ReadOne<T>(JsonElement body, string name, IFieldReader fields)
        where T : class =>
        FindProperty(body, name) is JsonElement found ? ReadItem<T>(found, fields) : null;

    /// <summary>A property of an object, in any case; null for none.</summary>
    public static JsonElement? FindProperty(JsonElement json, string name)
    {
        if (json.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        // Nearly always a name is as documented, and is found without a text for each property.
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (TolerantValue.HasName(property, name))
            {
                return property.Value;
            }
        }

        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (TolerantValue.NameOf(property).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return null;
    }

    private static bool IsEmptyObject(JsonElement json) => json.ValueKind is JsonValueKind.Object && !json.EnumerateObject().MoveNext();

    private static ApiItem<T>? ReadItem<T>(JsonElement json, IFieldReader fields)
        where T : class =>
        json.ValueKind is JsonValueKind.Object && fields.Read<T>(json) is T value ? new ApiItem<T>(value, json) : null;

    private static JsonElement? Find(JsonElement? found)
    {
        for (int depth = 0; depth < MaxDepth && found is JsonElement { ValueKind: JsonValueKind.Object } container; depth++)
        {
            found = FindValue(container, JsonValueKind.Array) ?? FindValue(container, JsonValueKind.Object);
        }

        return found is { ValueKind: JsonValueKind.Array } ? found : null;
    }

    private static JsonElement? FindValue(JsonElement container, JsonValueKind kind)
    {
        foreach (JsonProperty property in container.EnumerateObject())
        {
            if (property.Value.ValueKind == kind)
            {
                return property.Value;
            }
        }

        return null;
    }
}

/// <summary>An entry of a reply.</summary>
/// <typeparam name="T">Its fields.</typeparam>
/// <param name="Value">Its fields. No secret is among them.</param>
/// <param name="Json">The entry as it came, secrets included.</param>
internal sealed record ApiItem<T>(T Value, JsonElement Json)
    where T : class
{
    /// <summary>The entry as JSON text. Secrets are masked.</summary>
    public string Raw => RawJson.Mask(Json);

    /// <summary>Not the JSON, which may hold a secret.</summary>
    public override string ToString() => $"{Value}";
}
