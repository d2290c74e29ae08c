using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Simulator.Http;

/// <summary>Answers the requests of a server.</summary>
internal interface IHttpHandler
{
    /// <summary>The reply to a well-formed request of the connection with this number, once it is due.</summary>
    Task<HttpReply> HandleAsync(HttpRequest request, long connection, CancellationToken cancellationToken);

    /// <summary>The reply to bytes that are not an HTTP request.</summary>
    HttpReply Refuse(BadHttpException bad);
}
