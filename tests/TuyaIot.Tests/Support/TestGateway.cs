using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;

namespace TuyaIot.Tests.Support;

/// <summary>A gateway on a raw socket that counts what arrives and answers, holds or breaks as the test says.</summary>
internal sealed class TestGateway : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly List<GatewayRequest> _requests = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private readonly Func<GatewayRequest, Task<GatewayReply>> _answer;
    private readonly X509Certificate2? _certificate;
    private int _underWay;

    internal TestGateway()
        : this(static _ => GatewayReply.Accepted)
    {
    }

    internal TestGateway(Func<GatewayRequest, GatewayReply> answer, X509Certificate2? certificate = null)
        : this(request => Task.FromResult(answer(request)), certificate)
    {
    }

    internal TestGateway(Func<GatewayRequest, Task<GatewayReply>> answer, X509Certificate2? certificate = null)
    {
        _answer = answer;
        _certificate = certificate;
        _listener.Start();
        Endpoint = $"{(certificate is null ? "http" : "https")}://{_listener.LocalEndpoint}";
        _ = AcceptAsync();
    }

    internal string Endpoint { get; }

    /// <summary>In the order of arrival.</summary>
    internal IReadOnlyList<GatewayRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>The most requests that were here at once without an answer.</summary>
    internal int MostAtOnce { get; private set; }

    internal IEnumerable<string> DeviceNames => Requests.SelectMany(request => request.DeviceNames());

    /// <summary>Done when so many requests have arrived.</summary>
    internal Task ArrivedAsync(int count)
    {
        lock (_requests)
        {
            TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            Announce();
            return reached.Task.WaitAsync(Patience.Limit);
        }
    }

    /// <summary>Done when every request that arrived has been answered or its sender has gone.</summary>
    internal Task IdleAsync() => Task.WhenAll(Requests.Select(request => request.Ended)).WaitAsync(Patience.Limit);

    public void Dispose()
    {
        _listener.Dispose();
        foreach (TcpClient client in _clients)
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                client.NoDelay = true;
                _clients.Add(client);
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using Stream stream = await OpenAsync(client);
            ClientConnection connection = new(stream, Arrive);
            while (await connection.ReadAsync() is GatewayRequest request)
            {
                if (!await AnswerAsync(client, connection, request))
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or AuthenticationException)
        {
            // The client broke off, or the test is over.
        }
    }

    private async Task<bool> AnswerAsync(TcpClient client, ClientConnection connection, GatewayRequest request)
    {
        try
        {
            Task<GatewayReply> answer = _answer(request);
            await Task.WhenAny(answer, connection.MoreAsync());
            if (!answer.IsCompleted)
            {
                Leave();
                return false;
            }

            GatewayReply reply = await answer;
            Leave();
            client.LingerState = new LingerOption(reply == GatewayReply.Reset, 0);
            if (reply.Status <= 0)
            {
                client.Dispose();
                return false;
            }

            await connection.WriteAsync(reply);
            return true;
        }
        finally
        {
            request.End();
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        SslStream secure = new(client.GetStream());
        await secure.AuthenticateAsServerAsync(_certificate);
        return secure;
    }

    private GatewayRequest Arrive(string method, string url, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        lock (_requests)
        {
            GatewayRequest request = new(_requests.Count + 1, method, url, parameters);
            _requests.Add(request);
            MostAtOnce = Math.Max(MostAtOnce, ++_underWay);
            Announce();
            return request;
        }
    }

    /// <summary>Before the reply is written: its reader may send the next request at once.</summary>
    private void Leave()
    {
        lock (_requests)
        {
            _underWay--;
        }
    }

    private void Announce()
    {
        foreach ((int count, TaskCompletionSource reached) in _waiting)
        {
            if (_requests.Count >= count)
            {
                reached.TrySetResult();
            }
        }
    }
}
