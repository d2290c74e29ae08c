using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Sets or clears the nicknames of devices: all of them or none.</summary>
internal sealed class BatchUpdateDeviceNickname(Fleet fleet) : IGatewayAction
{
    private const string Prefix = "DeviceNicknameInfo.";

    private static readonly string[] Fields = [ParameterName.ProductKey, ParameterName.DeviceName, ParameterName.IotId, "Nickname"];

    public string Name => "BatchUpdateDeviceNickname";

    public ActionReply Run(ActionCall call)
    {
        List<(Product Product, string Device, string? Nickname)> changes = [];
        for (int n = 1; Read(call.Parameters, n) is { } entry; n++)
        {
            ActionReply? refusal = Target.FindDevice(fleet, entry, out Product product, out string device) ?? CheckNickname(entry["Nickname"]);
            if (refusal is not null)
            {
                return refusal;
            }

            changes.Add((product, device, entry["Nickname"]));
        }

        foreach ((Product product, string device, string? nickname) in changes)
        {
            product.GetOrCreateState(product.Add(device)).Nickname = string.IsNullOrEmpty(nickname) ? null : nickname;
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

    private static ActionReply? CheckNickname(string? nickname)
    {
        // A CJK character counts as two.
        int length = (nickname ?? "").Sum(static c => c >= '\u2E80' ? 2 : 1);
        return length is 0 or (>= 4 and <= 32)
            ? null
            : ActionReply.Failed("iot.device.InvalidFormattedNickname", "A nickname has 4 to 32 characters.");
    }
}
