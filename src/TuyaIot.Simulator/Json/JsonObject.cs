using System.Collections;
using System.Collections.Generic;

namespace TuyaIot.Simulator.Json;

/// <summary>
/// A JSON object that keeps the order of its members. A value is a JsonObject, a List of values, a string, a JsonNumber, a bool or null.
/// </summary>
internal sealed class JsonObject : IEnumerable<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _members = [];

    internal int Count => _members.Count;

    internal object? this[string name]
    {
        get => _members.Find(member => member.Key == name).Value;
        set => _members.Add(new(name, value));
    }

    internal bool Has(string name) => _members.Exists(member => member.Key == name);

    internal void AddAll(JsonObject? other) => _members.AddRange(other?._members ?? []);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
