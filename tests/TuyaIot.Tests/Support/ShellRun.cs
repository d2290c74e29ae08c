using System;
using System.Management.Automation;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;

namespace TuyaIot.Tests.Support;

/// <summary>A script under way.</summary>
internal sealed class ShellRun : IDisposable
{
    private readonly PowerShell _engine;
    private readonly PSDataCollection<PSObject> _output = [];
    private readonly IAsyncResult _run;

    internal ShellRun(PowerShell engine)
    {
        _engine = engine;
        _run = engine.BeginInvoke<PSObject, PSObject>(input: null, _output);
    }

    internal PSInvocationState State => _engine.InvocationStateInfo.State;

    public void Dispose() => _engine.Dispose();

    /// <summary>Ctrl-C: returns when the pipeline has ended.</summary>
    internal Task StopAsync() => Task.Run(_engine.Stop).WaitAsync(Patience.Limit);

    /// <summary>Waits for the end, whichever it is.</summary>
    internal async Task<ShellResult> EndAsync()
    {
        try
        {
            await Task.Run(() => _engine.EndInvoke(_run)).WaitAsync(Patience.Limit);
        }
        catch (RuntimeException)
        {
            // Stopped or thrown: State says so.
        }

        return new ShellResult(_output, _engine.Streams);
    }
}
