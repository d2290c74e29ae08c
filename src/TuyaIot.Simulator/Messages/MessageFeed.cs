using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using TuyaIot.Simulator.Actions;
using TuyaIot.Simulator.Protocol;
using TuyaIot.Simulator.Scenarios;
using TuyaIot.Simulator.State;

namespace TuyaIot.Simulator.Messages;

/// <summary>
/// Makes the messages that the platform pushes: what devices say of commands, when they say it, and what happens to devices. It follows
/// from the same samples as the logs. The gateway's lock is held.
/// </summary>
internal sealed class MessageFeed(Fleet fleet, bool pushesReplies) : IFleetObserver
{
    private const int Success = 200;
    private const int DefaultFailCode = 460;
    private const int NotActivated = 9200;
    private const int NotConnected = 9201;

    /// <summary>Commands to several devices have no id that the caller knows. The platform has one for each device.</summary>
    private const long FirstOwnId = 2_000_000_000_000_000_000;

    private const int MaxDevices = 1_000;

    /// <summary>The ids of commands that somebody gave before the simulator was started.</summary>
    private const long FirstPastId = 500_000_000_000_000_000;

    private List<DeviceMessage> _messages = [];
    private long _pastIds;

    /// <summary>The messages since the last call. The caller publishes them without the lock, so that none may be added to them.</summary>
    internal IReadOnlyList<DeviceMessage> Take()
    {
        if (_messages.Count == 0)
        {
            return [];
        }

        List<DeviceMessage> taken = _messages;
        _messages = [];
        return taken;
    }

    public void OnCommand(FleetCommand command)
    {
        if (command.Kind == FleetCommandKind.Message)
        {
            return;
        }

        Schedule(command, Enumerable.Range(0, command.Devices.Length));
    }

    private void Schedule(FleetCommand command, IEnumerable<int> positions)
    {
        // Devices that answer at the same time share an entry of the agenda: there may be a million.
        Dictionary<DateTimeOffset, List<int>> answers = [];
        foreach (int position in positions)
        {
            int device = command.Devices[position];
            if (fleet.Deliveries.Sample(command, device) is var (result, time))
            {
                Plan(command, position, result, time, answers);
            }
        }

        foreach (KeyValuePair<DateTimeOffset, List<int>> answer in answers)
        {
            fleet.Agenda.Schedule(answer.Key, _ => answer.Value.ForEach(position => Answer(command, position)));
        }
    }

    public void OnChange(Product product, string device, DeviceChange change, DateTimeOffset time)
    {
        _messages.Add(change switch
        {
            DeviceChange.Online => MessageBodies.CreateStatus(product, device, time, isOnline: true),
            DeviceChange.Offline => MessageBodies.CreateStatus(product, device, time, isOnline: false),
            _ => MessageBodies.CreateLifecycle(product, device, time, change.ToString().ToLowerInvariant()),
        });
        if (change == DeviceChange.Online)
        {
            DeliverKept(product, product.NumberOf(device), time);
        }
    }

    /// <summary>Commands that waited for a device reach it now.</summary>
    private void DeliverKept(Product product, int device, DateTimeOffset time)
    {
        foreach (FleetCommand command in fleet.Log.Where(command =>
            command.IsKept && command.Product == product && command.Devices.Contains(device)
            && StatusAt(command, device) == SimulatorDeviceStatus.Offline
            && product.StateOf(device)!.For(command.Number).Statuses.OnlineAfter(command.Number) == time).ToArray())
        {
            Schedule(command, [Array.IndexOf(command.Devices, device)]);
        }
    }

    public void OnUpgrade(OtaJob job, OtaTask task)
    {
        if (task.Status is OtaTaskStatus.InProgress or OtaTaskStatus.Succeeded or OtaTaskStatus.Failed)
        {
            _messages.Add(MessageBodies.CreateUpgrade(job, task, job.Product.NameOf(task.Device)));
        }
    }

    /// <summary>Makes the messages of a scenario: those that wait already, and those to come.</summary>
    internal void Add(MessageSetup setup, DateTimeOffset now)
    {
        DateTimeOffset time = now + setup.Time;
        if (time > now)
        {
            fleet.Agenda.Schedule(time, _ => AddNow(setup, time));
        }
        else
        {
            AddNow(setup, time);
        }
    }

    private void AddNow(MessageSetup setup, DateTimeOffset time)
    {
        if (setup.Topic is not null)
        {
            _messages.Add(MessageBodies.Create(setup.Topic, setup.Body!.Value, time));
            return;
        }

        if (fleet.Find(setup.ProductKey!) is not { } product)
        {
            return;
        }

        string[] names = setup.DeviceName is { } name ? [name] : [.. Enumerable.Range(0, product.DeviceCount).Select(product.NameOf)];
        foreach (string device in names)
        {
            _messages.Add(MessageBodies.CreateReply(
                product, device, time, new ReplyContent(setup.Service, FirstPastId + _pastIds++, setup.Code, "", Data: null)));
        }
    }

    private static SimulatorDeviceStatus StatusAt(FleetCommand command, int device) =>
        command.Product.StateOf(device)?.For(command.Number).Statuses.At(command.Number) ?? SimulatorDeviceStatus.Online;

    private void Plan(
        FleetCommand command, int position, SimulatorLogEvent result, DateTimeOffset time, Dictionary<DateTimeOffset, List<int>> answers)
    {
        int device = command.Devices[position];
        DateTimeOffset due = command.Time;
        if (result == SimulatorLogEvent.NeverArrived)
        {
            if (StatusAt(command, device) == SimulatorDeviceStatus.Online)
            {
                return;
            }
        }
        else
        {
            DeviceAnswer answer = fleet.Deliveries.SampleAnswer(command, device, result, time);
            due = answer.Time;
            if (answer.Restart is { } length)
            {
                fleet.Agenda.Schedule(time, _ => fleet.Registry.Restart(command.Product, command.Product.NameOf(device), length, time));
                return;
            }

            if (answer is { Count: 0, Reports: false })
            {
                return;
            }
        }

        if (!answers.TryGetValue(due, out List<int>? positions))
        {
            answers[due] = positions = [];
        }

        positions.Add(position);
    }

    private void Answer(FleetCommand command, int position)
    {
        int device = command.Devices[position];
        if (fleet.Deliveries.Sample(command, device) is not var (result, time))
        {
            return;
        }

        if (result == SimulatorLogEvent.NeverArrived)
        {
            bool isNew = StatusAt(command, device) == SimulatorDeviceStatus.Inactive;
            AddReply(command, position, command.Time, isNew ? NotActivated : NotConnected, isNew ? "device not activated" : "device offLine");
            return;
        }

        DeviceAnswer answer = fleet.Deliveries.SampleAnswer(command, device, result, time);
        for (int i = 0; i < answer.Count; i++)
        {
            if (result == SimulatorLogEvent.Executed)
            {
                AddReply(command, position, answer.Time, Success, "success");
            }
            else
            {
                AddReply(command, position, answer.Time, FailCodeOf(command, device), "The device could not carry out the command.");
            }
        }

        if (answer.Reports)
        {
            if (StatusAt(command, device) != SimulatorDeviceStatus.Online)
            {
                PropertyItems.Apply(command, device, answer.Time);
            }

            string name = command.Product.NameOf(device);
            _messages.Add(MessageBodies.CreateReport(command.Product, name, answer.Time, StrictJson.Parse(command.Content)));
        }
    }

    private static int FailCodeOf(FleetCommand command, int device) =>
        command.Product.StateOf(device)?.For(command.Number).Answers?.FailCode ?? command.Product.Answers.FailCode ?? DefaultFailCode;

    private void AddReply(FleetCommand command, int position, DateTimeOffset time, int code, string text)
    {
        // The answer of a synchronous service is in the reply to its call.
        if (!pushesReplies || command.IsSynchronous)
        {
            return;
        }

        bool isService = command.Kind == FleetCommandKind.Service;
        long id = command.HasMessageId
            ? long.Parse(MessageIds.Create(command), CultureInfo.InvariantCulture)
            : FirstOwnId + (command.Number * MaxDevices) + position;
        JsonObject? data = isService && code == Success
            ? JsonNode.Parse(ServiceOutput.Create(command.Product, command.Identifier, command.Content))!.AsObject()
            : null;
        _messages.Add(MessageBodies.CreateReply(
            command.Product,
            command.Product.NameOf(command.Devices[position]),
            time,
            new ReplyContent(isService ? command.Identifier : null, id, code, text, data)));
    }
}
