using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace TuyaIot.Simulator.State;

/// <summary>The upgrade packages, the upgrades and the versions of the devices. The caller holds the gateway's lock.</summary>
internal sealed class OtaStore(Action<OtaJob, OtaTask> onChange)
{
    private const string FirstVersion = "1.0.0";

    private readonly Dictionary<(Product Product, int Device, int Generation, string Module), string> _versions = [];
    private readonly List<OtaModule> _modules = [];
    private readonly List<OtaFirmware> _firmwares = [];
    private readonly List<OtaJob> _jobs = [];
    private long _ids = 1_800_000_000_000_000_000;

    internal IReadOnlyList<OtaFirmware> Firmwares => _firmwares;

    internal string CreateId() => (++_ids).ToString(CultureInfo.InvariantCulture);

    internal void Add(OtaModule module) => _modules.Add(module);

    internal void Add(OtaFirmware firmware) => _firmwares.Add(firmware);

    internal void Add(OtaJob job) => _jobs.Add(job);

    internal IEnumerable<OtaModule> ModulesOf(Product product) => _modules.Where(module => module.Product == product);

    internal OtaFirmware? FindFirmware(string id) => _firmwares.Find(firmware => firmware.Id == id);

    /// <summary>Removes a firmware and its jobs.</summary>
    internal void Remove(OtaFirmware firmware)
    {
        _firmwares.Remove(firmware);
        _jobs.RemoveAll(job => job.Firmware == firmware);
    }

    internal OtaJob? FindJob(string id, DateTimeOffset now) => JobsAt(now).FirstOrDefault(job => job.Id == id);

    /// <summary>The jobs, oldest first, with their tasks in the state of <paramref name="now"/>.</summary>
    internal IReadOnlyList<OtaJob> JobsAt(DateTimeOffset now)
    {
        foreach (OtaJob job in _jobs)
        {
            foreach (OtaTask task in job.Tasks.Where(static task => task.IsOpen))
            {
                (OtaTaskStatus status, int progress) = (task.Status, task.Progress);
                OtaProgress.Advance(job, task, now);
                if (task.Status != status || task.Progress != progress)
                {
                    onChange(job, task);
                }

                if (task.Status == OtaTaskStatus.Succeeded)
                {
                    _versions[(job.Product, task.Device, job.Product.GenerationOf(task.Device), job.Firmware.Module)] = job.Firmware.DestVersion;
                }
            }
        }

        return _jobs;
    }

    /// <summary>The version of a module. Call <see cref="JobsAt"/> first.</summary>
    internal string VersionOf(Product product, int device, string module) =>
        _versions.TryGetValue((product, device, product.GenerationOf(device), module), out string? version) ? version : FirstVersion;
}
