using System;
using System.Collections.Generic;

namespace TuyaIot.Signing;

/// <summary>An action with its own parameters. The AccessKey ID, the time, the nonce and the signature are added for each attempt.</summary>
internal sealed class RpcRequest
{
    private readonly IReadOnlyList<RpcParameter> _parameters;

    /// <summary>A request by itself, such as a query.</summary>
    public RpcRequest(string action, IReadOnlyList<RpcParameter> parameters)
    {
        Action = action;
        _parameters = parameters;
    }

    /// <summary>One of many requests of a call.</summary>
    public RpcRequest(RequestTemplate template, IReadOnlyList<string> listValues)
        : this(template.Action, template.Parameters)
    {
        Template = template;
        ListValues = listValues;
    }

    public string Action { get; }

    /// <summary>What the request shares with others; null for a request by itself.</summary>
    public RequestTemplate? Template { get; }

    /// <summary>The values of the template's list.</summary>
    public IReadOnlyList<string> ListValues { get; } = [];

    /// <summary>Whether the reply's body is kept, as a query needs it. Other replies are read for their verdict alone.</summary>
    public bool KeepsBody { get; init; }

    /// <summary>How long it may take at least, where that is more than the connection's own time.</summary>
    public TimeSpan MinTimeout { get; init; }

    /// <summary>All its parameters, one by one.</summary>
    public IReadOnlyList<RpcParameter> Parameters =>
        ListValues.Count == 0 ? _parameters : [.. _parameters, .. Template!.ToParameters(ListValues)];
}
