using System.Text.Json.Serialization.Metadata;

namespace TuyaIot.Api;

/// <summary>A call that only reads, and the form of its reply.</summary>
/// <typeparam name="TReply">The reply's fields.</typeparam>
internal abstract record ApiQuery<TReply> : ApiCall
    where TReply : class
{
    /// <summary>How the reply is read. Every type is in <see cref="ApiJson"/>.</summary>
    public abstract JsonTypeInfo<TReply> ReplyType { get; }
}
