using System;
using System.Text;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;

namespace TuyaIot.Benchmarks.Servers;

/// <summary>
/// A gateway that looks at little more of a request than where it ends: so cheap that the client is what is measured.
/// </summary>
internal static class FixedReplyServer
{
    /// <summary>The reply to every command.</summary>
    public static byte[] Accepted { get; } = Build("{\"RequestId\":\"0123456789abcdef\",\"Success\":true}");

    /// <summary>A reply as it goes out.</summary>
    public static byte[] Build(string body) => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>Serves until the process that started this one closes its end, and answers each line it writes with the count of connections.</summary>
    /// <param name="findReply">Finds the prebuilt reply to a request.</param>
    public static void Run(FindReply findReply)
    {
        using WireServer server = WireServer.Closed(connection => ServeAsync(connection, findReply));
        server.Open();
        Console.WriteLine(server.Endpoint);
        while (Console.ReadLine() is not null)
        {
            Console.WriteLine(server.Connections);
        }
    }

    private static async Task ServeAsync(WireConnection connection, FindReply findReply)
    {
        while (await connection.FindReplyAsync(findReply) is byte[] reply)
        {
            await connection.SendAsync(reply);
        }

        connection.Close();
    }
}
