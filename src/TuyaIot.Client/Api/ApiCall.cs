using System.Collections.Generic;
using System.Text.Json;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Api;

/// <summary>A call of one action. Two calls are equal when they ask for the same.</summary>
internal abstract record ApiCall
{
    public abstract ApiAction Action { get; }

    /// <summary>The parameters with the API's own spelling.</summary>
    public abstract IReadOnlyList<RpcParameter> GetParameters();

    /// <summary>The parameters as they are sent. A thing model may demand another form of a number than the user's.</summary>
    public virtual IReadOnlyList<RpcParameter> GetSentParameters() => GetParameters();
}

/// <summary>A call whose reply is read.</summary>
/// <typeparam name="TReply">The fields of its reply. The type is in <see cref="ApiJson"/>, which reads it.</typeparam>
internal abstract record ApiCall<TReply> : ApiCall
    where TReply : class
{
    /// <summary>Null where the reply has another form than documented. Never throws.</summary>
    public virtual TReply? Read(JsonElement body, IFieldReader fields) => fields.Read<TReply>(body);
}
