using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;

namespace TuyaIot.Tests.Servers;

/// <summary>A gateway that counts what arrives and answers, holds or breaks as the test says.</summary>
internal sealed class TestGateway : IDisposable
{
    private readonly WireServer _server;
    private readonly List<GatewayRequest> _requests = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private readonly Func<GatewayRequest, Task<GatewayReply>> _answer;
    private int _underWay;

    /// <summary>The n-th request gets the n-th reply, and every further one the last. Where there is none, all are accepted.</summary>
    internal TestGateway(params GatewayReply[] replies)
        : this(Script(replies))
    {
    }

    internal TestGateway(Func<GatewayRequest, GatewayReply> answer, X509Certificate2? certificate = null)
        : this(request => Task.FromResult(answer(request)), certificate)
    {
    }

    internal TestGateway(Func<GatewayRequest, Task<GatewayReply>> answer, X509Certificate2? certificate = null)
        : this(answer, certificate, isClosed: false)
    {
    }

    private TestGateway(Func<GatewayRequest, Task<GatewayReply>> answer, X509Certificate2? certificate, bool isClosed)
    {
        _answer = answer;
        _server = WireServer.Closed(ServeAsync, certificate is null ? null : TestCertificate.Serve(certificate));
        Endpoint = certificate is null ? _server.Endpoint : _server.SecureEndpoint;
        if (!isClosed)
        {
            Open();
        }
    }

    internal Uri Endpoint { get; }

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

    internal IEnumerable<string> DeviceNames => Requests.SelectMany(static request => request.DeviceNames());

    /// <summary>Has an address that refuses connections until it is opened.</summary>
    internal static TestGateway Closed(params GatewayReply[] replies) => new(Script(replies), certificate: null, isClosed: true);

    internal void Open() => _server.Open();

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
    internal Task IdleAsync() => Task.WhenAll(Requests.Select(static request => request.Ended)).WaitAsync(Patience.Limit);

    public void Dispose() => _server.Dispose();

    private static Func<GatewayRequest, Task<GatewayReply>> Script(GatewayReply[] replies) => async request =>
    {
        GatewayReply reply = replies.Length == 0 ? GatewayReply.Accepted : replies[Math.Min(request.Number, replies.Length) - 1];
        await reply.WaitAsync();
        return reply;
    };

    private async Task ServeAsync(WireConnection connection)
    {
        try
        {
            while (await connection.ReadRequestAsync() is WireRequest wire && await AnswerAsync(connection, Arrive(wire)))
            {
                // The client keeps the connection.
            }
        }
        finally
        {
            connection.Close();
        }
    }

    private async Task<bool> AnswerAsync(WireConnection connection, GatewayRequest request)
    {
        try
        {
            Task<GatewayReply> answer = _answer(request);
            await Task.WhenAny(answer, connection.MoreAsync());
            Leave();
            return answer.IsCompleted && await (await answer).SendAsync(connection);
        }
        finally
        {
            request.End();
        }
    }

    private GatewayRequest Arrive(WireRequest wire)
    {
        lock (_requests)
        {
            GatewayRequest request = new(_requests.Count + 1, wire);
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
