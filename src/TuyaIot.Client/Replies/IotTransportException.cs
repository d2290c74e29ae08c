using System.IO;

namespace TuyaIot.Replies;

/// <summary>
/// What the HTTP stack threw, as text. The original exceptions go no further: their messages quote what a server sent and
/// proxies with their passwords.
/// </summary>
/// <param name="message">The types and messages of the original exceptions, cleaned.</param>
internal sealed class IotTransportException(string message) : IOException(message);
