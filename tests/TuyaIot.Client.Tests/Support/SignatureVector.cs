using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace TuyaIot.Client.Tests.Support;

/// <summary>One published signature with what it was made from.</summary>
internal sealed record SignatureVector(
    string Name, string Method, string Secret, IReadOnlyDictionary<string, string> Parameters, string StringToSign, string Signature)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    internal static IReadOnlyList<SignatureVector> All { get; } = ReadAll();

    private static SignatureVector[] ReadAll()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "Data", "signature-vectors.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        return
        [
            .. document.RootElement.GetProperty("vectors").EnumerateArray()
                .Select(static vector => vector.Deserialize<SignatureVector>(Web)!),
        ];
    }
}
