using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Errors;
using TuyaIot.Pipeline;
using TuyaIot.Text;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Sets or deletes the nicknames of devices.</para>
/// <para type="description">Rows with DeviceName and Nickname stream in, and up to 100 of them make one request. A nickname that breaks
/// the rule is an error of its row, and is not sent.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxohueva96qd.</remarks>
[Cmdlet(VerbsCommon.Set, "IotDeviceNickname", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(IotNicknameResult))]
public sealed class SetIotDeviceNicknameCommand : DeviceCommand
{
    private const string Title = "Set nickname";

    private ShouldProcessGate? _gate;
    private NicknameBatcher? _batcher;
    private Dictionary<string, string?>? _ofRecord;
    private int _batches;

    /// <summary>The nickname, or one for each device in the same order.</summary>
    [Parameter(ParameterSetName = NameSet, Position = 0)]
    [Parameter(ParameterSetName = RowSet, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? Nickname { get; set; }

    /// <summary>Deletes the nicknames. Those in the rows are not read.</summary>
    [Parameter]
    public SwitchParameter Clear { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        CheckCommandLine();
        _gate = new ShouldProcessGate(
            this, CreateDelivery().RequestsPerSecond ?? new BatchUpdateDeviceNickname(string.Empty, []).Action.RequestsPerSecond);
        _batcher = new NicknameBatcher(Client, SendBatch);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _batcher!.Flush();
        base.EndProcessing();
        _gate!.Conclude(Title);
        if (!HasDevice)
        {
            Warn("No device name came down the pipeline; nothing was sent.");
        }
    }

    private protected override void BeginRecord() => _ofRecord = null;

    private protected override void AddDevice(string name)
    {
        CheckContradictions();
        _batcher!.Add(CurrentProductKey(), new DeviceNickname(name, Clear ? null : NicknameOf(name)));
    }

    /// <summary>A mistake on the command line is one error, not one for each device.</summary>
    private void CheckCommandLine()
    {
        if (!IsFromCommandLine(nameof(Nickname)))
        {
            return;
        }

        try
        {
            if (Clear)
            {
                throw new IotArgumentException(
                    "InvalidNickname", Nickname, "-Nickname sets a nickname, and -Clear deletes it.", "Give one of the two.");
            }

            foreach (string? nickname in Nickname ?? [])
            {
                NicknameParser.Parse(nickname, BatchUpdateDeviceNickname.MaxNicknameLength);
            }
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
        }
    }

    /// <exception cref="IotArgumentException">There is none, or it breaks the rule.</exception>
    private string NicknameOf(string name)
    {
        string? given = Nickname is { Length: > 1 } ? OneForEach().TryGetValue(name, out string? own) ? own : null : Nickname?.FirstOrDefault();
        string nickname = NicknameParser.Parse(given, BatchUpdateDeviceNickname.MaxNicknameLength);
        return nickname.Length > 0 ? nickname : throw new IotArgumentException(
            "NoNickname",
            (object?)InputObject ?? name,
            $"There is no nickname for {name}.",
            "Give -Nickname, a value in the column Nickname, or -Clear, which deletes nicknames.");
    }

    /// <summary>The nicknames of the current record by device.</summary>
    private Dictionary<string, string?> OneForEach()
    {
        if (_ofRecord is null)
        {
            string?[] names = DeviceName ?? [];
            if (names.Length != Nickname!.Length)
            {
                throw new IotArgumentException(
                    "InvalidNickname",
                    Nickname,
                    $"{NumberFormat.Count(Nickname.Length, "nickname")} cannot be those of {NumberFormat.Devices(names.Length)}.",
                    "Give one nickname for all devices, or one for each in the same order.");
            }

            _ofRecord = new Dictionary<string, string?>(StringComparer.Ordinal);
            for (int i = 0; i < names.Length; i++)
            {
                _ofRecord[names[i]?.Trim() ?? string.Empty] = Nickname[i];
            }
        }

        return _ofRecord;
    }

    private void SendBatch(BatchUpdateDeviceNickname call)
    {
        string[] names = [.. call.Devices.Select(static device => device.DeviceName)];
        int batch = ++_batches;
        if (!_gate!.ShouldSend(call.ProductKey, names, Title))
        {
            return;
        }

        string subject = $"the nicknames of {NumberFormat.Devices(names.Length)} of {call.ProductKey} (batch {NumberFormat.Count(batch)})";
        Send(call, subject, result =>
        {
            IotNicknameResult written = new(batch, call, result.Outcome);
            WriteObject(written);
            IsAccepted(call, result.Outcome, subject, written);
        });
    }
}
