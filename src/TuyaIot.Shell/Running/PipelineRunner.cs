using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace TuyaIot.Shell.Running;

/// <summary>Runs pipelines in the runspace, and knows which one Ctrl-C means.</summary>
internal sealed class PipelineRunner(Runspace runspace)
{
    private readonly Stack<Pipeline> _running = new();

    /// <summary>Runs what the user typed; it goes to the history, and $? stays as its last statement left it.</summary>
    internal RunResult RunStatement(string statement, IEnumerable<string> input)
    {
        using Pipeline pipeline = IsNested
            ? runspace.CreateNestedPipeline(statement, addToHistory: true)
            : runspace.CreatePipeline(statement, addToHistory: true);
        return InvokeShown(pipeline, input);
    }

    /// <summary>Runs a script file; its exit ends the session.</summary>
    internal RunResult RunScript(string path, IEnumerable<CommandParameter> parameters, IEnumerable<string> input)
    {
        Command script = new(path, isScript: false, useLocalScope: false);
        foreach (CommandParameter parameter in parameters)
        {
            script.Parameters.Add(parameter);
        }

        using Pipeline pipeline = Create(script);
        ScriptExit.EndsSession(runspace);
        return InvokeShown(pipeline, input);
    }

    /// <summary>Shows a value as the end of a pipeline would.</summary>
    internal RunResult Show(object value)
    {
        using Pipeline pipeline = Create(new Command("Out-Default"));
        return Invoke(pipeline, new[] { value });
    }

    /// <summary>Runs a command of the shell's own and returns its first result.</summary>
    internal PSObject? Evaluate(string command)
    {
        using Pipeline pipeline = Create(new Command(command));
        return pipeline.Invoke() is [PSObject first, ..] ? first : null;
    }

    /// <summary>Asks what is running to stop; false where nothing is, or where it was asked before.</summary>
    internal bool Interrupt()
    {
        lock (_running)
        {
            if (!_running.TryPeek(out Pipeline? pipeline) || pipeline.PipelineStateInfo.State == PipelineState.Stopping)
            {
                return false;
            }

            pipeline.StopAsync();
            return true;
        }
    }

    // A nested prompt runs while the pipeline that opened it is still there.
    private bool IsNested => runspace.RunspaceAvailability != RunspaceAvailability.Available;

    private Pipeline Create(Command command)
    {
        Pipeline pipeline = IsNested ? runspace.CreateNestedPipeline() : runspace.CreatePipeline();
        pipeline.Commands.Add(command);
        return pipeline;
    }

    private RunResult InvokeShown(Pipeline pipeline, IEnumerable<string> input)
    {
        pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.Commands.Add("Out-Default");
        return Invoke(pipeline, input);
    }

    private RunResult Invoke(Pipeline pipeline, IEnumerable input)
    {
        lock (_running)
        {
            _running.Push(pipeline);
        }

        try
        {
            pipeline.Invoke(input);
            return new RunResult(pipeline.PipelineStateInfo.State == PipelineState.Stopped, Error: null);
        }
        catch (InvalidPipelineStateException) when (pipeline.PipelineStateInfo.State == PipelineState.Stopped)
        {
            // Ctrl-C came before the first command.
            return new RunResult(Interrupted: true, Error: null);
        }
        catch (Exception error)
        {
            return new RunResult(Interrupted: false, error);
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
