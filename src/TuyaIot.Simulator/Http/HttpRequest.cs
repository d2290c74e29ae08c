namespace TuyaIot.Simulator.Http;

/// <summary>One request as it came: the parts that a gateway looks at, each byte one character.</summary>
internal sealed record HttpRequest(string Method, string Path, string Query, string ContentType, string Body, bool KeepAlive);
