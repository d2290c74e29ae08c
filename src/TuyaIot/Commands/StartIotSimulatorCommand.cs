using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Security;
using TuyaIot.Simulator;

namespace TuyaIot.Commands;

/// <summary>Starts a gateway for the desk in this process. What it returns binds to Set-IotCredential.</summary>
[Cmdlet(VerbsLifecycle.Start, "IotSimulator")]
[OutputType("TuyaIot.Simulator.IotSimulator")]
public sealed class StartIotSimulatorCommand : PSCmdlet
{
    /// <summary>The port to listen on; a free one unless given.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 65_535)]
    public int Port { get; set; }

    /// <summary>The loopback address to listen on, 127.0.0.1 unless given.</summary>
    [Parameter]
    public IPAddress? Address { get; set; }

    /// <summary>The product keys that exist; all do unless given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ProductKey { get; set; } = [];

    /// <summary>The access key that exists; simulator unless given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AccessKeyId { get; set; }

    /// <summary>The secret of the access key; simulator unless given.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? AccessKeySecret { get; set; }

    /// <summary>The instance that every request must name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InstanceId { get; set; }

    /// <summary>How many requests are kept for Get-IotSimulatorRequest.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int RecordCapacity { get; set; } = 1_000;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        SimulatorOptions options = new()
        {
            Address = Address ?? IPAddress.Loopback,
            Port = Port,
            ProductKey = ProductKey,
            AccessKeyId = AccessKeyId ?? SimulatorOptions.DefaultAccessKeyId,
            AccessKeySecret = AccessKeySecret,
            InstanceId = InstanceId,
            RecordCapacity = RecordCapacity,
        };
        WriteObject(Start(options));
    }

    private IotSimulator Start(SimulatorOptions options)
    {
        try
        {
            return IotSimulator.Start(options);
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
}
