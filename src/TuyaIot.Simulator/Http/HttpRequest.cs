namespace TuyaIot.Simulator.Http;

/// <summary>One request: the parts that a gateway reads, each byte as one character.</summary>
internal sealed record HttpRequest(string Method, string Path, string Query, string ContentType, string Body, bool KeepAlive);
