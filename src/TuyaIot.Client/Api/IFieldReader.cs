using System.Collections.Generic;
using System.Text.Json;

namespace TuyaIot.Api;

/// <summary>Reads the fields of JSON objects. The calls are given one, since what reads all replies knows all calls.</summary>
internal interface IFieldReader
{
    /// <summary>Null where the object has another form than documented.</summary>
    T? Read<T>(JsonElement json)
        where T : class;

    /// <summary>The objects of an array at once, which takes half the time; null where they must be read one by one.</summary>
    IReadOnlyList<T?>? ReadAll<T>(JsonElement array)
        where T : class;
}
