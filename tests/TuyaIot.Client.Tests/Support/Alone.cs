using Xunit;

namespace TuyaIot.Client.Tests.Support;

/// <summary>Tests that measure the process: nothing else may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
