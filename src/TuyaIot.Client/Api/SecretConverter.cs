using System;
using System.Security;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TuyaIot.Api;

/// <summary>Reads a secret as it is, and keeps it where no text, view or log shows it.</summary>
internal sealed class SecretConverter : JsonConverter<SecureString?>
{
    public override SecureString? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument value = JsonDocument.ParseValue(ref reader);
        if (value.RootElement.ValueKind is not (JsonValueKind.String or JsonValueKind.Number) || value.RootElement.ToString() is not { Length: > 0 } text)
        {
            return null;
        }

        SecureString secret = new();
        foreach (char c in text)
        {
            secret.AppendChar(c);
        }

        secret.MakeReadOnly();
        return secret;
    }

    public override void Write(Utf8JsonWriter writer, SecureString? value, JsonSerializerOptions options) => writer.WriteNullValue();
}
