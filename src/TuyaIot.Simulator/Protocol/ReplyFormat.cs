using System;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Http;

namespace TuyaIot.Simulator.Protocol;

/// <summary>Writes a reply in the format that the request names. Default: JSON.</summary>
internal static class ReplyFormat
{
    internal static HttpReply Write(
        ActionReply reply, string requestId, RequestParameters parameters, DateTimeOffset now, ListForm lists = ListForm.Object)
    {
        JsonObject body = reply.ToBody(requestId);
        ListForms.Apply(lists, body);
        bool xml = "XML".Equals(parameters[ParameterName.Format], StringComparison.OrdinalIgnoreCase);
        return new HttpReply(
            reply.HttpStatus,
            xml ? "text/xml;charset=utf-8" : "application/json;charset=utf-8",
            xml ? Encoding.UTF8.GetBytes(XmlText.Write(RootOf(reply, parameters), body)) : StrictJson.Write(writer => body.WriteTo(writer)))
        {
            Date = now.ToString("r", CultureInfo.InvariantCulture),
        };
    }

    private static string RootOf(ActionReply reply, RequestParameters parameters) => reply.HttpStatus == 200
        ? parameters[ParameterName.Action] + "Response"
        : "Error";
}
