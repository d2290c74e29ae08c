using System;
using System.Threading.Tasks;

namespace TuyaIot.Tests.Servers;

/// <summary>What a gateway does with a request that has arrived whole. Headers each end with a line break.</summary>
internal sealed record GatewayReply(int Status, string Body, string Headers = "Content-Type: application/json\r\n")
{
    internal static readonly GatewayReply Accepted = Ok(WireConnection.AcceptedBody);

    internal static readonly GatewayReply Throttled = Refused("Throttling.User");

    /// <summary>Ends the connection in good order, without a reply.</summary>
    internal static readonly GatewayReply Close = new(0, "");

    /// <summary>Ends the connection as a crashed process does.</summary>
    internal static readonly GatewayReply Reset = new(-1, "");

    /// <summary>A reply that says success, as far as it comes.</summary>
    internal static readonly GatewayReply Cut = new(200, """{"Success":true""") { Missing = 1 };

    private int Missing { get; init; }

    private Func<Task>? First { get; init; }

    internal static GatewayReply Ok(string body) => new(200, body);

    /// <summary>The platform refuses a request with a status of HTTP, and its service with a body alone.</summary>
    internal static GatewayReply Refused(string code, string message = "Refused.", int? status = null, string headers = "") => new(
        status ?? (code.StartsWith("iot.", StringComparison.Ordinal) ? 200 : 400),
        $$"""{"RequestId":"R-1","Success":false,"Code":"{{code}}","ErrorMessage":"{{message}}"}""",
        $"Content-Type: application/json\r\n{headers}");

    /// <summary>The same after something else has happened.</summary>
    internal GatewayReply After(Func<Task> first) => this with { First = first };

    internal Task WaitAsync() => First is null ? Task.CompletedTask : First();

    /// <summary>True where the connection stays open.</summary>
    internal async Task<bool> SendAsync(WireConnection connection)
    {
        if (Status == Reset.Status)
        {
            connection.Reset();
        }

        if (Status <= 0)
        {
            return false;
        }

        await connection.ReplyAsync($"{Status} Status", Headers, Body, Missing);
        return Missing == 0;
    }
}
