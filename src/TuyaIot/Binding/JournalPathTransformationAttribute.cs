using System.Linq;
using System.Management.Automation;

namespace TuyaIot.Binding;

/// <summary>Takes a summary of Get-IotJournal for the journals that it is of; the engine would take it for its text.</summary>
internal sealed class JournalPathTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        PSValue.Unwrap(inputData) is object[] many ? many.SelectMany(PathsOf).ToArray()
        : PSValue.Unwrap(inputData) is IotJournalSummary summary ? summary.JournalPath
        : inputData;

    private static object[] PathsOf(object value) => PSValue.Unwrap(value) is IotJournalSummary summary ? summary.JournalPath : [value];
}
