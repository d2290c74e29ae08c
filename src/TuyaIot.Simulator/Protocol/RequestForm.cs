using System;
using System.Collections.Generic;
using TuyaIot.Simulator.Http;

namespace TuyaIot.Simulator.Protocol;

/// <summary>Reads the parameters of a request: from the query, and for POST from the form too.</summary>
internal static class RequestForm
{
    private const string FormType = "application/x-www-form-urlencoded";

    /// <summary>The refusal, or null if <paramref name="parameters"/> hold all that was sent.</summary>
    internal static ActionReply? Read(HttpRequest request, List<KeyValuePair<string, string>> parameters)
    {
        if (request.Path != "/")
        {
            return ActionReply.Refused(404, "InvalidAction.NotFound", "The API has one path: /");
        }

        if (request.Method is not ("GET" or "POST"))
        {
            return ActionReply.Refused(405, "UnsupportedHTTPMethod", "The API is called by GET or POST.");
        }

        bool isForm = request.ContentType.StartsWith(FormType, StringComparison.OrdinalIgnoreCase);
        if (request.Method == "POST" && request.Body.Length > 0 && !isForm)
        {
            return ActionReply.Refused(415, "UnsupportedMediaType", "A POST carries " + FormType + ".");
        }

        bool isReadable = FormReader.TryRead(request.Query, parameters)
            && (request.Method == "GET" || FormReader.TryRead(request.Body, parameters));
        return isReadable
            ? null
            : ActionReply.Refused(400, "InvalidParameter", "The parameters are not percent-encoded UTF-8.");
    }
}
