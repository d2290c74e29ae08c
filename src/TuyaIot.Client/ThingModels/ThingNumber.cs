using System;
using System.Globalization;

namespace TuyaIot.ThingModels;

/// <summary>A number as it was written: models have theirs as text, and 0.1 is no double.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Value">The nearest double.</param>
/// <param name="Exact">The number itself; null where no decimal can hold it.</param>
internal readonly record struct ThingNumber(string Text, double Value, decimal? Exact)
{
    /// <summary>A decimal holds any number of so many digits.</summary>
    private const int ExactDigits = 28;

    public static ThingNumber? Parse(string? text)
    {
        string trimmed = text?.Trim() ?? string.Empty;
        if (!double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || double.IsNaN(value))
        {
            return null;
        }

        bool isExact = trimmed.Length <= ExactDigits
            && decimal.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)
            && (exact != 0 || value == 0);
        return new ThingNumber(trimmed, value, isExact ? decimal.Parse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture) : null);
    }

    public int CompareTo(ThingNumber other) => Exact is decimal exact && other.Exact is decimal otherExact
        ? exact.CompareTo(otherExact)
        : Value.CompareTo(other.Value);

    /// <summary>Whether the steps from a beginning, or from 0, lead here. True where that cannot be said exactly.</summary>
    public bool IsOnStep(ThingNumber step, ThingNumber? from)
    {
        if (Exact is not decimal exact || step.Exact is not (> 0 and decimal width))
        {
            return true;
        }

        try
        {
            return exact % width == 0 || (from is { Exact: decimal start } && (exact - start) % width == 0);
        }
        catch (OverflowException)
        {
            return true;
        }
    }

    public override string ToString() => Text;
}
