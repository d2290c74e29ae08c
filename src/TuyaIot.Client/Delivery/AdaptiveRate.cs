using System;

namespace TuyaIot.Delivery;

/// <summary>
/// How many requests a second a gateway takes, as learnt from its throttling. After each refusal the rate drops, comes back
/// fast to a plateau just below where it was refused, stays near it for a while and then feels its way up: the curve of CUBIC
/// (RFC 9438), which the AWS SDKs use for the same purpose in their adaptive retry mode.
/// </summary>
internal sealed class AdaptiveRate
{
    /// <summary>What is left of the rate right after a refusal.</summary>
    private const double Decrease = 0.8;

    /// <summary>Where the plateau lies. On the refused rate itself it would run into the same refusal before it is flat.</summary>
    private const double Plateau = 0.96;

    /// <summary>How steep the curve is, as a part of the plateau per s³.</summary>
    private const double Steepness = 0.001;

    private const double Least = 0.2;

    private double _plateau;
    private double _secondsToPlateau;
    private TimeSpan _decreasedAt = TimeSpan.MinValue;

    /// <summary>The rate to keep now, never above the one that was asked for.</summary>
    public double At(TimeSpan now, double ceiling)
    {
        if (_plateau == 0)
        {
            return ceiling;
        }

        double fromPlateau = (now - _decreasedAt).TotalSeconds - _secondsToPlateau;
        double rate = Math.Max(Least, _plateau * (1 + (Steepness * fromPlateau * fromPlateau * fromPlateau)));
        if (rate < ceiling)
        {
            return rate;
        }

        _plateau = 0;
        return ceiling;
    }

    /// <param name="now">The time of the refusal.</param>
    /// <param name="releasedAt">When the refused request left. One that left before the last decrease says nothing new.</param>
    /// <param name="ceiling">The rate that was asked for.</param>
    public void Refused(TimeSpan now, TimeSpan releasedAt, double ceiling)
    {
        if (releasedAt < _decreasedAt)
        {
            return;
        }

        _plateau = At(now, ceiling) * Plateau;
        _decreasedAt = now;
        _secondsToPlateau = Math.Pow((1 - (Decrease / Plateau)) / Steepness, 1.0 / 3);
    }
}
