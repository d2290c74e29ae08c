using TuyaIot.Replies;

namespace TuyaIot.Delivery;

/// <summary>Keeps what is known of a request while it is delivered, so that it is known after a kill.</summary>
internal interface IRequestRecord
{
    /// <summary>The turn of the request has come, the first time or again. Where this throws, nothing is sent.</summary>
    void Sending();

    /// <summary>The request was certainly not carried out so far, and may be sent again. It does not throw.</summary>
    /// <param name="reply">What the gateway, or the connection, said of it.</param>
    void Refused(RpcReply reply);
}
