using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Sets or clears the nicknames of devices: all of them or none.</summary>
internal sealed class BatchUpdateDeviceNickname(Fleet fleet) : IGatewayAction
{
    private const int MaxLength = 32;
    private const string Prefix = "DeviceNicknameInfo.";

    private static readonly string[] Fields = [ParameterName.ProductKey, ParameterName.DeviceName, ParameterName.IotId, "Nickname"];

    public string Name => "BatchUpdateDeviceNickname";

    public ActionReply Run(ActionCall call)
    {
        List<(Product Product, string Device, string? Nickname)> changes = [];
        for (int n = 1; Read(call.Parameters, n) is { } entry; n++)
        {
            ActionReply? refusal = Target.FindDevice(fleet, entry, out Product product, out string device)
                ?? Nicknames.Check(entry["Nickname"], MaxLength);
            if (refusal is not null)
            {
                return refusal;
            }

            changes.Add((product, device, entry["Nickname"]));
        }

        foreach ((Product product, string device, string? nickname) in changes)
        {
            DeviceState state = product.GetOrCreateState(product.Add(device));
            state.Nickname = string.IsNullOrEmpty(nickname) ? null : nickname;
            state.Modified = call.Now;
        }

        return changes.Count > 0 ? ActionReply.Accepted() : ActionReply.Missing(Prefix + "1." + ParameterName.DeviceName);
    }

    /// <summary>The n-th entry with the parameter names of a single device, or null after the last.</summary>
    private static RequestParameters? Read(RequestParameters parameters, int n)
    {
        string prefix = Prefix + n.ToString(CultureInfo.InvariantCulture) + ".";
        KeyValuePair<string, string>[] fields =
        [
            .. Fields
                .Where(field => parameters[prefix + field] is not null)
                .Select(field => new KeyValuePair<string, string>(field, parameters[prefix + field]!)),
        ];
        return fields.Length == 0 ? null : new RequestParameters(fields);
    }
}
