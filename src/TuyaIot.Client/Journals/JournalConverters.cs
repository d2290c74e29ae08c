using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Journals;

/// <summary>Parameters are an object, in the order in which they were given.</summary>
internal sealed class ParametersConverter : JsonConverter<IReadOnlyList<RpcParameter>>
{
    public override IReadOnlyList<RpcParameter> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        List<RpcParameter> parameters = [];
        for (reader.Read(); reader.TokenType is JsonTokenType.PropertyName; reader.Read())
        {
            string name = reader.GetString()!;
            reader.Read();
            parameters.Add(new RpcParameter(name, reader.GetString() ?? throw new JsonException()));
        }

        return parameters;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<RpcParameter> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (RpcParameter parameter in value)
        {
            writer.WriteString(parameter.Name, parameter.Value);
        }

        writer.WriteEndObject();
    }
}

/// <summary>Device names, of which there are a hundred in a line, without a detour for each.</summary>
internal sealed class NamesConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        List<string> names = [];
        for (reader.Read(); reader.TokenType is not JsonTokenType.EndArray; reader.Read())
        {
            names.Add(reader.GetString() ?? throw new JsonException());
        }

        return names;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (int index = 0; index < value.Count; index++)
        {
            writer.WriteStringValue(value[index]);
        }

        writer.WriteEndArray();
    }
}

/// <summary>A status that this version does not know may mean anything.</summary>
internal sealed class StatusConverter : JsonConverter<DeliveryStatus>
{
    public override bool HandleNull => true;

    public override DeliveryStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        nameof(DeliveryStatus.Accepted) => DeliveryStatus.Accepted,
        nameof(DeliveryStatus.Rejected) => DeliveryStatus.Rejected,
        _ => DeliveryStatus.Unknown,
    };

    public override void Write(Utf8JsonWriter writer, DeliveryStatus value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>A status that this version does not know says nothing.</summary>
internal sealed class ExecutionStatusConverter : JsonConverter<ExecutionStatus>
{
    public override bool HandleNull => true;

    public override ExecutionStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        nameof(ExecutionStatus.Executed) => ExecutionStatus.Executed,
        nameof(ExecutionStatus.Failed) => ExecutionStatus.Failed,
        nameof(ExecutionStatus.Offline) => ExecutionStatus.Offline,
        nameof(ExecutionStatus.NoAnswer) => ExecutionStatus.NoAnswer,
        _ => ExecutionStatus.Unknown,
    };

    public override void Write(Utf8JsonWriter writer, ExecutionStatus value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>Evidence that this version does not know is none that it could name.</summary>
internal sealed class ExecutionEvidenceConverter : JsonConverter<ExecutionEvidence?>
{
    public override ExecutionEvidence? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        nameof(ExecutionEvidence.Reply) => ExecutionEvidence.Reply,
        nameof(ExecutionEvidence.PropertyReport) => ExecutionEvidence.PropertyReport,
        nameof(ExecutionEvidence.PropertyStatus) => ExecutionEvidence.PropertyStatus,
        nameof(ExecutionEvidence.StatusChange) => ExecutionEvidence.StatusChange,
        nameof(ExecutionEvidence.ServiceHistory) => ExecutionEvidence.ServiceHistory,
        _ => null,
    };

    public override void Write(Utf8JsonWriter writer, ExecutionEvidence? value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>A time span in whole milliseconds.</summary>
internal sealed class MillisecondsConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TimeSpan.FromTicks(checked(reader.GetInt64() * TimeSpan.TicksPerMillisecond));

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Ticks / TimeSpan.TicksPerMillisecond);
}

/// <summary>An endpoint in its one absolute form, however it was given.</summary>
internal sealed class EndpointConverter : JsonConverter<Uri>
{
    public override Uri Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Uri.TryCreate(reader.GetString(), UriKind.Absolute, out Uri? endpoint) ? endpoint : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Uri value, JsonSerializerOptions options) => writer.WriteStringValue(value.AbsoluteUri);
}
