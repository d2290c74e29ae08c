using System.Text.Json.Serialization;

namespace TuyaIot.Api;

/// <summary>
/// How replies are read. Keys are found in any case and numbers may come as text: the platform's pages differ in both. A new query
/// adds its reply here.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(QueryProductReply))]
internal sealed partial class ApiJson : JsonSerializerContext;
