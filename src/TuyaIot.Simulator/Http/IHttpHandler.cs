namespace TuyaIot.Simulator.Http;

/// <summary>What answers the requests of a server.</summary>
internal interface IHttpHandler
{
    /// <summary>The reply to a well-formed request of the connection with this number.</summary>
    HttpReply Handle(HttpRequest request, long connection);

    /// <summary>The reply to bytes that are no request.</summary>
    HttpReply Refuse(BadHttpException bad);
}
