using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Api;
using TuyaIot.Delivery;

namespace TuyaIot.Pipeline;

/// <summary>
/// The base of queries that read many devices a call. A gateway may refuse a call for the sake of one device: the call is halved until
/// that device is found, its error says so, and the others are read.
/// </summary>
public abstract class DeviceQueryCommand : DeviceCommand
{
    /// <summary>Sends a call for some devices. Its reply is handled in order.</summary>
    /// <param name="devices">The devices: 1 or more.</param>
    /// <param name="create">Creates the call for the devices, or for a part of them.</param>
    /// <param name="origin">What the devices are of, such as of product a1B.</param>
    /// <param name="write">Receives the reply, and the devices that it is for.</param>
    private protected void SendFor<TReply>(
        IReadOnlyList<string> devices,
        Func<IReadOnlyList<string>, ApiCall<TReply>> create,
        string origin,
        Action<TReply, IReadOnlyList<string>> write)
        where TReply : class
    {
        ApiCall<TReply> call = create(devices);
        Send(call, Subject(devices, origin), result => Handle(call, result, devices, create, origin, write));
    }

    private void Handle<TReply>(
        ApiCall<TReply> call,
        ApiResult<TReply> result,
        IReadOnlyList<string> devices,
        Func<IReadOnlyList<string>, ApiCall<TReply>> create,
        string origin,
        Action<TReply, IReadOnlyList<string>> write)
        where TReply : class
    {
        if (devices.Count > 1 && result.Outcome.Verdict.Reason is RejectionReason.Device)
        {
            int middle = (devices.Count + 1) / 2;
            foreach (string[] half in new string[][] { [.. devices.Take(middle)], [.. devices.Skip(middle)] })
            {
                ApiCall<TReply> part = create(half);
                Handle(part, Read(part, Subject(half, origin)), half, create, origin, write);
            }
        }
        else if (ReplyOf(call, result, Subject(devices, origin), devices.Count == 1 ? devices[0] : devices) is TReply reply)
        {
            write(reply, devices);
        }
    }

    private static string Subject(IReadOnlyList<string> devices, string origin) =>
        devices.Count == 1 ? $"device {devices[0]} {origin}" : $"{devices.Count} devices {origin}";
}
