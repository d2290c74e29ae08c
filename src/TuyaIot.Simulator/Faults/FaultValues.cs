using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace TuyaIot.Simulator.Faults;

/// <summary>The settings of one fault on their way from text to type; a wrong one is told together with what is right.</summary>
internal sealed class FaultValues(FaultKind kind, string where)
{
    private readonly Dictionary<string, string[]> _values = new(StringComparer.OrdinalIgnoreCase);

    internal void Add(string setting, string[] values)
    {
        if (!setting.IsFor(kind))
        {
            throw new SimulatorException(
                $"In {where}, {kind} has no setting '{setting}'. It has {string.Join(", ", FaultSettings.NamesFor(kind))}.",
                setting);
        }

        _values[setting] = values;
    }

    internal SimulatorFault ToFault()
    {
        SimulatorFault usual = new();
        return new SimulatorFault
        {
            Kind = kind,
            Rate = One("rate", usual.Rate, "a number from 0 to 1", static text => Number(text) is >= 0 and <= 1 and var rate ? rate : null),
            Nth = [.. Many("nth").Select(text => Positive(text) ?? throw Wrong("nth", text, "whole numbers from 1"))],
            Every = One("every", usual.Every, "a whole number from 1", Positive),
            DeviceName = Many("deviceName"),
            Action = Many("action").FirstOrDefault(),
            Times = One("times", usual.Times, "a whole number from 1", Positive),
            When = One("when", FaultSettings.CanStrikeBefore(kind) ? FaultWhen.Before : FaultWhen.After, "before or after", Words.Parse<FaultWhen>),
            PerSecond = One("perSecond", usual.PerSecond, "a number above 0", static text => Number(text) is > 0 and var rate ? rate : null),
            Header = One("header", usual.Header, "none, acs, seconds or date", Words.Parse<ThrottleHeader>),
            Status = One("status", usual.Status, "400 or 429", static text => Positive(text) is (400 or 429) and var status ? status : null),
            Code = Many("code").FirstOrDefault(),
            Delay = One("delay", usual.Delay, Duration.Form, static text => Duration.Parse(text) is { } delay && delay >= TimeSpan.Zero ? delay : null),
            Offset = One("offset", usual.Offset, Duration.Form, Duration.Parse),
            Size = One("size", usual.Size, "a whole number from 1", Positive),
            Location = Many("location").FirstOrDefault() ?? usual.Location,
        };
    }

    private string[] Many(string setting) => _values.TryGetValue(setting, out string[]? values) ? values : [];

    private T One<T>(string setting, T absent, string form, Func<string, T?> parse)
        where T : struct => Many(setting) switch
        {
            [] => absent,
            [string text] => parse(text) ?? throw Wrong(setting, text, form),
            string[] many => throw Wrong(setting, string.Join(",", many), form),
        };

    private SimulatorException Wrong(string setting, string text, string form) =>
        new($"In {where}, {setting} is '{text}'; it must be {form}.", setting);

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number)
            ? number
            : null;

    private static int? Positive(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;
}
