using System;
using System.IO;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Threading;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Simulator;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Starts a local gateway emulator, which checks requests as Hedwig on Cloud does and can inject faults.</para>
/// <para type="description">It runs in this process, on loopback only, until Stop-IotSimulator or the end of the process. Its output
/// binds to Set-IotCredential. By default any product key and any device name exist.</para>
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "IotSimulator")]
[OutputType("TuyaIot.Simulator.IotSimulator")]
public sealed class StartIotSimulatorCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The port to listen on. Default: a free one.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 65_535)]
    public int Port { get; set; }

    /// <summary>The loopback address to listen on. Default: 127.0.0.1.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LoopbackCompleter))]
    public IPAddress? Address { get; set; }

    /// <summary>The path of a JSON file with products, devices and faults. about_TuyaIot_Simulator describes its keys.</summary>
    [Parameter]
    [Alias("Scenario")]
    [ValidateNotNullOrEmpty]
    public string? ScenarioPath { get; set; }

    /// <summary>Faults to inject, such as Reset or 'Throttle perSecond=10 header=acs', or hashtables with the same words.</summary>
    [Parameter]
    [FaultTransformation]
    [ArgumentCompleter(typeof(FaultCompleter))]
    [ValidateNotNull]
    public SimulatorFault[]? Fault { get; set; }

    /// <summary>The product keys that exist. Default: all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProductKeyCompleter))]
    public string[] ProductKey { get; set; } = [];

    /// <summary>The names of the devices that exist, or a number: 1000 creates device1 to device1000. Default: all names exist.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[] Device { get; set; } = [];

    /// <summary>The access key that exists. Default: simulator.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AccessKeyId { get; set; }

    /// <summary>The secret of the access key. Default: simulator.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? AccessKeySecret { get; set; }

    /// <summary>The instance that every request must name as IotInstanceId.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InstanceId { get; set; }

    /// <summary>The seed of all random numbers: the same seed gives the same run.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>Maximum number of requests that are kept for Get-IotSimulatorRequest. Default: 1000.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int RecordCapacity { get; set; } = 1_000;

    /// <summary>The consumer groups to push messages to. Default: none, and no messages.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ConsumerGroupId { get; set; } = [];

    /// <summary>The port on which messages are pushed. Default: a free one.</summary>
    [Parameter]
    [ValidateRange(0, 65_535)]
    public int MessagePort { get; set; }

    /// <summary>Maximum number of messages that wait in a consumer group. Default: 100000.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MessageCapacity { get; set; } = 100_000;

    /// <summary>Stays in the foreground, for use from other processes, until Ctrl-C stops the simulator.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _cancellation.Dispose();

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        IotSimulator simulator = Start();
        if (!Wait)
        {
            StartedSimulators.Add(simulator);
            WriteObject(simulator);
            return;
        }

        using (simulator)
        {
            SimulatorBanner.Write(this, simulator);
            try
            {
                simulator.WaitUntilStopped(_cancellation.Token);
            }
            catch (OperationCanceledException)
            {
                // Ctrl-C is the normal end.
            }
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _cancellation.Cancel();

    private IotSimulator Start()
    {
        try
        {
            return IotSimulator.Start(ReadOptions());
        }
        catch (SocketException unavailable)
        {
            ThrowTerminatingError(SimulatorErrors.PortUnavailable(UserPorts(), unavailable));
            throw;
        }
        catch (SimulatorException invalid)
        {
            ThrowTerminatingError(SimulatorErrors.BadOption(invalid, invalid.Subject));
            throw;
        }
    }

    /// <summary>The system does not say which of two ports is in use.</summary>
    private object UserPorts() => MessagePort == 0 ? Port : Port == 0 ? MessagePort : $"{Port} or {MessagePort}";

    private SimulatorOptions ReadOptions()
    {
        (string[] names, int count) = DeviceSetParser.Parse(Device);
        return new SimulatorOptions
        {
            Address = Address ?? IPAddress.Loopback,
            Port = Port,
            Scenario = LoadScenario(),
            Fault = Fault ?? [],
            ProductKey = ProductKey,
            Device = names,
            DeviceCount = count,
            AccessKeyId = AccessKeyId ?? SimulatorOptions.DefaultAccessKeyId,
            AccessKeySecret = AccessKeySecret,
            InstanceId = InstanceId,
            Seed = MyInvocation.BoundParameters.ContainsKey(nameof(Seed)) ? Seed : null,
            RecordCapacity = RecordCapacity,
            ConsumerGroupId = ConsumerGroupId,
            MessagePort = MessagePort,
            MessageCapacity = MessageCapacity,
        };
    }

    private SimulatorScenario? LoadScenario()
    {
        if (ScenarioPath is null)
        {
            return null;
        }

        try
        {
            return SimulatorScenario.Load(ResolvePath(ScenarioPath));
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            ThrowTerminatingError(SimulatorErrors.ScenarioUnreadable(ScenarioPath, unreadable));
            throw;
        }
        catch (SimulatorException invalid)
        {
            ThrowTerminatingError(SimulatorErrors.BadScenario(ScenarioPath, invalid));
            throw;
        }
    }

    private string ResolvePath(string path)
    {
        string resolved = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        return provider.Name == "FileSystem" ? resolved : throw new NotSupportedException($"The provider {provider.Name} has no files.");
    }

    private static bool IsUnreadable(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or SessionStateException;
}
