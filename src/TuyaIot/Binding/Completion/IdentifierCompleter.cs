using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes the services that were called before.</summary>
internal sealed class IdentifierCompleter : Completer
{
    protected override IEnumerable<Candidate> Find(string start) =>
        SeenValues.Current.Identifiers.Select(static identifier => new Candidate(identifier, "called before in this session"));
}
