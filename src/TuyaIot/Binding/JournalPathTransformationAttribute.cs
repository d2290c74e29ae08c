using System.Linq;
using System.Management.Automation;

namespace TuyaIot.Binding;

/// <summary>Takes a summary of Get-IotJournal for the journal that it is of; the engine would take it for its text.</summary>
internal sealed class JournalPathTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        PSValue.Unwrap(inputData) is object[] many ? many.Select(PathOf).ToArray() : PathOf(inputData);

    private static object PathOf(object value) => PSValue.Unwrap(value) is IotJournalSummary summary ? summary.Path : value;
}
