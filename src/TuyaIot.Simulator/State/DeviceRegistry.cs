using System;
using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Simulator.State;

/// <summary>Registers, disables and deletes devices, and does later what takes a while: creating a batch, and first connections.</summary>
internal sealed class DeviceRegistry(int seed, Func<long> lastCommand)
{
    private const long FirstApplyId = 1_000_001;
    private const int NameLength = 20;
    private const string NameCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly Random _random = new(seed);
    private readonly List<DeviceApplication> _applications = [];

    /// <summary>What is still to be done, earliest first.</summary>
    private readonly List<(DateTimeOffset Time, Action<FleetMoment> Run)> _due = [];

    /// <summary>Does what is due. What that schedules in turn is done too.</summary>
    internal void Advance(DateTimeOffset now)
    {
        while (_due.Count > 0 && _due[0].Time <= now)
        {
            (DateTimeOffset time, Action<FleetMoment> run) = _due[0];
            _due.RemoveAt(0);
            run(MomentAt(time));
        }
    }

    /// <summary>Registers a device whose name is free.</summary>
    internal void Register(Product product, string name, string? nickname, DateTimeOffset now)
    {
        DeviceState state = product.Register(name, nickname, MomentAt(now));
        if (product.ActivationDelay is { } delay)
        {
            Schedule(now + delay, state.Statuses.Connect);
        }
    }

    internal void Delete(Product product, string name, DateTimeOffset now) => product.Delete(name, MomentAt(now));

    internal void Enable(Product product, string name, DateTimeOffset now) =>
        product.GetOrCreateState(product.Add(name)).Statuses.Enable(MomentAt(now));

    internal void Disable(Product product, string name, DateTimeOffset now) =>
        product.GetOrCreateState(product.Add(name)).Statuses.Disable(MomentAt(now));

    /// <summary>Applies for a number of devices. They exist after the product's registration delay.</summary>
    internal DeviceApplication Apply(Product product, int count, DateTimeOffset now)
    {
        DeviceApplication application = new(FirstApplyId + _applications.Count, product);
        _applications.Add(application);
        Schedule(now + product.RegistrationDelay, moment =>
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

    private FleetMoment MomentAt(DateTimeOffset time) => new(time, lastCommand());

    private void Schedule(DateTimeOffset time, Action<FleetMoment> run)
    {
        int index = _due.Count;
        while (index > 0 && _due[index - 1].Time > time)
        {
            index--;
        }

        _due.Insert(index, (time, run));
    }
}
