using System.Globalization;

namespace TuyaIot.Simulator.Json;

/// <summary>A number as it was written: for this API 10 and 10.0 are not the same.</summary>
internal readonly record struct JsonNumber(string Text)
{
    internal static JsonNumber From(long value) => new(value.ToString(CultureInfo.InvariantCulture));

    internal double ToDouble() => double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    public override string ToString() => Text;
}
