using System.Text.Json;
using TuyaIot.ThingModels;

namespace TuyaIot.Client.Tests.Support;

/// <summary>One thing model in both of its forms.</summary>
internal static class Models
{
    /// <summary>The form with dataType as text and dataSpecs beside it.</summary>
    internal const string WithSpecs = """
        {
          "_ppk": { "version": "1700000000001", "description": "" }, "productKey": "pk1", "std": 1,
          "functionBlocks": [{ "productKey": "pk1", "functionBlockId": "testFb", "functionBlockName": "Test module" }],
          "properties": [
            { "identifier": "level", "name": "Level", "dataType": "DOUBLE", "rwFlag": "READ_WRITE", "required": false, "custom": true,
              "dataSpecs": { "dataType": "DOUBLE", "min": "0", "max": "100", "step": "0.5", "precise": 2, "unit": "%", "unitName": "percent" } },
            { "identifier": "count", "name": "Count", "dataType": "INT", "rwFlag": "READ_WRITE",
              "dataSpecs": { "dataType": "INT", "min": "-10", "max": "10", "step": "5" } },
            { "identifier": "mode", "name": "Mode", "dataType": "ENUM", "rwFlag": "READ_ONLY",
              "dataSpecsList": [{ "dataType": "ENUM", "name": "idle", "value": 0 }, { "dataType": "ENUM", "name": "run", "value": 1 }] },
            { "identifier": "power", "name": "Power", "dataType": "BOOL", "rwFlag": "READ_WRITE",
              "dataSpecsList": [{ "dataType": "BOOL", "name": "off", "value": 0 }, { "dataType": "BOOL", "name": "on", "value": 1 }] },
            { "identifier": "label", "name": "Label", "dataType": "TEXT", "rwFlag": "READ_WRITE", "dataSpecs": { "dataType": "TEXT", "length": 8 } },
            { "identifier": "since", "name": "Since", "dataType": "DATE", "rwFlag": "READ_WRITE", "dataSpecs": { "dataType": "DATE" } },
            { "identifier": "place", "name": "Place", "dataType": "STRUCT", "rwFlag": "READ_WRITE", "dataSpecsList": [
              { "dataType": "STRUCT", "identifier": "lat", "name": "Latitude", "childDataType": "FLOAT", "childName": "Latitude",
                "dataSpecs": { "dataType": "FLOAT", "min": "-90", "max": "90", "step": "0.1", "unit": "°" } },
              { "dataType": "STRUCT", "identifier": "side", "name": "Side", "childDataType": "ENUM",
                "dataSpecsList": [{ "name": "left", "value": 0 }, { "name": "right", "value": 1 }] }] },
            { "identifier": "levels", "name": "Levels", "dataType": "ARRAY", "rwFlag": "READ_WRITE",
              "dataSpecs": { "dataType": "ARRAY", "size": 3, "childDataType": "FLOAT", "dataSpecs": { "dataType": "FLOAT", "min": "0", "max": "9" } } },
            { "identifier": "spots", "name": "Spots", "dataType": "ARRAY", "rwFlag": "READ_WRITE",
              "dataSpecs": { "dataType": "ARRAY", "size": "2", "childDataType": "STRUCT", "dataSpecsList": [
                { "dataType": "STRUCT", "identifier": "x", "childDataType": "DOUBLE", "dataSpecs": { "min": "0", "max": "1" } }] } }
          ],
          "services": [
            { "identifier": "openValve", "serviceName": "Open valve", "callType": "ASYNC", "required": false,
              "inputParams": [
                { "identifier": "flow", "name": "Flow", "dataType": "FLOAT", "direction": "PARAM_INPUT", "paraOrder": 1,
                  "dataSpecs": { "dataType": "FLOAT", "min": "0.5", "max": "20", "unit": "l/min" } },
                { "identifier": "seconds", "name": "Seconds", "dataType": "INT", "direction": "PARAM_INPUT", "paraOrder": 0, "required": true,
                  "dataSpecs": { "dataType": "INT", "min": "1", "max": "600", "step": "1", "unit": "s", "unitName": "second" } }],
              "outputParams": [{ "identifier": "done", "name": "Done", "dataType": "BOOL", "paraOrder": 0,
                "dataSpecsList": [{ "name": "no", "value": 0 }, { "name": "yes", "value": 1 }] }] }
          ],
          "events": [
            { "identifier": "leak", "eventName": "Leak", "eventType": "ALERT_EVENT_TYPE", "required": true,
              "outputdata": [{ "identifier": "at", "name": "At", "dataType": "DATE", "dataSpecs": {} }] }
          ]
        }
        """;

    /// <summary>The form with dataType as an object.</summary>
    internal const string WithTypes = """
        {
          "schema": "https://example.org/schema.json", "profile": { "productKey": "pk1", "version": "1700000000001" },
          "properties": [
            { "identifier": "level", "name": "Level", "accessMode": "rw", "required": false,
              "dataType": { "type": "double", "specs": { "min": "0", "max": "100", "step": "0.5", "unit": "%", "unitName": "percent" } } },
            { "identifier": "count", "name": "Count", "accessMode": "rw", "dataType": { "type": "int", "specs": { "min": -10, "max": 10, "step": 5 } } },
            { "identifier": "mode", "name": "Mode", "accessMode": "r", "dataType": { "type": "enum", "specs": { "0": "idle", "1": "run" } } },
            { "identifier": "power", "name": "Power", "accessMode": "rw", "dataType": { "type": "bool", "specs": { "0": "off", "1": "on" } } },
            { "identifier": "label", "name": "Label", "accessMode": "rw", "dataType": { "type": "text", "specs": { "length": "8" } } },
            { "identifier": "since", "name": "Since", "accessMode": "rw", "dataType": { "type": "date", "specs": {} } },
            { "identifier": "place", "name": "Place", "accessMode": "rw", "dataType": { "type": "struct", "specs": [
              { "identifier": "lat", "name": "Latitude", "dataType": { "type": "float", "specs": { "min": "-90", "max": "90", "step": "0.1", "unit": "°" } } },
              { "identifier": "side", "name": "Side", "dataType": { "type": "enum", "specs": { "0": "left", "1": "right" } } }] } },
            { "identifier": "levels", "name": "Levels", "accessMode": "rw", "dataType": { "type": "array",
              "specs": { "size": "3", "item": { "type": "float", "specs": { "min": "0", "max": "9" } } } } },
            { "identifier": "spots", "name": "Spots", "accessMode": "rw", "dataType": { "type": "array", "specs": { "size": "2", "item": { "type": "struct", "specs": [
              { "identifier": "x", "dataType": { "type": "double", "specs": { "min": "0", "max": "1" } } }] } } } }
          ],
          "services": [
            { "identifier": "openValve", "name": "Open valve", "callType": "async", "required": false, "method": "thing.service.openValve",
              "inputData": [
                { "identifier": "seconds", "name": "Seconds", "required": "true",
                  "dataType": { "type": "int", "specs": { "min": "1", "max": "600", "step": "1", "unit": "s", "unitName": "second" } } },
                { "identifier": "flow", "name": "Flow", "dataType": { "type": "float", "specs": { "min": "0.5", "max": "20", "unit": "l/min" } } }],
              "outputData": [{ "identifier": "done", "name": "Done", "dataType": { "type": "bool", "specs": { "0": "no", "1": "yes" } } }] }
          ],
          "events": [
            { "identifier": "leak", "name": "Leak", "type": "alert", "required": true, "method": "thing.event.leak.post",
              "outputData": [{ "identifier": "at", "name": "At", "dataType": { "type": "date", "specs": {} } }] }
          ],
          "functionBlocks": [{ "functionBlockId": "testFb", "functionBlockName": "Test module" }]
        }
        """;

    internal static ThingModel Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return ThingModelParser.Parse(document.RootElement, "pk1");
    }
}
