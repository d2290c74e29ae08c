using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace TuyaIot.ThingModels;

/// <summary>
/// Writes whole numbers with a decimal place where a thing model says FLOAT or DOUBLE: 10.0, never 10. Nothing else is changed.
/// </summary>
internal static class ThingModelWriter
{
    /// <param name="input">The values.</param>
    /// <param name="modelOf">The model of a custom module, or of the default module for null.</param>
    public static string Write(ThingModelInput input, Func<string?, ThingModel> modelOf)
    {
        byte[] json = Encoding.UTF8.GetBytes(input.Json);
        List<int> places = [];
        Utf8JsonReader reader = new(json);
        reader.Read();
        FindInMembers(ref reader, TypesOf(input, modelOf), places);
        if (places.Count == 0)
        {
            return input.Json;
        }

        StringBuilder written = new(input.Json.Length + (2 * places.Count));
        int start = 0;
        foreach (int place in places)
        {
            written.Append(Encoding.UTF8.GetString(json, start, place - start)).Append(".0");
            start = place;
        }

        return written.Append(Encoding.UTF8.GetString(json, start, json.Length - start)).ToString();
    }

    private static Func<string, ThingDataType?> TypesOf(ThingModelInput input, Func<string?, ThingModel> modelOf)
    {
        if (input.Service is not string identifier)
        {
            return name => modelOf(ModuleIdentifier.Parse(name).Module).FindProperty(name)?.Value.Type;
        }

        ThingService? service = modelOf(ModuleIdentifier.Parse(identifier).Module).FindService(identifier);
        return name => service?.Input.FirstOrDefault(value => value.Identifier == name)?.Type;
    }

    private static void FindInMembers(ref Utf8JsonReader reader, Func<string, ThingDataType?> typeOf, List<int> places)
    {
        for (reader.Read(); reader.TokenType is JsonTokenType.PropertyName; reader.Read())
        {
            ThingDataType? type = typeOf(reader.GetString()!);
            reader.Read();
            if (type is null)
            {
                reader.Skip();
            }
            else
            {
                FindInValue(ref reader, type, places);
            }
        }
    }

    private static void FindInValue(ref Utf8JsonReader reader, ThingDataType type, List<int> places)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when type.IsFloatingPoint && reader.ValueSpan.IndexOf((byte)'.') < 0:
                int exponent = reader.ValueSpan.IndexOfAny((byte)'e', (byte)'E');
                places.Add((int)reader.TokenStartIndex + (exponent < 0 ? reader.ValueSpan.Length : exponent));
                break;
            case JsonTokenType.StartObject:
                FindInMembers(ref reader, name => type.FindMember(name)?.Type, places);
                break;
            case JsonTokenType.StartArray when type.Item is null:
                reader.Skip();
                break;
            case JsonTokenType.StartArray:
                for (reader.Read(); reader.TokenType is not JsonTokenType.EndArray; reader.Read())
                {
                    FindInValue(ref reader, type.Item!, places);
                }

                break;
        }
    }
}
