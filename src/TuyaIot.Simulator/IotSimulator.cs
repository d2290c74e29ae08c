using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Simulator.Http;

namespace TuyaIot.Simulator;

/// <summary>
/// A gateway for the desk: it checks requests as Hedwig on Cloud does, on loopback only, and knows no device that exists.
/// Its properties bind by name to those of a credential.
/// </summary>
public sealed class IotSimulator : IDisposable
{
    private readonly Gateway _gateway;
    private readonly LoopbackServer _server;
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _stopped;

    private IotSimulator(SimulatorOptions options)
    {
        AccessKeyId = options.AccessKeyId;
        AccessKeySecret = options.AccessKeySecret?.Copy() ?? Secret.Protect(SimulatorOptions.DefaultAccessKeyId);
        AccessKeySecret.MakeReadOnly();
        InstanceId = options.EffectiveInstanceId;
        ProductKey = options.FirstProductKey;
        _gateway = new Gateway(options, Secret.Reveal(AccessKeySecret));
        _server = new LoopbackServer(options, _gateway);
        Port = _server.EndPoint.Port;
        Endpoint = "http://" + _server.EndPoint;
    }

    /// <summary>The simulators of this process that have been started and not stopped.</summary>
    public static IReadOnlyList<IotSimulator> Running => RunningSimulators.ToArray();

    /// <summary>Where it listens, such as http://127.0.0.1:40123.</summary>
    public string Endpoint { get; }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>The access key that it knows.</summary>
    public string AccessKeyId { get; }

    /// <summary>The secret of the access key.</summary>
    public SecureString AccessKeySecret { get; }

    /// <summary>The first of its products, or null where any product key exists.</summary>
    public string? ProductKey { get; }

    /// <summary>The instance that requests must name, or null where none is needed.</summary>
    public string? InstanceId { get; }

    /// <summary>Whether it still answers.</summary>
    public bool IsRunning => Volatile.Read(ref _stopped) == 0;

    /// <summary>Requests that came, whatever was said to them.</summary>
    public long RequestCount => _gateway.Record.Total;

    /// <summary>Requests that were accepted.</summary>
    public long AcceptedCount => _gateway.Record.Accepted;

    /// <summary>Device names in the accepted requests.</summary>
    public long DeviceCount => _gateway.Record.Devices;

    /// <summary>Requests whose signature was wrong.</summary>
    public long SignatureErrorCount => _gateway.Record.SignatureErrors;

    /// <summary>Starts a simulator and leaves it running until it is disposed.</summary>
    /// <exception cref="SimulatorException">An option is out of its range.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The port is taken.</exception>
    public static IotSimulator Start(SimulatorOptions options)
    {
        OptionsCheck.Check(options);
        IotSimulator simulator = new(options);
        RunningSimulators.Add(simulator);
        return simulator;
    }

    /// <summary>The requests that the record still holds, oldest first.</summary>
    public IReadOnlyList<SimulatorRequest> GetRequests() => _gateway.Record.ToArray();

    /// <summary>The devices that have been configured or named so far, with what became of their commands.</summary>
    public IReadOnlyList<SimulatorDevice> GetDevices() => GetDevices(static (_, _) => true);

    /// <summary>The devices for which <paramref name="isWanted"/> says yes to product key and device name.</summary>
    public IReadOnlyList<SimulatorDevice> GetDevices(Func<string, string, bool> isWanted) => _gateway.Devices(isWanted);

    /// <summary>For each device that has been configured or named, how many commands were carried out: exact, for a million of them too.</summary>
    public IEnumerable<SimulatorExecutionCount> GetExecutionCounts() => _gateway.ExecutionCounts();

    /// <summary>Returns when it is stopped.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up first.</exception>
    public void WaitUntilStopped(CancellationToken cancellationToken) => _ended.Task.Wait(cancellationToken);

    /// <summary>Stops it: every connection is closed and nothing is answered afterwards. A second call does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            RunningSimulators.Remove(this);
            _server.Dispose();
            _ended.SetResult(true);
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "{0} ({1})", Endpoint, IsRunning ? "running" : "stopped");
}
