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
/// <para type="synopsis">Starts a gateway for the desk, which checks requests as Hedwig on Cloud does and fails on command.</para>
/// <para type="description">It runs in this process, on loopback only, until Stop-IotSimulator or the end of the process. What is
/// returned binds to Set-IotCredential. Unless products or devices are named, any product key and any device name exist.</para>
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "IotSimulator")]
[OutputType("TuyaIot.Simulator.IotSimulator")]
public sealed class StartIotSimulatorCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The port to listen on; a free one where unsaid.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 65_535)]
    public int Port { get; set; }

    /// <summary>The loopback address to listen on; 127.0.0.1 where unsaid.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LoopbackCompleter))]
    public IPAddress? Address { get; set; }

    /// <summary>A JSON file with products, devices and faults, as about_TuyaIot_Simulator describes it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Scenario { get; set; }

    /// <summary>What goes wrong, such as Reset or 'Throttle perSecond=10 header=acs'; or hashtables with the same words.</summary>
    [Parameter]
    [FaultTransformation]
    [ArgumentCompleter(typeof(FaultCompleter))]
    [ValidateNotNull]
    public SimulatorFault[]? Fault { get; set; }

    /// <summary>The product keys that exist; all do where unsaid.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProductKeyCompleter))]
    public string[] ProductKey { get; set; } = [];

    /// <summary>The names of the devices that exist, or a number: 1000 makes device1 to device1000. All names exist where unsaid.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[] Device { get; set; } = [];

    /// <summary>The access key that exists; simulator where unsaid.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AccessKeyId { get; set; }

    /// <summary>The secret of the access key; simulator where unsaid.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? AccessKeySecret { get; set; }

    /// <summary>The instance that every request must name as IotInstanceId.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InstanceId { get; set; }

    /// <summary>What the chances of faults and devices come from; the same seed gives the same run.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>How many requests are kept for Get-IotSimulatorRequest.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int RecordCapacity { get; set; } = 1_000;

    /// <summary>Stays in the foreground until Ctrl-C, for use from other processes, and stops the simulator then.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

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
                simulator.WaitUntilStopped(_stop.Token);
            }
            catch (OperationCanceledException)
            {
                // Ctrl-C is how this ends.
            }
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    private IotSimulator Start()
    {
        try
        {
            return IotSimulator.Start(ReadOptions());
        }
        catch (SocketException taken)
        {
            ThrowTerminatingError(SimulatorErrors.PortUnavailable(Port, taken));
            throw;
        }
        catch (SimulatorException wrong)
        {
            ThrowTerminatingError(SimulatorErrors.BadOption(wrong, wrong.Subject));
            throw;
        }
    }

    private SimulatorOptions ReadOptions()
    {
        (string[] names, int count) = DeviceSetReader.Read(Device);
        return new SimulatorOptions
        {
            Address = Address ?? IPAddress.Loopback,
            Port = Port,
            Scenario = ReadScenario(),
            Fault = Fault ?? [],
            ProductKey = ProductKey,
            Device = names,
            DeviceCount = count,
            AccessKeyId = AccessKeyId ?? SimulatorOptions.DefaultAccessKeyId,
            AccessKeySecret = AccessKeySecret,
            InstanceId = InstanceId,
            Seed = MyInvocation.BoundParameters.ContainsKey(nameof(Seed)) ? Seed : null,
            RecordCapacity = RecordCapacity,
        };
    }

    private SimulatorScenario? ReadScenario()
    {
        if (Scenario is null)
        {
            return null;
        }

        try
        {
            return SimulatorScenario.Load(GetUnresolvedProviderPathFromPSPath(Scenario));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(SimulatorErrors.ScenarioUnreadable(Scenario, unreadable));
            throw;
        }
        catch (SimulatorException wrong)
        {
            ThrowTerminatingError(SimulatorErrors.BadScenario(Scenario, wrong));
            throw;
        }
    }
}
