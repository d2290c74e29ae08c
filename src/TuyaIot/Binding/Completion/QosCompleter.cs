using System.Collections.Generic;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes -Qos.</summary>
internal sealed class QosCompleter : Completer
{
    protected override IEnumerable<Candidate> Find(string start) =>
    [
        new("0", "at most once, which is the API's default"),
        new("1", "at least once: pushed again when a device reconnects"),
    ];
}
