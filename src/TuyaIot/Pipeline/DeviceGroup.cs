using System;
using System.Collections.Generic;
using TuyaIot.Api;
using TuyaIot.Errors;
using TuyaIot.Signing;
using TuyaIot.Transport;

namespace TuyaIot.Pipeline;

/// <summary>The names that wait for the next request of one command.</summary>
internal sealed class DeviceGroup
{
    private readonly int _size;
    private readonly int _room;
    private readonly List<string> _names;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private int _used;

    /// <param name="call">The command.</param>
    /// <param name="template">The command, prepared for signing; null where it is not sent.</param>
    /// <param name="size">The most names that one request carries, where the action takes more than one.</param>
    /// <param name="isUrlLimited">Whether the names must fit into a URL.</param>
    /// <exception cref="IotArgumentException">The command leaves no room for a name in a URL.</exception>
    public DeviceGroup(DeviceBatchCall call, RequestTemplate? template, int size, bool isUrlLimited)
    {
        Call = call;
        Template = template;
        _size = call.IsForOneDevice ? 1 : size;
        _room = isUrlLimited && template is not null ? RpcOptions.MaxUrlLength - template.MaxUrlLength : int.MaxValue;
        _names = new List<string>(Math.Min(_size, 8));
        if (_room <= 0)
        {
            throw new IotArgumentException(
                "RequestTooLong",
                call.ProductKey,
                "The parameters leave no room for a device name in a URL.",
                "Use a credential with -Method Post, which has no such limit, or shorter parameters.");
        }
    }

    public DeviceBatchCall Call { get; }

    public RequestTemplate? Template { get; }

    public int Count => _names.Count;

    public bool IsFull => _names.Count == _size;

    /// <summary>False where the request has no room for the name. A name that is in the group already is not added again.</summary>
    public bool TryAdd(string name)
    {
        if (!_known.Add(name))
        {
            return true;
        }

        int length = EncodedLength(_names.Count + 1, name);
        if (_used + length > _room)
        {
            _known.Remove(name);
            return false;
        }

        _names.Add(name);
        _used += length;
        return true;
    }

    /// <summary>Whether a request has room for this name alone.</summary>
    public bool Fits(string name) => EncodedLength(1, name) <= _room;

    public string[] TakeAll()
    {
        string[] names = [.. _names];
        _names.Clear();
        _known.Clear();
        _used = 0;
        return names;
    }

    /// <summary>A POST has no limit, so its names need not be measured.</summary>
    private int EncodedLength(int n, string name) => _room == int.MaxValue ? 0 : Template!.EncodedLength(n, name);
}
