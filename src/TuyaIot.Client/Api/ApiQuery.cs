namespace TuyaIot.Api;

/// <summary>A call that only reads.</summary>
/// <typeparam name="TReply">The fields of its reply. The type is in <see cref="ApiJson"/>, which reads it.</typeparam>
internal abstract record ApiQuery<TReply> : ApiCall
    where TReply : class;
