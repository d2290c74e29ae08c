using System;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TuyaIot.Api;

/// <summary>Reads the fields of a reply.</summary>
internal static class ApiReply
{
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
}
