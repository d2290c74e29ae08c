namespace TuyaIot.Reports;

/// <summary>Requests, and the devices in them; a device in two requests counts twice.</summary>
internal sealed class RequestCount
{
    public int Requests { get; private set; }

    public long Devices { get; private set; }

    public void Add(int devices)
    {
        Requests++;
        Devices += devices;
    }
}
