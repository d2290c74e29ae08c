using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace TuyaIot.Shell.Running;

/// <summary>Runs statements in the runspace, and knows which one Ctrl-C means.</summary>
internal sealed class PipelineRunner(Runspace runspace)
{
    private readonly Stack<Pipeline> _running = new();

    /// <summary>Runs a statement as the user's own: its output is shown, and $? stays as the statement set it.</summary>
    internal RunResult Run(string statement, IEnumerable<string> input)
    {
        using Pipeline pipeline = Create(statement, addToHistory: true);
        pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.Commands.Add("Out-Default");
        return Invoke(pipeline, input);
    }

    /// <summary>Shows a value as the end of a pipeline would.</summary>
    internal RunResult Show(object value)
    {
        using Pipeline pipeline = Create("$input", addToHistory: false);
        pipeline.Commands.Add("Out-Default");
        return Invoke(pipeline, new[] { value });
    }

    /// <summary>Runs a statement of the shell's own and returns its first result.</summary>
    internal PSObject? Evaluate(string statement)
    {
        using Pipeline pipeline = Create(statement, addToHistory: false);
        return pipeline.Invoke() is [PSObject first, ..] ? first : null;
    }

    /// <summary>Asks what is running to stop; false where nothing is.</summary>
    internal bool Interrupt()
    {
        lock (_running)
        {
            if (!_running.TryPeek(out Pipeline? pipeline))
            {
                return false;
            }

            pipeline.StopAsync();
            return true;
        }
    }

    // A nested prompt runs while the pipeline that opened it is still there.
    private Pipeline Create(string statement, bool addToHistory) =>
        runspace.RunspaceAvailability == RunspaceAvailability.Available
            ? runspace.CreatePipeline(statement, addToHistory)
            : runspace.CreateNestedPipeline(statement, addToHistory);

    private RunResult Invoke(Pipeline pipeline, System.Collections.IEnumerable input)
    {
        lock (_running)
        {
            _running.Push(pipeline);
        }

        try
        {
            pipeline.Invoke(input);
            return new RunResult(pipeline.PipelineStateInfo.State == PipelineState.Stopped, pipeline.HadErrors, null);
        }
        catch (InvalidPipelineStateException) when (pipeline.PipelineStateInfo.State == PipelineState.Stopped)
        {
            return new RunResult(Interrupted: true, HadErrors: false, null);
        }
        catch (Exception error)
        {
            return new RunResult(Interrupted: false, HadErrors: true, error);
        }
        finally
        {
            lock (_running)
            {
                _running.Pop();
            }
        }
    }
}
