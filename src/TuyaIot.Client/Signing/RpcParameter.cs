namespace TuyaIot.Signing;

/// <summary>One parameter of a request, spelled as the API spells it; neither side is encoded.</summary>
internal readonly record struct RpcParameter(string Name, string Value);
