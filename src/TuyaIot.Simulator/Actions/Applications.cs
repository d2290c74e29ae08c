using System.Globalization;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Finds the application of ApplyId. The result is the refusal, or null if it exists.</summary>
internal static class Applications
{
    private const string ApplyId = "ApplyId";

    internal static ActionReply? Find(Fleet fleet, RequestParameters parameters, out DeviceApplication application)
    {
        application = null!;
        if (parameters[ApplyId] is not { } text)
        {
            return ActionReply.Missing(ApplyId);
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long id))
        {
            return ActionReply.Failed("iot.device.InvalidFormattedApplyId", "ApplyId is not a number.");
        }

        application = fleet.Registry.Find(id)!;
        return application is null ? NotFound() : null;
    }

    internal static ActionReply NotFound() => ActionReply.Failed("iot.device.DeviceApplyIsNotFound", "The application does not exist.");
}
