using TuyaIot.Simulator.Json;

namespace TuyaIot.Simulator.Replies;

/// <summary>What the gateway says to one request. An empty code is an acceptance.</summary>
internal sealed class Answer
{
    private Answer(int httpStatus, string code, string message)
    {
        HttpStatus = httpStatus;
        Code = code;
        Message = message;
    }

    internal int HttpStatus { get; }

    internal string Code { get; }

    internal string Message { get; }

    /// <summary>What an accepted reply carries beside the verdict.</summary>
    internal JsonObject? Data { get; private init; }

    internal bool IsAccepted => Code.Length == 0;

    internal static Answer Accepted(JsonObject? data = null) => new(200, "", "") { Data = data };

    /// <summary>The gateway refuses: an HTTP error with Code and Message.</summary>
    internal static Answer Refused(int httpStatus, string code, string message) => new(httpStatus, code, message);

    /// <summary>The service refuses: HTTP 200 with Success false, Code and ErrorMessage.</summary>
    internal static Answer Failed(string code, string message) => new(200, code, message);

    internal static Answer Missing(string parameter) =>
        Refused(400, "Missing" + parameter, $"{parameter} is mandatory for this action.");

    internal JsonObject ToBody(string requestId)
    {
        if (HttpStatus != 200)
        {
            return new JsonObject { ["RequestId"] = requestId, ["HostId"] = "simulator", ["Code"] = Code, ["Message"] = Message };
        }

        JsonObject body = new() { ["RequestId"] = requestId, ["Success"] = IsAccepted, ["Code"] = Code };
        if (!IsAccepted)
        {
            body["ErrorMessage"] = Message;
        }

        body.AddAll(Data);
        return body;
    }
}
