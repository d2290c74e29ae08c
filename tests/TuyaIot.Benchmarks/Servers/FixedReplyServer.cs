using System;
using System.Text;
using System.Threading.Tasks;
using TuyaIot.Tests.Servers;

namespace TuyaIot.Benchmarks.Servers;

/// <summary>
/// A gateway that accepts whatever comes, and looks at no more of it than where it ends: so cheap that the client is what is
/// measured.
/// </summary>
internal static class FixedReplyServer
{
    private const string Body = "{\"RequestId\":\"0123456789abcdef\",\"Success\":true}";

    private static readonly byte[] Reply = Encoding.ASCII.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");

    /// <summary>Serves until the process that started this one closes its end, and answers each line it writes with the count of connections.</summary>
    public static void Run()
    {
        using WireServer server = WireServer.Closed(ServeAsync);
        server.Open();
        Console.WriteLine(server.Endpoint);
        while (Console.ReadLine() is not null)
        {
            Console.WriteLine(server.Connections);
        }
    }

    private static async Task ServeAsync(WireConnection connection)
    {
        while (await connection.SkipRequestAsync())
        {
            await connection.SendAsync(Reply);
        }

        connection.Close();
    }
}
