using System.Linq;

namespace TuyaIot.Shell.Hosting;

/// <summary>How many cells of a terminal a character takes: East Asian wide and fullwidth ones take two.</summary>
internal static class CellWidth
{
    internal static int Of(char character) => character switch
    {
        < '\u1100' => 1,
        <= '\u115F' => 2,
        '\u2329' or '\u232A' => 2,
        '\u303F' => 1,
        >= '\u2E80' and <= '\uA4CF' => 2,
        >= '\uAC00' and <= '\uD7A3' => 2,
        >= '\uF900' and <= '\uFAFF' => 2,
        >= '\uFE10' and <= '\uFE19' => 2,
        >= '\uFE30' and <= '\uFE6F' => 2,
        >= '\uFF00' and <= '\uFF60' => 2,
        >= '\uFFE0' and <= '\uFFE6' => 2,
        _ => 1,
    };

    internal static int Of(string text) => text.Sum(Of);
}
