using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace TuyaIot.Simulator.Protocol;

/// <summary>The gateway's reply to one request, before it is written in a format. An empty code means accepted.</summary>
internal sealed class ActionReply
{
    private ActionReply(int httpStatus, string code, string message)
    {
        HttpStatus = httpStatus;
        Code = code;
        Message = message;
    }

    internal int HttpStatus { get; }

    internal string Code { get; }

    internal string Message { get; }

    /// <summary>The members of an accepted reply beside the verdict.</summary>
    internal JsonObject? Data { get; private init; }

    internal bool IsAccepted => Code.Length == 0;

    internal static ActionReply Accepted(JsonObject? data = null) => new(200, "", "") { Data = data };

    /// <summary>The gateway refuses: an HTTP error with Code and Message.</summary>
    internal static ActionReply Refused(int httpStatus, string code, string message) => new(httpStatus, code, message);

    /// <summary>The service refuses: HTTP 200 with Success false, Code and ErrorMessage.</summary>
    internal static ActionReply Failed(string code, string message) => new(200, code, message);

    internal static ActionReply Missing(string parameter) =>
        Refused(400, "Missing" + parameter, $"{parameter} is mandatory for this action.");

    internal JsonObject ToBody(string requestId)
    {
        if (HttpStatus != 200)
        {
            return new JsonObject { ["RequestId"] = requestId, ["HostId"] = "simulator", [nameof(Code)] = Code, [nameof(Message)] = Message };
        }

        JsonObject body = new() { ["RequestId"] = requestId, ["Success"] = IsAccepted, [nameof(Code)] = Code };
        if (!IsAccepted)
        {
            body["ErrorMessage"] = Message;
        }

        // Moved rather than copied: a reply is written once, and a page of devices is large.
        foreach (KeyValuePair<string, JsonNode?> member in (Data ?? []).ToArray())
        {
            Data!.Remove(member.Key);
            body.Add(member.Key, member.Value);
        }

        return body;
    }
}
