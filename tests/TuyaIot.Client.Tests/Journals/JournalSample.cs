using System;
using System.Collections.Generic;
using System.Text;
using TuyaIot.Delivery;
using TuyaIot.Journals;
using TuyaIot.Replies;
using TuyaIot.Signing;

namespace TuyaIot.Client.Tests.Journals;

/// <summary>A command and what becomes of its requests.</summary>
internal static class JournalSample
{
    public static JournalCommand Command { get; } = new(
        new Uri("https://gateway.example:8686/"), "InvokeThingsService", [new("ProductKey", "a1BwAGV0001"), new("Identifier", "Set")]);

    /// <summary>What the devices are told: what the command says and, from their rows, Args.</summary>
    public static IReadOnlyList<RpcParameter> Parameters { get; } = Told("""{"param1":1}""");

    public static Outcome Accepted { get; } = Of(Verdict.Accepted, new RpcReply { HttpStatus = 200, Success = true, RequestId = "r-1" })
        with
    { Latency = TimeSpan.FromTicks(876_000), Throttled = 2 };

    public static Outcome Rejected { get; } = Of(
        Verdict.Refused(RejectionReason.Device), new RpcReply { HttpStatus = 400, Code = "iot.device.NotExistedDevice", ErrorMessage = "No." });

    public static Outcome Unknown { get; } = Of(Verdict.Unknown, new RpcReply { ErrorMessage = "Lost." });

    public static Outcome NotSent { get; } = Of(Verdict.Refused(RejectionReason.Unreachable), new RpcReply { ErrorMessage = "Nobody." }) with { SentAt = null };

    public static IReadOnlyList<RpcParameter> Told(string args, string productKey = "a1BwAGV0001") =>
        [new("Args", args), new("Identifier", "Set"), new("ProductKey", productKey)];

    public static void Send(this Journal journal, int number, params string[] deviceNames) =>
        journal.Sending(number, Parameters, deviceNames);

    /// <summary>What the next run would find for a device.</summary>
    public static DeviceOutcome? Find(this Journal journal, IReadOnlyList<RpcParameter> parameters, string deviceName) =>
        journal.Ledger.Find(DeviceKey.CreatePrefix(parameters), deviceName);

    /// <summary>A line of a journal, its checksum and its end included, out of a JSON object.</summary>
    public static string Seal(string json)
    {
        string checkedPart = json.Substring(0, json.Length - 1);
        return $"{checkedPart},\"crc\":\"{Crc32.Compute(Encoding.UTF8.GetBytes(checkedPart)):x8}\"}}\n";
    }

    private static Outcome Of(Verdict verdict, RpcReply reply) =>
        new(verdict, reply, 1, DateTimeOffset.UnixEpoch, TimeSpan.FromTicks(12_345_000));
}
