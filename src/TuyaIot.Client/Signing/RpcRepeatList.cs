using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Signing;

/// <summary>A repeated parameter, Name.1 to Name.N, numbered without a gap.</summary>
/// <param name="Name">The name without its number.</param>
/// <param name="Values">At most 100 of them.</param>
internal readonly record struct RpcRepeatList(ListParameter Name, IReadOnlyList<string> Values)
{
    public IEnumerable<RpcParameter> ToParameters()
    {
        ListParameter name = Name;
        return Values.Select((value, index) => new RpcParameter(name.Of(index + 1), value));
    }
}
