using System.Collections.Generic;
using TuyaIot.Delivery;
using TuyaIot.Signing;

namespace TuyaIot.Journals;

/// <summary>What earlier runs of a journal left behind for each device.</summary>
internal sealed class JournalState
{
    private readonly Dictionary<DeviceKey, DeliveryStatus> _devices = [];
    private IReadOnlyList<RpcParameter>? _lastParameters;
    private string _lastPrefix = string.Empty;

    public bool IsEmpty => _devices.Count == 0;

    /// <summary>Accepted: has been told already. Unknown: was in flight when a run died, or its answer was lost. Null: may be sent.</summary>
    public DeliveryStatus? Find(IReadOnlyList<RpcParameter> parameters, string deviceName) =>
        _devices.TryGetValue(DeviceKey.Of(PrefixOf(parameters), deviceName), out DeliveryStatus status) ? status : null;

    public void Set(JournalSend send, DeliveryStatus status)
    {
        // A refusal takes nothing back: what an earlier request was lost with may still have been carried out.
        if (status is DeliveryStatus.Rejected)
        {
            return;
        }

        foreach (string deviceName in send.DeviceName)
        {
            _devices[DeviceKey.Of(PrefixOf(send.Parameters), deviceName)] = status;
        }
    }

    private string PrefixOf(IReadOnlyList<RpcParameter> parameters)
    {
        if (!ReferenceEquals(parameters, _lastParameters))
        {
            _lastParameters = parameters;
            _lastPrefix = DeviceKey.Prefix(parameters);
        }

        return _lastPrefix;
    }
}
