using System;
using System.Threading.Tasks;

namespace TuyaIot.Benchmarks.Messages;

/// <summary>Receives one message, reads it and settles it.</summary>
internal interface IReceiver : IAsyncDisposable
{
    Task ReceiveAsync();
}
