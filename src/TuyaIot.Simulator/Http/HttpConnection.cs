using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace TuyaIot.Simulator.Http;

/// <summary>Serves one client: reads a request, writes its reply, and repeats until either side closes.</summary>
internal sealed class HttpConnection : IDisposable
{
    private const long MaxDrained = 4 * 1024 * 1024;

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly HttpRequestReader _reader;
    private readonly IHttpHandler _handler;
    private readonly long _number;
    private long _unfinished;
    private DateTimeOffset _unfinishedSince;

    internal HttpConnection(Socket socket, long number, IHttpHandler handler, int maxRequestLine)
    {
        socket.NoDelay = true;
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new HttpRequestReader(_stream, maxRequestLine);
        _handler = handler;
        _number = number;
    }

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _reader.ReadAsync().ConfigureAwait(false) is { } request)
            {
                HttpReply reply = await _handler.HandleAsync(request, _number, cancellationToken).ConfigureAwait(false);
                bool keepAlive = request.KeepAlive && reply.Ending == HttpEnding.Complete;
                await SendAsync(reply, keepAlive).ConfigureAwait(false);
                if (!keepAlive)
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
            // The client left, or the simulator stopped: nobody waits for a reply.
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

    private Task SendAsync(HttpReply reply, bool keepAlive)
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
                return HttpReplyWriter.WriteAsync(_stream, reply, keepAlive);
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
            // The client left.
        }
    }

    /// <summary>Reads and drops bytes until the client closes its side or has sent <paramref name="maxBytes"/>.</summary>
    private async Task DrainAsync(long maxBytes)
    {
        byte[] scratch = new byte[16 * 1024];
        for (long drained = 0; drained < maxBytes;)
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
