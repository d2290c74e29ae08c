using System;
using System.Collections.Generic;
using System.Linq;
using TuyaIot.Signing;
using TuyaIot.ThingModels;

namespace TuyaIot.Api;

/// <summary>A command for devices of one product. Its parameters say everything but the device names.</summary>
/// <param name="ProductKey">The product of the devices.</param>
internal abstract record DeviceBatchCall(string ProductKey) : ApiCall
{
    /// <summary>The most device names that one request of any action carries.</summary>
    public const int MaxDeviceNames = ListParameter.MaxCount;

    /// <summary>The list DeviceName.N, which each request fills.</summary>
    public static ListParameter DeviceNameList { get; } = new("DeviceName");

    /// <summary>The parameter DeviceName of an action that takes one device.</summary>
    public static ListParameter SingleDeviceName { get; } = ListParameter.CreateSingle("DeviceName");

    /// <summary>The parameters by which a journal knows the command again.</summary>
    public virtual IReadOnlyList<RpcParameter> GetIdentity() => GetParameters();

    /// <summary>Whether the action takes one device a request.</summary>
    public virtual bool IsForOneDevice => false;

    /// <summary>Whether the reply holds more than the verdict, which the result then shows.</summary>
    public virtual bool HasReply => false;

    /// <summary>How long a request may take at least, whatever the credential says: a gateway that waits for a device needs this time.</summary>
    public virtual TimeSpan MinTimeout => TimeSpan.Zero;

    /// <summary>The values that a thing model describes; null where there are none.</summary>
    public virtual ThingModelInput? ThingModelInput => null;

    /// <summary>The values as they are sent, where the thing model demands another form of them; null where they are sent as given.</summary>
    public string? SentValues { get; init; }

    /// <remarks>A journal compares what the user gave, so that a model that has changed makes no other command of it.</remarks>
    public sealed override IReadOnlyList<RpcParameter> GetSentParameters() => SentValues is not string sent
        ? GetParameters()
        : [.. GetParameters().Select(parameter => parameter.Name == ThingModelInput?.Parameter ? new RpcParameter(parameter.Name, sent) : parameter)];
}
