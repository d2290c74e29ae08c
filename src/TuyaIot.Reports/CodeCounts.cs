using System.Collections.Generic;
using System.Linq;
using TuyaIot.Journals;

namespace TuyaIot.Reports;

/// <summary>Requests that were not accepted, by what the gateway called the reason.</summary>
internal sealed class CodeCounts
{
    /// <summary>A gateway that invents a code for each request must not fill the memory.</summary>
    private const int Most = 500;

    private readonly Dictionary<(DeviceOutcome Fate, string Reason), CodeCount> _codes = [];

    /// <summary>Requests whose code came when there were too many different ones already.</summary>
    public RequestCount Others { get; } = new();

    /// <summary>Those with the most devices first.</summary>
    public IReadOnlyList<CodeCount> All =>
    [
        .. _codes.Values
            .OrderByDescending(static code => code.Count.Devices)
            .ThenBy(static code => code.Fate)
            .ThenBy(static code => code.Code, System.StringComparer.Ordinal),
    ];

    public void Add(DeviceOutcome fate, JournalOutcome outcome, int devices)
    {
        if (fate is DeviceOutcome.Accepted)
        {
            return;
        }

        (DeviceOutcome, string) key = (fate, outcome.Code ?? WithoutNumbers(outcome.ErrorMessage ?? string.Empty));
        if (!_codes.TryGetValue(key, out CodeCount? code))
        {
            if (_codes.Count == Most)
            {
                Others.Add(devices);
                return;
            }

            code = new CodeCount(fate, outcome.Code, outcome.ErrorMessage);
            _codes.Add(key, code);
        }

        code.Count.Add(devices);
    }

    /// <summary>What has no code is told apart by what was said, but not by the port or the length that was said with it.</summary>
    private static string WithoutNumbers(string message) => new([.. message.Where(static character => !char.IsDigit(character))]);
}

/// <summary>A code, and the requests that ended with it.</summary>
/// <param name="Fate">What they came to.</param>
/// <param name="Code">The code; null where the gateway gave none, or did not answer.</param>
/// <param name="Message">What was said of the first of them.</param>
internal sealed record CodeCount(DeviceOutcome Fate, string? Code, string? Message)
{
    public RequestCount Count { get; } = new();
}
