using System.Collections.Generic;

namespace TuyaIot.Execution;

/// <summary>The devices that may still be heard of, and the latest of those that are settled for good, for what contradicts them.</summary>
/// <param name="maxRecent">How many settled ones are remembered.</param>
internal sealed class OpenDeviceTable(int maxRecent)
{
    private readonly Dictionary<DeviceId, OpenDevice> _open = [];
    private readonly Dictionary<DeviceId, OpenDevice> _recent = [];
    private readonly Queue<DeviceId> _recentOrder = new();

    public void Add(DeviceId id, OpenDevice device)
    {
        device.Next = _open.TryGetValue(id, out OpenDevice? other) ? other : null;
        _open[id] = device;
    }

    /// <summary>The commands at a device: those that are open, then those that were settled lately.</summary>
    public IEnumerable<OpenDevice> Find(DeviceId id)
    {
        for (OpenDevice? device = _open.TryGetValue(id, out OpenDevice? open) ? open : null; device is not null; device = device.Next)
        {
            yield return device;
        }

        for (OpenDevice? device = _recent.TryGetValue(id, out OpenDevice? recent) ? recent : null; device is not null; device = device.Next)
        {
            yield return device;
        }
    }

    /// <summary>Frees a device that is settled for good.</summary>
    public void Close(DeviceId id, OpenDevice device)
    {
        OpenDevice first = _open[id];
        if (!ReferenceEquals(first, device))
        {
            while (!ReferenceEquals(first.Next, device))
            {
                first = first.Next!;
            }

            first.Next = device.Next;
        }
        else if (device.Next is OpenDevice next)
        {
            _open[id] = next;
        }
        else
        {
            _open.Remove(id);
        }

        device.Command.Devices[device.Index] = null;
        device.Traces = null;
        device.Next = _recent.TryGetValue(id, out OpenDevice? earlier) ? earlier : null;
        _recent[id] = device;
        _recentOrder.Enqueue(id);
        if (_recentOrder.Count > maxRecent)
        {
            _recent.Remove(_recentOrder.Dequeue());
        }
    }
}
