using System;
using System.Collections.Generic;
using System.Globalization;
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

    /// <summary>For numbers up to a maximum, in steps of 1, 2 and 5.</summary>
    public static Scale ForNumbers(double max, int steps)
    {
        if (max <= 0)
        {
            return new Scale(1, 1);
        }

        double wanted = max / steps;
        double power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        double step = Digits.Select(digit => digit * power).First(candidate => candidate >= wanted * (1 - 1e-9));
        return Over(max, step);
    }

    /// <summary>For counts, which have no halves.</summary>
    public static Scale ForCounts(double max, int steps)
    {
        Scale scale = ForNumbers(Math.Max(max, 1), steps);
        return scale.Step >= 1 ? scale : Over(max, 1);
    }

    /// <summary>The ticks of a time axis; it ends where the time does.</summary>
    public static double TimeStep(double seconds, int steps)
    {
        double step = Seconds.FirstOrDefault(candidate => candidate >= seconds / steps * (1 - 1e-9));
        return step > 0 ? step : ForNumbers(seconds / 604_800, steps).Step * 604_800;
    }

    /// <summary>0 for 1, 1 for 2 and 5, as on money, and more for other numbers, whatever their power of ten.</summary>
    public static int Roundness(double value)
    {
        double digits = value <= 0 ? 1 : Math.Round(value / Math.Pow(10, Math.Floor(Math.Log10(value) + 1e-9)), 6);
        return digits switch { 1 => 0, 2 or 5 => 1, 3 => 2, _ => 3 };
    }

    private static Scale Over(double max, double step) => new(step, Math.Max(1, (int)Math.Ceiling((max / step) - 1e-9)));
}

/// <summary>Clock times, in UTC, on an axis of the time in runs.</summary>
/// <param name="runs">The runs.</param>
/// <param name="seconds">How long the axis is.</param>
internal sealed class ClockAxis(RunList runs, double seconds)
{
    private readonly double _step = Scale.TimeStep(seconds, 5);

    private readonly bool _hasDates = runs.ClockAt(TimeSpan.Zero).Date != runs.ClockAt(TimeSpan.FromSeconds(seconds)).Date;

    /// <summary>What a label needs of the width of a phone.</summary>
    private double Room => _hasDates && _step < 86_400 ? 0.27 : 0.19;

    /// <summary>The clock after this much time in runs, as precise as the axis needs it.</summary>
    public string TextAt(TimeSpan elapsed, TimeSpan precision) => Format(runs.ClockAt(elapsed), precision.TotalSeconds);

    /// <summary>Places from 0 to 1 and what stands there: round times, and the beginning of a run where no round time is near.</summary>
    public IReadOnlyList<(double Place, string Text)> Ticks()
    {
        List<(double Place, string Text)> ticks = [];
        IEnumerable<(double, string)> starts = runs.All.Select(run => (run.Offset.TotalSeconds / seconds, Format(run.StartedAt, Math.Min(1, _step))));
        foreach ((double place, string text) in RoundTimes().Concat(starts))
        {
            if (place <= 1 && ticks.TrueForAll(tick => Math.Abs(tick.Place - place) >= Room))
            {
                ticks.Add((place, text));
            }
        }

        return ticks;
    }

    private IEnumerable<(double Place, string Text)> RoundTimes()
    {
        for (int i = 0; i < runs.All.Count; i++)
        {
            RunSpan run = runs.All[i];
            long step = (long)Math.Round(_step * TimeSpan.TicksPerSecond);
            long next = i + 1 < runs.All.Count ? runs.All[i + 1].Offset.Ticks : long.MaxValue;
            long end = Math.Min(DateTime.MaxValue.Ticks, run.StartedAt.Ticks - run.Offset.Ticks + (long)(seconds * TimeSpan.TicksPerSecond));
            for (long time = (run.StartedAt.Ticks + step - 1) / step * step; time <= end; time += step)
            {
                long elapsed = run.Offset.Ticks + time - run.StartedAt.Ticks;
                if (elapsed >= next)
                {
                    break;
                }

                yield return (elapsed / (double)TimeSpan.TicksPerSecond / seconds, Format(new DateTime(time, DateTimeKind.Utc), _step));
            }
        }
    }

    private string Format(DateTime time, double precision)
    {
        string clock = precision switch
        {
            < 1 => "HH:mm:ss.f",
            < 60 => "HH:mm:ss",
            _ => "HH:mm",
        };
        return time.ToString(precision >= 86_400 ? "MM-dd" : _hasDates ? $"MM-dd {clock}" : clock, CultureInfo.InvariantCulture);
    }
}
