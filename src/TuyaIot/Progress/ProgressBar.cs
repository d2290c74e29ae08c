using System;
using System.Management.Automation;

namespace TuyaIot.Progress;

/// <summary>The engine's progress bar for one run. It works on the pipeline thread alone.</summary>
/// <param name="command">The cmdlet.</param>
/// <param name="activity">What the bar is named.</param>
internal sealed class ProgressBar(PSCmdlet command, string activity)
{
    /// <summary>
    /// By which the host knows the bar. The engine would give the cmdlet one and keep it to itself, but who takes the bar down
    /// past the engine has to name it. The engine's own count up from 1.
    /// </summary>
    private readonly long _source = BitConverter.ToInt64(Guid.NewGuid().ToByteArray(), 0) | long.MinValue;

    private bool _isShown;

    /// <summary>Whether the user wants to see it. Where not, nothing needs to be counted.</summary>
    public static bool IsWanted(PSCmdlet command)
    {
        object? preference = command.MyInvocation.BoundParameters.TryGetValue("ProgressAction", out object? action)
            ? action
            : command.GetVariableValue("ProgressPreference");
        return !LanguagePrimitives.TryConvertTo(preference, out ActionPreference wanted)
            || wanted is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }

    public void Show(ProgressRecord record)
    {
        _isShown = true;
        command.CommandRuntime.WriteProgress(_source, record);
    }

    /// <summary>Takes the bar down, also where the engine lets the cmdlet write no progress any more, as after Ctrl-C.</summary>
    public void Clear()
    {
        if (!_isShown)
        {
            return;
        }

        _isShown = false;
        ProgressRecord end = new(0, activity, "Done") { RecordType = ProgressRecordType.Completed };
        try
        {
            command.CommandRuntime.WriteProgress(_source, end);
        }
        catch (PipelineStoppedException)
        {
            command.Host.UI?.WriteProgress(_source, end);
        }
    }
}
