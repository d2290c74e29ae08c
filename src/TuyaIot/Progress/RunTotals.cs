
using TuyaIot.Delivery;

namespace TuyaIot.Progress;

/// <summary>What a run has come to so far, in devices.</summary>
internal sealed class RunTotals
{
    public int Requests { get; private set; }

    public long Accepted { get; private set; }

    public long Rejected { get; private set; }

    public long Unknown { get; private set; }

    public long Devices => Accepted + Rejected + Unknown;

    public void Add(DeliveryStatus status, int devices)
    {
        Requests++;
        switch (status)
        {
            case DeliveryStatus.Accepted:
                Accepted += devices;
                break;
            case DeliveryStatus.Rejected:
                Rejected += devices;
                break;
            default:
                Unknown += devices;
                break;
        }
    }
}
