using System;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace TuyaIot.Client.Tests.Support.Gateways;

/// <summary>What gateways, and what stands in front of them, do with a request.</summary>
internal static class Answers
{
    public static Answer Accepted { get; } = Http(200, """{"RequestId":"r-1","Success":true}""");

    public static Answer Throttled { get; } = Refused("Throttling.User");

    /// <summary>The connection breaks after the request was read.</summary>
    public static Answer Reset { get; } = static (connection, _) =>
    {
        connection.LingerState = new LingerOption(true, 0);
        return Task.FromResult(false);
    };

    /// <summary>The connection is closed in good order, without a reply.</summary>
    public static Answer Closed { get; } = static (_, _) => Task.FromResult(false);

    /// <summary>A reply that says success, as far as it came.</summary>
    public static Answer Cut { get; } = static async (connection, _) =>
    {
        await SendAsync(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Success\":true");
        return false;
    };

    public static Answer Refused(string code, string headers = "") =>
        Http(400, $$"""{"Code":"{{code}}","Message":"No.","RequestId":"r-1","Success":false}""", headers);

    public static Answer Http(int status, string body, string headers = "") => async (connection, _) =>
    {
        await SendAsync(connection, $"HTTP/1.1 {status} Said\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        return true;
    };

    /// <summary>Something else happens first.</summary>
    public static Answer After(Func<Task> first, Answer then) => async (connection, request) =>
    {
        await first();
        return await then(connection, request);
    };

    private static async Task SendAsync(Socket connection, string text) =>
        await connection.SendAsync(Encoding.UTF8.GetBytes(text), SocketFlags.None);
}
