using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace TuyaIot.Simulator.Faults;

/// <summary>The settings of one fault as texts, which are converted on demand. A wrong one is refused with what is right.</summary>
internal sealed class FaultValues(FaultKind kind, string where)
{
    private readonly Dictionary<string, string[]> _values = new(StringComparer.OrdinalIgnoreCase);

    internal FaultKind Kind => kind;

    internal void Add(string setting, string[] values)
    {
        if (FaultHelp.Find(kind, setting) is null)
        {
            string known = string.Join(", ", FaultHelp.GetSettings(kind).Select(static term => term.Text));
            throw new SimulatorException($"In {where}, {kind} has no setting '{setting}'. It has {known}.", setting);
        }

        _values[setting] = values;
    }

    internal string[] GetTexts(string setting) => _values.TryGetValue(setting, out string[]? values) ? values : [];

    /// <summary>The first text of the setting, or null if it is not set.</summary>
    internal string? GetText(string setting) => GetTexts(setting).FirstOrDefault();

    internal int[] GetWholeNumbers(string setting) =>
        [.. GetTexts(setting).Select(text => ParsePositive(text) ?? throw CreateError(setting, text))];

    internal int? GetWholeNumber(string setting, Func<int, bool>? isValid = null) =>
        Get<int>(setting, text => ParsePositive(text) is { } number && isValid?.Invoke(number) != false ? number : null);

    internal double? GetNumber(string setting, Func<double, bool> isValid) =>
        Get<double>(setting, text => ParseNumber(text) is { } number && isValid(number) ? number : null);

    internal TimeSpan? GetDuration(string setting, TimeSpan min) =>
        Get<TimeSpan>(setting, text => Duration.Parse(text) is { } duration && duration >= min ? duration : null);

    internal bool? GetFlag(string setting) => Get<bool>(setting, static text => bool.TryParse(text, out bool flag) ? flag : null);

    internal T? GetWord<T>(string setting)
        where T : struct, Enum => Get(setting, EnumText.Parse<T>);

    internal SimulatorException CreateError(string setting, string text) =>
        new($"In {where}, {setting} is '{text}'; it must be {FaultHelp.Find(kind, setting)?.Form}.", setting);

    private T? Get<T>(string setting, Func<string, T?> parse)
        where T : struct => GetTexts(setting) switch
        {
            [] => null,
            [string text] => parse(text) ?? throw CreateError(setting, text),
            string[] many => throw CreateError(setting, string.Join(",", many)),
        };

    private static double? ParseNumber(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number)
            ? number
            : null;

    private static int? ParsePositive(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;
}
