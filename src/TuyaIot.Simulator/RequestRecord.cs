using System.Collections.Generic;

namespace TuyaIot.Simulator;

/// <summary>The last requests, at most <paramref name="capacity"/>, and the totals of all.</summary>
internal sealed class RequestRecord(int capacity)
{
    /// <summary>Maximum number of characters of the requests together: one with a long message has a million.</summary>
    private const long MaxLength = 32 * 1_024 * 1_024;

    private readonly object _lock = new();
    private readonly Queue<SimulatorRequest> _last = new();
    private long _total;
    private long _accepted;
    private long _signatureErrors;
    private long _devices;
    private long _length;

    internal long Total => Read(ref _total);

    internal long Accepted => Read(ref _accepted);

    internal long SignatureErrors => Read(ref _signatureErrors);

    internal long Devices => Read(ref _devices);

    internal void Add(SimulatorRequest request)
    {
        lock (_lock)
        {
            _total++;
            if (request.Verdict == SimulatorRequest.Accepted)
            {
                _accepted++;
                _devices += request.DeviceCount;
            }
            else if (request.Verdict == "SignatureDoesNotMatch")
            {
                _signatureErrors++;
            }

            _last.Enqueue(request);
            _length += request.Length;
            while (_last.Count > capacity || _length > MaxLength)
            {
                _length -= _last.Dequeue().Length;
            }
        }
    }

    internal SimulatorRequest[] ToArray()
    {
        lock (_lock)
        {
            return [.. _last];
        }
    }

    private long Read(ref long counter)
    {
        lock (_lock)
        {
            return counter;
        }
    }
}
