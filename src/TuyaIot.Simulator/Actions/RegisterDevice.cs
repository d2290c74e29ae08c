using System.Linq;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Actions;

/// <summary>Registers a device. Without a name the platform makes one.</summary>
internal sealed class RegisterDevice(Fleet fleet) : IGatewayAction
{
    private const int MaxNicknameLength = 64;

    public string Name => "RegisterDevice";

    public ActionReply Run(ActionCall call)
    {
        string? name = call.Parameters[ParameterName.DeviceName];
        string? nickname = call.Parameters["Nickname"];
        return Target.FindProduct(fleet, call.Parameters, out Product product)
            ?? CheckName(product, name)
            ?? Nicknames.Check(nickname, MaxNicknameLength)
            ?? Register(call, product, name, nickname);
    }

    private static ActionReply? CheckName(Product product, string? name) =>
        string.IsNullOrEmpty(name) ? null
        : name!.Length is < 4 or > 32 || !name.All(IsAllowed)
            ? ActionReply.Failed("iot.device.InvalidFormattedDeviceName", "A device name has 4 to 32 letters, digits and -_@.: characters.")
        : product.IsTaken(name)
            ? ActionReply.Failed("iot.device.AlreadyExistedDeviceName", $"A device {name} exists.")
        : null;

    private static bool IsAllowed(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '@' or '.' or ':';

    private ActionReply Register(ActionCall call, Product product, string? name, string? nickname)
    {
        string device = string.IsNullOrEmpty(name) ? fleet.Registry.CreateName(product) : name!;
        fleet.Registry.Register(product, device, string.IsNullOrEmpty(nickname) ? null : nickname, call.Now);
        return ActionReply.Accepted(new JsonObject { ["Data"] = DeviceFacts.Create(product, device) });
    }
}
