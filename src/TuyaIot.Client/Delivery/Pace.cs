using System;
using System.Collections.Generic;

namespace TuyaIot.Delivery;

/// <summary>
/// When the next request may leave. Requests leave evenly, because a burst is refused by a gateway that counts each second. The
/// rate is the one that was asked for until the gateway refuses a request; from then on it is learned, as follows.
/// <list type="number">
/// <item>Each refusal takes a few percent off the rate, each other reply adds a twentieth of that. So one request in twenty is
/// refused, which harms nobody, and jitter of the network costs little.</item>
/// <item>Where nearly half of the last second's replies were refusals, the rate is far too high. It drops to what was accepted
/// in that second, and returns quickly over the first part of the way back.</item>
/// <item>The most that was accepted within one second is the quota, so the rate does not grow above it.</item>
/// <item>After some seconds without a refusal the quota may have grown: the rate is raised step by step until a request is
/// refused, and then is what it was before or what was accepted meanwhile.</item>
/// <item>After seconds in which everything was refused nothing is known any more, and the rate returns to the one asked for.</item>
/// </list>
/// Times are in seconds since the pace began. It is not safe for several threads.
/// </summary>
internal sealed class Pace
{
    /// <summary>A little slower than asked for: ten requests that arrive a millisecond apart from plan still fit ten a second.</summary>
    private const double Stretch = 1.002;

    /// <summary>The part of its interval that a request keeps at least when it makes up for one that left late.</summary>
    private const double MinInterval = 0.2;

    /// <summary>How far back late requests are made up for.</summary>
    private const double MaxDebt = 0.2;

    /// <summary>What a refusal takes off the rate, up to 10 requests a second; above, several refusals tell one thing.</summary>
    private const double Step = 0.04;

    /// <summary>What any other reply adds, as a part of what a refusal takes off.</summary>
    private const double Growth = 0.055;

    /// <summary>From how many refusals in the last second, and from which share of its replies, the rate is far too high.</summary>
    private const int OverloadCount = 4;
    private const double OverloadShare = 0.45;

    /// <summary>How many requests the time that is looked at has room for; at slow rates it is longer than a second.</summary>
    private const double MinWindow = 3;

    /// <summary>What is left of the rate at least when it is far too high.</summary>
    private const double MaxDrop = 0.5;

    /// <summary>How far from the lower rate to the refused one the rate returns quickly.</summary>
    private const double ReturnTo = 0.6;

    /// <summary>What was accepted within a second is kept below by this, for the sake of replies that took longer than usual.</summary>
    private const double OfAccepted = 0.95;
    private const double OfMostAccepted = 0.995;

    /// <summary>The part of the way back to a rate that is made with each reply.</summary>
    private const double Return = 0.2;

    /// <summary>How long the gateway must have refused nothing before more is tried than it took so far, and by how much.</summary>
    private const double Quiet = 14;
    private const double ProbeStep = 1.08;

    /// <summary>The same where the gateway took more than twice as much before; each probe that fails makes that count for less.</summary>
    private const double ShortQuiet = 5;
    private const double LongProbeStep = 1.2;
    private const double Fading = 0.95;

    /// <summary>How long refusals are put down to the probe that has just ended.</summary>
    private const double ProbeEcho = 1;

    /// <summary>How long everything must have been refused until what was learned is forgotten.</summary>
    private const double Silence = 3;

    private const double MinRate = 0.25;

    /// <summary>Without a rate that was asked for, one above this is no limit any more.</summary>
    private const double MaxLearnedRate = 1000;

    /// <summary>The rate to begin with where none was asked for and nothing was accepted yet.</summary>
    private const double UnmeasuredRate = 10;

    private readonly Queue<(double At, bool IsRefused)> _recent = new();
    private readonly Queue<double> _released = new();
    private int _recentlyRefused;
    private double _window = 1;
    private double _rate = double.PositiveInfinity;
    private double _goal = double.PositiveInfinity;
    private double _cap = double.PositiveInfinity;
    private double _mostAccepted;
    private double _former;
    private double _probe = 1;
    private double _acceptedAt;
    private double _refusedAt;
    private double _droppedAt = double.NegativeInfinity;
    private double _probedAt = double.NegativeInfinity;
    private double _changedAt = double.NegativeInfinity;

    /// <summary>When the next request may leave.</summary>
    public double Due { get; private set; }

    /// <summary>Whether requests need not wait at all: no rate was asked for, and the gateway refused none.</summary>
    /// <param name="now">The time.</param>
    /// <param name="ceiling">The rate that was asked for; infinite where none was.</param>
    public bool IsFree(double now, double ceiling) => double.IsInfinity(Rate(ceiling)) && Due <= now;

    /// <summary>No request leaves before this.</summary>
    public void Hold(double until) => Due = Math.Max(Due, until);

    /// <summary>No request leaves within the next interval.</summary>
    public void HoldInterval(double now, double ceiling) => Hold(now + Interval(ceiling));

    /// <summary>
    /// A request leaves. The next one is due an interval after this one was due, so that one that leaves late costs nothing; but
    /// never so soon that a gateway which counts a second's worth of requests would see one too many.
    /// </summary>
    public void Release(double now, double ceiling)
    {
        double interval = Interval(ceiling);
        Due = Math.Max(Due, now - MaxDebt) + interval;
        Hold(now + (MinInterval * interval));
        int window = (int)Math.Min(MaxLearnedRate, Math.Max(1, Math.Round(Stretch / interval)));
        _released.Enqueue(now);
        while (_released.Count > window)
        {
            _released.Dequeue();
        }

        if (_released.Count == window)
        {
            Hold(_released.Peek() + (window * interval));
        }
    }

    /// <summary>Learns from a reply.</summary>
    public void Report(double now, double releasedAt, bool isRefused, double ceiling)
    {
        Count(now, isRefused, ceiling);
        if (isRefused)
        {
            Refuse(now, releasedAt, ceiling);
        }
        else
        {
            Accept(now, ceiling);
        }
    }

    /// <summary>What was accepted a second in the time that is looked at.</summary>
    private double AcceptedRate => (_recent.Count - _recentlyRefused) / _window;

    private double Rate(double ceiling) => Math.Min(ceiling, Math.Max(MinRate, _rate * _probe));

    private double Interval(double ceiling) => Stretch / Rate(ceiling);

    private void Count(double now, bool isRefused, double ceiling)
    {
        _window = Math.Max(1, MinWindow / Rate(ceiling));
        _recent.Enqueue((now, isRefused));
        _recentlyRefused += isRefused ? 1 : 0;
        while (_recent.Peek().At <= now - _window)
        {
            _recentlyRefused -= _recent.Dequeue().IsRefused ? 1 : 0;
        }
    }

    private void Accept(double now, double ceiling)
    {
        _acceptedAt = now;
        if (now > _window && now > _droppedAt + _window)
        {
            _mostAccepted = Math.Max(_mostAccepted, AcceptedRate);
        }

        if (double.IsInfinity(_rate))
        {
            return;
        }

        _cap = Math.Max(_cap, _mostAccepted);
        double grown = Math.Min(_rate * (1 + (StepAt(_rate) * Growth)), Math.Min(ceiling, _cap * OfMostAccepted));
        _rate = Math.Max(_rate, grown);
        _rate += Math.Max(0, Math.Min(_goal, ceiling) - _rate) * Return;
        bool isFarBelow = _rate * _probe < 0.45 * _former;
        if (now - _refusedAt > (isFarBelow || _probe > 1 ? ShortQuiet : Quiet) && _rate * _probe < ceiling)
        {
            _probe *= isFarBelow ? LongProbeStep : ProbeStep;
        }

        if (_rate * _probe > MaxLearnedRate && double.IsInfinity(ceiling))
        {
            _rate = double.PositiveInfinity;
            _probe = 1;
        }
    }

    private void Refuse(double now, double releasedAt, double ceiling)
    {
        _refusedAt = now;
        bool isSilent = now - _acceptedAt > Silence;
        double rate = Math.Min(_rate, ceiling);
        if (double.IsInfinity(rate))
        {
            rate = MeasureRate(now);
            Hold(now + (Stretch / rate));
        }

        if (_probe > 1)
        {
            _rate = _goal = Math.Max(rate, Math.Min(rate * _probe, AcceptedRate * OfAccepted));
            _probe = 1;
            _former *= Fading;
            _probedAt = _changedAt = now;
            return;
        }

        bool isOverload = releasedAt > _changedAt
            && now >= _droppedAt + _window
            && _recentlyRefused >= OverloadCount
            && _recentlyRefused >= OverloadShare * _recent.Count;
        if (isOverload)
        {
            _rate = Math.Max(rate * MaxDrop, Math.Min(rate, AcceptedRate * OfAccepted));
            _goal = _rate + ((Math.Min(rate, _goal) - _rate) * ReturnTo);
            _former = Math.Max(_former, _mostAccepted);
            _droppedAt = now;
            _mostAccepted = 0;
            _cap = double.PositiveInfinity;
        }
        else if (now - _probedAt > ProbeEcho)
        {
            _rate = rate * (1 - StepAt(rate));
            _goal = Math.Min(_goal, _rate);
            _cap = _mostAccepted > 0 ? _mostAccepted : _cap;
        }
        else
        {
            return;
        }

        _rate = Math.Max(_rate, MinRate);
        _goal = isSilent ? ceiling : _goal;
        _changedAt = now;
    }

    /// <summary>What was accepted a second so far, where no rate was asked for that could be a beginning.</summary>
    private double MeasureRate(double now)
    {
        double seconds = Math.Max(1 / MaxLearnedRate, now - _recent.Peek().At);
        return AcceptedRate > 0 ? Math.Min(MaxLearnedRate, AcceptedRate / seconds) : UnmeasuredRate;
    }

    private static double StepAt(double rate) => Step * Math.Min(1, 10 / rate);
}
