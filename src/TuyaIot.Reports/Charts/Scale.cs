using System;
using System.Collections.Generic;
using System.Linq;

namespace TuyaIot.Reports.Charts;

/// <summary>An axis that begins at 0 and ends at a round number, with round numbers between.</summary>
/// <param name="Step">From one number to the next.</param>
/// <param name="Steps">How many of them.</param>
internal sealed record Scale(double Step, int Steps)
{
    private static readonly double[] Seconds =
    [
        0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
    ];

    private static readonly int[] Digits = [1, 2, 5, 10];

    public double End => Step * Steps;

    public IEnumerable<double> Ticks => Enumerable.Range(0, Steps + 1).Select(i => Step * i);

    /// <summary>For numbers up to a most, in 1, 2 and 5.</summary>
    public static Scale ForNumbers(double most, int steps)
    {
        if (most <= 0)
        {
            return new Scale(1, 1);
        }

        double wanted = most / steps;
        double power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        double step = Digits.Select(digit => digit * power).First(candidate => candidate >= wanted * (1 - 1e-9));
        return Over(most, step);
    }

    /// <summary>For counts, which have no halves.</summary>
    public static Scale ForCounts(double most, int steps)
    {
        Scale scale = ForNumbers(Math.Max(most, 1), steps);
        return scale.Step >= 1 ? scale : Over(most, 1);
    }

    /// <summary>The ticks of a time axis; it ends where the time does.</summary>
    public static double TimeStep(double seconds, int steps)
    {
        double step = Seconds.FirstOrDefault(candidate => candidate >= seconds / steps * (1 - 1e-9));
        return step > 0 ? step : ForNumbers(seconds / 604_800, steps).Step * 604_800;
    }

    private static Scale Over(double most, double step) => new(step, Math.Max(1, (int)Math.Ceiling((most / step) - 1e-9)));
}
