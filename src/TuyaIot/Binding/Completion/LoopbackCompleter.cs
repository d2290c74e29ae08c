using System.Collections.Generic;

namespace TuyaIot.Binding.Completion;

/// <summary>Completes the addresses that a simulator may listen on.</summary>
internal sealed class LoopbackCompleter : Completer
{
    protected override IEnumerable<CompletionItem> Find(string start) =>
    [
        new("127.0.0.1", "this machine, by IPv4; this is the default"),
        new("::1", "this machine, by IPv6"),
    ];
}
