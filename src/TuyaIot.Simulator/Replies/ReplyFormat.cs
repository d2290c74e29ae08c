using System;
using System.Globalization;
using System.Text;
using TuyaIot.Simulator.Checks;
using TuyaIot.Simulator.Http;
using TuyaIot.Simulator.Json;

namespace TuyaIot.Simulator.Replies;

/// <summary>Writes an answer in the format that the request asks for; JSON where it does not ask, as in every sample.</summary>
internal static class ReplyFormat
{
    internal static HttpReply Write(Answer answer, string requestId, RequestParameters parameters, DateTimeOffset now)
    {
        JsonObject body = answer.ToBody(requestId);
        bool xml = "XML".Equals(parameters[ParameterName.Format], StringComparison.OrdinalIgnoreCase);
        return new HttpReply(
            answer.HttpStatus,
            xml ? "text/xml;charset=utf-8" : "application/json;charset=utf-8",
            Encoding.UTF8.GetBytes(xml ? XmlText.Write(Root(answer, parameters), body) : JsonText.Write(body)))
        {
            Date = now.ToString("r", CultureInfo.InvariantCulture),
        };
    }

    private static string Root(Answer answer, RequestParameters parameters) => answer.HttpStatus == 200
        ? parameters[ParameterName.Action] + "Response"
        : "Error";
}
