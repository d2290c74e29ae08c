using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TuyaIot.Api;

/// <summary>Reads the fields of a reply.</summary>
internal static class ApiReply
{
    /// <summary>The same for the calls.</summary>
    public static IFieldReader Fields { get; } = new Reader();

    /// <summary>Null where there is no reply, or where it has another form than documented.</summary>
    public static TReply? Read<TReply>(JsonElement? body)
        where TReply : class
    {
        try
        {
            return body?.Deserialize((JsonTypeInfo<TReply>)ApiJson.Default.GetTypeInfo(typeof(TReply))!);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }

    private sealed class Reader : IFieldReader
    {
        public T? Read<T>(JsonElement json)
            where T : class =>
            ApiReply.Read<T>(json);

        public IReadOnlyList<T?>? ReadAll<T>(JsonElement array)
            where T : class =>
            ApiJson.Default.GetTypeInfo(typeof(T[])) is null ? null : ApiReply.Read<T[]>(array);
    }
}
