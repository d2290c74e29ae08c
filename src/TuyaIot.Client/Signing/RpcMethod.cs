namespace TuyaIot.Signing;

/// <summary>How a request is sent. Every documented sample is a GET; POST carries the parameters in a form body.</summary>
public enum RpcMethod
{
    /// <summary>All parameters in the URL.</summary>
    Get,

    /// <summary>All parameters in an application/x-www-form-urlencoded body; the URL has no query.</summary>
    Post,
}
