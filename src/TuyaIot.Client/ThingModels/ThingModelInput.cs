namespace TuyaIot.ThingModels;

/// <summary>The values of a command that a thing model describes: the input of a service, or properties.</summary>
/// <param name="Parameter">The parameter of the API that carries them.</param>
/// <param name="Service">The service whose input they are; null for properties.</param>
/// <param name="Json">The values, as a JSON object.</param>
/// <param name="IsVerbatim">Whether the user wrote the JSON text, which is then sent byte for byte.</param>
internal sealed record ThingModelInput(string Parameter, string? Service, string Json, bool IsVerbatim);
