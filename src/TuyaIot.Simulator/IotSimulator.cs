using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Simulator.Http;
using TuyaIot.Simulator.Messages;

namespace TuyaIot.Simulator;

/// <summary>
/// A local gateway emulator. It checks requests as Hedwig on Cloud does, listens on loopback only, and reaches no real device.
/// Its properties bind by name to the parameters of a credential.
/// </summary>
public sealed class IotSimulator : IDisposable
{
    private static readonly List<IotSimulator> Started = [];

    private readonly Gateway _gateway;
    private readonly IMessageChannel? _channel;
    private readonly LoopbackServer _server;
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _stopped;

    private IotSimulator(SimulatorOptions options)
    {
        AccessKeyId = options.AccessKeyId;
        AccessKeySecret = options.AccessKeySecret?.Copy() ?? new NetworkCredential("", SimulatorOptions.DefaultAccessKeyId).SecurePassword;
        AccessKeySecret.MakeReadOnly();
        InstanceId = options.EffectiveInstanceId;
        ProductKey = options.FirstProductKey;
        ConsumerGroupId = options.EffectiveGroups is [string first, ..] ? first : null;
        string secret = new NetworkCredential("", AccessKeySecret).Password;
        _channel = ConsumerGroupId is null ? null : PushChannel.Start(options.CreateMessageSettings(secret));
        MessageEndpoint = _channel?.Endpoint;
        _gateway = new Gateway(options, secret, _channel);
        try
        {
            _server = new LoopbackServer(
                new IPEndPoint(options.Address, options.Port), options.MaxRequestLine, options.RequestTimeout, options.TimeProvider, _gateway);
        }
        catch
        {
            _channel?.Dispose();
            throw;
        }

        Port = _server.EndPoint.Port;
        Endpoint = "http://" + _server.EndPoint;
    }

    /// <summary>The simulators of this process that run. A simulator outlives the pipeline that started it.</summary>
    public static IReadOnlyList<IotSimulator> Running
    {
        get
        {
            lock (Started)
            {
                return [.. Started];
            }
        }
    }

    /// <summary>Its URL, such as http://127.0.0.1:40123.</summary>
    public string Endpoint { get; }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>The only access key that exists.</summary>
    public string AccessKeyId { get; }

    /// <summary>The secret of the access key.</summary>
    public SecureString AccessKeySecret { get; }

    /// <summary>The first of its products, or null if any product key exists.</summary>
    public string? ProductKey { get; }

    /// <summary>The instance that requests must name, or null if none is required.</summary>
    public string? InstanceId { get; }

    /// <summary>The URL of its messages, such as amqp://127.0.0.1:40124, or null if it has no consumer group.</summary>
    public string? MessageEndpoint { get; }

    /// <summary>The first of its consumer groups, or null if it has none.</summary>
    public string? ConsumerGroupId { get; }

    /// <summary>What was pushed so far; null if it has no consumer group.</summary>
    public SimulatorMessageCounts? MessageCounts => _channel?.Counts;

    /// <summary>Whether it still replies.</summary>
    public bool IsRunning => Volatile.Read(ref _stopped) == 0;

    /// <summary>Requests received, whatever their verdict.</summary>
    public long RequestCount => _gateway.Record.Total;

    /// <summary>Requests that were accepted.</summary>
    public long AcceptedCount => _gateway.Record.Accepted;

    /// <summary>Device names in the accepted requests.</summary>
    public long DeviceCount => _gateway.Record.Devices;

    /// <summary>Requests whose signature was wrong.</summary>
    public long SignatureErrorCount => _gateway.Record.SignatureErrors;

    /// <summary>Starts a simulator. It runs until it is disposed.</summary>
    /// <exception cref="SimulatorException">An option is out of its range.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The port is in use.</exception>
    public static IotSimulator Start(SimulatorOptions options)
    {
        SimulatorOptionsValidator.Validate(options);
        IotSimulator simulator = new(options);
        lock (Started)
        {
            Started.Add(simulator);
        }

        return simulator;
    }

    /// <summary>The requests in the record, oldest first.</summary>
    public IReadOnlyList<SimulatorRequest> GetRequests() => _gateway.Record.ToArray();

    /// <summary>The devices that were configured or named so far, with their logs.</summary>
    public IReadOnlyList<SimulatorDevice> GetDevices() => GetDevices(static (_, _) => true);

    /// <summary>The devices whose product key and name <paramref name="isWanted"/> accepts.</summary>
    public IReadOnlyList<SimulatorDevice> GetDevices(Func<string, string, bool> isWanted) => _gateway.GetDevices(isWanted);

    /// <summary>The number of commands carried out for each device that was configured or named. It is exact for a million devices too.</summary>
    public IEnumerable<SimulatorExecutionCount> GetExecutionCounts() => _gateway.GetExecutionCounts();

    /// <summary>Returns when the simulator is stopped.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public void WaitUntilStopped(CancellationToken cancellationToken) => _ended.Task.Wait(cancellationToken);

    /// <summary>Stops the simulator: every connection is closed. A second call does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            lock (Started)
            {
                Started.Remove(this);
            }

            _server.Dispose();
            _gateway.Dispose();
            _channel?.Dispose();
            _ended.SetResult(true);
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "{0} ({1})", Endpoint, IsRunning ? "running" : "stopped");
}
