using System;
using System.Collections.Generic;

namespace TuyaIot.Execution;

/// <summary>How well a stream of messages was listened to: without that, silence says nothing.</summary>
internal sealed class StreamState
{
    /// <summary>As long as this nothing comes once the gateway has nothing more.</summary>
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> _products = new(StringComparer.Ordinal);

    /// <summary>Since when the link has been up; null while it is down.</summary>
    public DateTimeOffset? AttachedSince { get; private set; }

    /// <summary>When the link was up for the first time; null where it never was.</summary>
    public DateTimeOffset? FirstAttachedAt { get; private set; }

    /// <summary>When the latest message came, by this machine's clock.</summary>
    public DateTimeOffset? LastMessageAt { get; private set; }

    /// <summary>When the latest message was generated that came, by the gateway's clock.</summary>
    public DateTimeOffset? LastGeneratedAt { get; private set; }

    /// <summary>When the latest of all messages was generated, by the gateway's clock.</summary>
    public DateTimeOffset? LatestGeneratedAt { get; private set; }

    /// <summary>When the link was up and the gateway had nothing more; null where it never was so.</summary>
    public DateTimeOffset? DrainedAt { get; private set; }

    /// <summary>Whether any message of a product came.</summary>
    public bool HasHeard(string productKey) => _products.Contains(productKey);

    public void Attach(DateTimeOffset? since)
    {
        AttachedSince = since;
        FirstAttachedAt ??= since;
    }

    public void Hear(string? productKey, DateTimeOffset? generatedAt, DateTimeOffset now)
    {
        if (productKey is not null)
        {
            _products.Add(productKey);
        }

        LastMessageAt = now;
        LastGeneratedAt = generatedAt ?? LastGeneratedAt;
        LatestGeneratedAt = LatestGeneratedAt > generatedAt ? LatestGeneratedAt : generatedAt ?? LatestGeneratedAt;
    }

    /// <summary>Nothing came for a moment.</summary>
    public void Rest(DateTimeOffset now)
    {
        if (AttachedSince is DateTimeOffset since && now - since >= QuietTime && !(now - LastMessageAt < QuietTime))
        {
            DrainedAt = now;
        }
    }
}
