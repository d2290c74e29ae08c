using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using TuyaIot.Execution;
using TuyaIot.Messages;
using Xunit;

namespace TuyaIot.Client.Tests.Execution;

/// <summary>When a message is settled: what is settled cannot come again after a kill.</summary>
public sealed class ExecutionListenerTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(TrackerRig.At(0));
    private readonly TrackerRig _rig = new();
    private readonly FakeStream _stream = new();

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    [Fact]
    public async Task A_reply_to_a_known_command_is_settled_at_once()
    {
        _rig.Add(TrackerRig.Service(), "d1");
        using ExecutionListener listener = Listen();

        await _stream.PushAsync(TrackerRig.Reply("d1", 1));

        Assert.Equal(["md11200"], _stream.Settled);
    }

    [Fact]
    public async Task A_message_that_says_nothing_of_commands_is_settled_at_once()
    {
        using ExecutionListener listener = Listen();

        await _stream.PushAsync(TrackerRig.Status("d1", 1, "online"));

        Assert.Equal(["sd11"], _stream.Settled);
    }

    [Fact]
    public async Task A_reply_before_its_command_is_settled_five_seconds_later()
    {
        using ExecutionListener listener = Listen();

        await _stream.PushAsync(TrackerRig.Reply("d1", 1));
        _time.Advance(TimeSpan.FromSeconds(4.9));
        await _stream.RestAsync();
        Assert.Empty(_stream.Settled);
        _rig.Add(TrackerRig.Service(), "d1");
        Assert.Equal("d1", _rig.Only.DeviceName);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        await _stream.RestAsync();
        Assert.Equal(["md11200"], _stream.Settled);
    }

    [Fact]
    public async Task Of_too_many_the_oldest_is_settled()
    {
        using ExecutionListener listener = Listen();

        await _stream.PushAsync([.. Enumerable.Range(1, 502).Select(static number => TrackerRig.Reply($"d{number}-", 1))]);

        Assert.Equal(["md1-1200", "md2-1200"], _stream.Settled);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_end_settles_them_only_where_no_command_can_come(bool isComplete)
    {
        ExecutionListener listener = Listen();
        await _stream.PushAsync(TrackerRig.Reply("d1", 1));
        if (isComplete)
        {
            _rig.Tracker.Complete();
        }

        listener.Dispose();

        Assert.Equal(isComplete ? 1 : 0, _stream.Settled.Count);
        Assert.True(_stream.IsDisposed);
    }

    [Fact]
    public async Task Each_break_of_the_link_is_told_once_in_order()
    {
        using ExecutionListener listener = Listen();
        LinkOutage[] outages = [new(TrackerRig.At(1), TrackerRig.At(2), "first"), new(TrackerRig.At(3), TrackerRig.At(4), "second")];
        _stream.Outages.AddRange(outages);

        await _stream.RestAsync();

        Assert.Equal((true, outages[0]), (listener.TryTakeOutage(out LinkOutage? outage), outage));
        Assert.Equal((true, outages[1]), (listener.TryTakeOutage(out outage), outage));
        Assert.False(listener.TryTakeOutage(out outage));
    }

    [Fact]
    public async Task A_stream_that_fails_is_told_as_the_fault_and_heard_no_more()
    {
        ExecutionListener listener = Listen();
        await _stream.PushAsync(TrackerRig.Reply("d1", 1));
        Assert.Equal((true, null), (_rig.Tracker.IsAttached, listener.Fault));
        InvalidOperationException failure = new("gone");
        await _stream.FailAsync(failure);

        listener.Dispose();

        Assert.Same(failure, listener.Fault);
        Assert.False(_rig.Tracker.IsAttached);
        Assert.Empty(_stream.Settled);
        Assert.True(_stream.IsDisposed);
    }

    [Fact]
    public async Task A_stream_that_ends_without_an_exception_is_at_its_end_and_has_no_fault()
    {
        _stream.EndsQuietly = true;
        ExecutionListener listener = Listen();
        await _stream.RestAsync();

        listener.Dispose();

        Assert.Null(listener.Fault);
        Assert.True(_stream.IsDisposed);
    }

    private ExecutionListener Listen()
    {
        ExecutionListener listener = new(_stream, _rig.Tracker, _time);
        listener.Start();
        return listener;
    }

    /// <summary>Gives what a test pushes, and says when the reader has come back for more.</summary>
    private sealed class FakeStream : IMessageStream
    {
        private readonly ConcurrentQueue<DeviceMessage?> _messages = new();
        private readonly SemaphoreSlim _isThere = new(0);
        private readonly SemaphoreSlim _isIdle = new(0);
        private bool _wasGiven;
        private Exception? _failure;

        public List<string> Settled { get; } = [];

        public bool IsDisposed { get; private set; }

        public DateTimeOffset? AttachedSince => TrackerRig.At(-1);

        /// <summary>The breaks of the link that are told next.</summary>
        public List<LinkOutage> Outages { get; } = [];

        /// <summary>Whether it gives nothing, in place of an exception, when it is no longer read.</summary>
        public bool EndsQuietly { get; set; }

        public Task RestAsync() => PushAsync([null]);

        /// <summary>Throws in place of the next message.</summary>
        public Task FailAsync(Exception failure)
        {
            _failure = failure;
            return RestAsync();
        }

        public async Task PushAsync(params DeviceMessage?[] messages)
        {
            foreach (DeviceMessage? message in messages)
            {
                _messages.Enqueue(message);
                _isThere.Release();
            }

            foreach (DeviceMessage? _ in messages)
            {
                Assert.True(await _isIdle.WaitAsync(TimeSpan.FromSeconds(30)));
            }
        }

        public async Task<MessageDelivery?> ReceiveAsync(TimeSpan timeout, CancellationToken cancellationToken)
        {
            if (_wasGiven)
            {
                _wasGiven = false;
                _isIdle.Release();
            }

            try
            {
                await _isThere.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (EndsQuietly)
            {
                return null;
            }

            if (_failure is not null)
            {
                _isIdle.Release();
                throw _failure;
            }

            _wasGiven = true;
            Assert.True(_messages.TryDequeue(out DeviceMessage? message));
            return message is null ? null : new FakeDelivery(message, Settled);
        }

        public IReadOnlyList<LinkOutage> TakeOutages()
        {
            LinkOutage[] outages = [.. Outages];
            Outages.Clear();
            return outages;
        }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            _isThere.Dispose();
            _isIdle.Dispose();
            return default;
        }
    }

    private sealed class FakeDelivery(DeviceMessage message, List<string> settled) : MessageDelivery
    {
        public override DeviceMessage Message => message;

        public override void Settle() => settled.Add(message.MessageId!);
    }
}
