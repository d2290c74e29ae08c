using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Simulator.Http;

/// <summary>One client: a request in, a reply out, until either side has enough.</summary>
internal sealed class HttpConnection : IDisposable
{
    private const long MaxDrained = 4 * 1024 * 1024;

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly HttpRequestReader _reader;
    private readonly IHttpHandler _handler;
    private readonly long _number;
    private readonly Func<TimeSpan, CancellationToken, Task> _delay;
    private long _unfinished;
    private DateTimeOffset _unfinishedSince;

    internal HttpConnection(Socket socket, long number, IHttpHandler handler, SimulatorOptions options)
    {
        socket.NoDelay = true;
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new HttpRequestReader(_stream, options.MaxRequestLine);
        _delay = options.Delay;
        _handler = handler;
        _number = number;
    }

    internal async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (await _reader.ReadAsync().ConfigureAwait(false) is { } request)
            {
                HttpReply reply = _handler.Handle(request, _number);
                if (reply.Delay > TimeSpan.Zero)
                {
                    await _delay(reply.Delay, stop).ConfigureAwait(false);
                }

                bool goesOn = request.KeepAlive && reply.Ending == HttpEnding.Complete;
                await SendAsync(reply, goesOn).ConfigureAwait(false);
                if (!goesOn)
                {
                    break;
                }
            }
        }
        catch (BadHttpException bad)
        {
            await RefuseAsync(bad).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or SocketException or OperationCanceledException)
        {
            // The client left, or the simulator stopped: nobody is there to be told.
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Ends a connection whose request has been incomplete for longer than <paramref name="timeout"/>.</summary>
    internal void CloseIfStalled(DateTimeOffset now, TimeSpan timeout)
    {
        long unfinished = _reader.Unfinished;
        if (unfinished == 0 || unfinished != _unfinished)
        {
            _unfinished = unfinished;
            _unfinishedSince = now;
        }
        else if (now - _unfinishedSince > timeout)
        {
            Dispose();
        }
    }

    public void Dispose() => _stream.Dispose();

    private Task SendAsync(HttpReply reply, bool goesOn)
    {
        switch (reply.Ending)
        {
            case HttpEnding.Reset:
                _socket.LingerState = new LingerOption(enable: true, seconds: 0);
                _socket.Dispose();
                return Task.CompletedTask;
            case HttpEnding.Close:
                return Task.CompletedTask;
            case HttpEnding.Hang:
                return DrainAsync(long.MaxValue);
            default:
                return HttpReplyWriter.WriteAsync(_stream, reply, goesOn);
        }
    }

    private async Task RefuseAsync(BadHttpException bad)
    {
        try
        {
            await HttpReplyWriter.WriteAsync(_stream, _handler.Refuse(bad), keepAlive: false).ConfigureAwait(false);
            _socket.Shutdown(SocketShutdown.Send);

            // Closing with unread bytes resets the connection and may take the reply with it.
            await DrainAsync(MaxDrained).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or SocketException)
        {
            // As above.
        }
    }

    /// <summary>Reads and forgets until the client has closed its side or has sent so much.</summary>
    private async Task DrainAsync(long most)
    {
        byte[] scratch = new byte[16 * 1024];
        for (long drained = 0; drained < most;)
        {
            int read = await _stream.ReadAsync(scratch, 0, scratch.Length).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            drained += read;
        }
    }
}
