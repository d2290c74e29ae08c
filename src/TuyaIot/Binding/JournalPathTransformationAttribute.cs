using System.Linq;
using System.Management.Automation;
using TuyaIot.Journals;

namespace TuyaIot.Binding;

/// <summary>Takes a summary of Get-IotJournal for the journal that it is of; the engine would take it for its text.</summary>
internal sealed class JournalPathTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        Unwrap(inputData) is object[] many ? many.Select(PathOf).ToArray() : PathOf(inputData);

    private static object PathOf(object value) => Unwrap(value) is IotJournalSummary summary ? summary.Path : value;

    private static object Unwrap(object value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
