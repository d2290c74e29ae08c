using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Tests.Node;

/// <summary>
/// A script that takes commands and says what it sees, both as lines of JSON. It ends with its input, so that it does not outlive the tests,
/// however they end.
/// </summary>
internal sealed class NodeProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly List<JsonElement> _events = [];
    private readonly Task _reading;
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NodeProcess(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <summary>What it has said so far.</summary>
    public IReadOnlyList<JsonElement> Events
    {
        get
        {
            lock (_events)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>What it has said of one kind.</summary>
    public IEnumerable<JsonElement> Find(string name) => Events.Where(one => one.GetProperty("event").GetString() == name);

    /// <summary>The ids that it has said in events of one kind, in their order.</summary>
    public IEnumerable<string?> Ids(string name) => Find(name).Select(static one => one.GetProperty("id").GetString());

    /// <summary>The first event of a kind, which must come.</summary>
    public async Task<JsonElement> WaitForAsync(string name)
    {
        await UntilAsync(() => Find(name).Any(), name);
        return Find(name).First();
    }

    /// <summary>Waits for so many events of a kind.</summary>
    public Task WaitForAsync(string name, int count) => UntilAsync(() => Find(name).Count() >= count, $"{count} {name}");

    public void Send(object command)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(command));
        _process.StandardInput.Flush();
    }

    /// <summary>Tells it to end.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task UntilAsync(Func<bool> isTrue, string what)
    {
        using CancellationTokenSource limit = new(Limit);
        while (true)
        {
            Task arrived = Volatile.Read(ref _arrived).Task;
            if (isTrue())
            {
                return;
            }

            if (limit.IsCancellationRequested || _reading.IsCompleted)
            {
                throw new InvalidOperationException($"No {what}. It said: {string.Join("\n", Events)}");
            }

            await Task.WhenAny(arrived, Task.Delay(Limit, limit.Token));
        }
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is string line)
        {
            JsonElement read = JsonElement.Parse(line);
            lock (_events)
            {
                _events.Add(read);
            }

            Interlocked.Exchange(ref _arrived, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }

        Volatile.Read(ref _arrived).TrySetResult();
    }
}
