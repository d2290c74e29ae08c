using System;
using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Simulator.State;

/// <summary>Registers, disables and deletes devices, and does later what takes a while: creating a batch, and first connections.</summary>
internal sealed class DeviceRegistry(int seed, Agenda agenda, Action<Product, string, DeviceChange, DateTimeOffset> onChange)
{
    private const long FirstApplyId = 1_000_001;
    private const int NameLength = 20;
    private const string NameCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly Random _random = new(seed);
    private readonly List<DeviceApplication> _applications = [];

    /// <summary>Registers a device whose name is free.</summary>
    internal void Register(Product product, string name, string? nickname, DateTimeOffset now)
    {
        DeviceState state = product.Register(name, nickname, agenda.MomentAt(now));
        onChange(product, name, DeviceChange.Create, now);
        if (product.ActivationDelay is { } delay)
        {
            ConnectLater(product, name, state, now + delay);
        }
    }

    internal void Delete(Product product, string name, DateTimeOffset now)
    {
        onChange(product, name, DeviceChange.Delete, now);
        product.Delete(name, agenda.MomentAt(now));
    }

    internal void Enable(Product product, string name, DateTimeOffset now)
    {
        ChangeStatus(product, name, product.GetOrCreateState(product.Add(name)), statuses => statuses.Enable(agenda.MomentAt(now)), now);
        onChange(product, name, DeviceChange.Enable, now);
    }

    internal void Disable(Product product, string name, DateTimeOffset now)
    {
        onChange(product, name, DeviceChange.Disable, now);
        ChangeStatus(product, name, product.GetOrCreateState(product.Add(name)), statuses => statuses.Disable(agenda.MomentAt(now)), now);
    }

    /// <summary>Takes a device away from now on for a while.</summary>
    internal void Restart(Product product, string name, TimeSpan length, DateTimeOffset now)
    {
        DeviceState state = product.GetOrCreateState(product.Add(name));
        ChangeStatus(product, name, state, statuses => statuses.Disconnect(agenda.MomentAt(now)), now);
        ConnectLater(product, name, state, now + length);
    }

    /// <summary>Connects a device at a time, unless it was deleted before.</summary>
    internal void ConnectLater(Product product, string name, DeviceState state, DateTimeOffset time) => agenda.Schedule(time, moment =>
    {
        if (product.StateOf(name) == state)
        {
            ChangeStatus(product, name, state, statuses => statuses.Connect(moment), time);
        }
    });

    /// <summary>Applies for a number of devices. They exist after the product's registration delay.</summary>
    internal DeviceApplication Apply(Product product, int count, DateTimeOffset now)
    {
        DeviceApplication application = new(FirstApplyId + _applications.Count, product);
        _applications.Add(application);
        agenda.Schedule(now + product.RegistrationDelay, moment =>
        {
            string[] names = new string[count];
            for (int i = 0; i < count; i++)
            {
                names[i] = CreateName(product);
                Register(product, names[i], nickname: null, moment.Time);
            }

            application.Names = names;
        });
        return application;
    }

    internal DeviceApplication? Find(long applyId) =>
        applyId >= FirstApplyId && applyId - FirstApplyId < _applications.Count ? _applications[(int)(applyId - FirstApplyId)] : null;

    /// <summary>A name as the platform makes it, which no device has.</summary>
    internal string CreateName(Product product)
    {
        string name;
        do
        {
            name = new string([.. Enumerable.Range(0, NameLength).Select(_ => NameCharacters[_random.Next(NameCharacters.Length)])]);
        }
        while (product.IsTaken(name));

        return name;
    }

    private void ChangeStatus(Product product, string name, DeviceState state, Action<StatusHistory> change, DateTimeOffset time)
    {
        bool wasOnline = state.Status == SimulatorDeviceStatus.Online;
        change(state.Statuses);
        bool isOnline = state.Status == SimulatorDeviceStatus.Online;
        if (isOnline != wasOnline)
        {
            onChange(product, name, isOnline ? DeviceChange.Online : DeviceChange.Offline, time);
        }
    }
}
