using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Amqp;
using Amqp.Framing;
using Xunit;
using AmqpConnection = Amqp.Connection;

namespace TuyaIot.Client.Tests.Interop;

/// <summary>
/// RabbitMQ with its AMQP 1.0 plugin, started by the tests where it is installed: on loopback, with files, ports and a name of its own. Its
/// users have fixed names, so its one user is what a reader signs at a fixed time.
/// </summary>
public sealed class RabbitMqServer : IAsyncLifetime
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string Plugin = "rabbitmq_amqp1_0";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4);

    private readonly string _folder = Directory.CreateTempSubdirectory("tuyaiot-rabbitmq-").FullName;
    private readonly StringBuilder _log = new();
    private Process? _process;

    /// <summary>When the reader signs.</summary>
    internal static DateTimeOffset SignedAt { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Why it cannot be used on this machine, or null if it can.</summary>
    internal static string? Missing { get; } = FindMissing();

    internal Uri Endpoint { get; private set; } = null!;

    /// <summary>As documented, with code of its own.</summary>
    private static string UserName => string.Create(
        CultureInfo.InvariantCulture,
        $"{Reader.ClientId}|authMode=aksign,signMethod=hmacsha1,timestamp={SignedAt.ToUnixTimeMilliseconds()},authId={Reader.KeyId},"
        + $"iotInstanceId=,consumerGroupId={Reader.GroupId}|");

    private static string Password => Convert.ToBase64String(HMACSHA1.HashData(
        Encoding.UTF8.GetBytes(Reader.Secret),
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"authId={Reader.KeyId}&timestamp={SignedAt.ToUnixTimeMilliseconds()}"))));

    /// <summary>The address of a queue.</summary>
    internal static string AddressOf(string queue) => $"/amq/queue/{queue}";

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        int[] ports = FindPorts(3);
        Endpoint = new Uri(string.Create(CultureInfo.InvariantCulture, $"amqp://127.0.0.1:{ports[0]}/"));
        await File.WriteAllTextAsync(At("definitions.json"), Definitions("q1", "q2"));
        await File.WriteAllTextAsync(At("enabled_plugins"), $"[{Plugin}].");
        await File.WriteAllTextAsync(
            At("rabbitmq.conf"),
            string.Create(CultureInfo.InvariantCulture, $"""
            listeners.tcp.1 = 127.0.0.1:{ports[0]}
            load_definitions = {At("definitions.json")}
            log.console = true
            log.file = false

            """));
        await StartAsync(new Dictionary<string, string>
        {
            ["HOME"] = _folder,
            ["ERL_EPMD_PORT"] = ports[1].ToString(CultureInfo.InvariantCulture),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = string.Create(CultureInfo.InvariantCulture, $"tuyaiot{Environment.ProcessId}@localhost"),
            ["RABBITMQ_DIST_PORT"] = ports[2].ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_CONFIG_FILE"] = At("rabbitmq.conf"),
            ["RABBITMQ_CONF_ENV_FILE"] = At("none"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = At("enabled_plugins"),
            ["RABBITMQ_MNESIA_BASE"] = At("data"),
            ["RABBITMQ_LOG_BASE"] = At("log"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +S 1:1",

            // The script becomes the server instead of a process between the two, which a kill would not pass on.
            ["RUNNING_UNDER_SYSTEMD"] = "true",
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Puts so many messages into a queue, from m1 on.</summary>
    internal async Task PublishAsync(string queue, int count)
    {
        Address address = new(Endpoint.Host, Endpoint.Port, UserName, Password, "/", Endpoint.Scheme);
        AmqpConnection connection = await AmqpConnection.Factory.CreateAsync(address);
        SenderLink link = new(new Session(connection), "publisher", AddressOf(queue));
        for (int number = 1; number <= count; number++)
        {
            await link.SendAsync(new Message
            {
                BodySection = new Data { Binary = Encoding.UTF8.GetBytes($$"""{"items":{"n":{"value":{{number}} } } }""") },
                ApplicationProperties = new ApplicationProperties
                {
                    ["topic"] = "/k1/d1/thing/event/property/post",
                    ["messageId"] = $"m{number}",
                    ["generateTime"] = SignedAt.ToUnixTimeMilliseconds(),
                },
            });
        }

        await connection.CloseAsync();
    }

    private async Task StartAsync(Dictionary<string, string> environment)
    {
        ProcessStartInfo start = new("/bin/sh", [Path.Combine(AppContext.BaseDirectory, "Interop", "rabbitmq.sh"), Program])
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        TaskCompletionSource<bool> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => OnLine(line.Data, started);
        _process.ErrorDataReceived += (_, line) => OnLine(line.Data, started);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using CancellationTokenSource limit = new(StartLimit);
        using CancellationTokenRegistration late = limit.Token.Register(() => started.TrySetResult(false));
        if (!await started.Task)
        {
            lock (_log)
            {
                throw new InvalidOperationException($"RabbitMQ did not start. {_log}");
            }
        }
    }

    private void OnLine(string? line, TaskCompletionSource<bool> started)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }

        if (line is null || line.Contains("BOOT FAILED", StringComparison.Ordinal))
        {
            started.TrySetResult(false);
        }
        else if (line.Contains("Server startup complete", StringComparison.Ordinal))
        {
            started.TrySetResult(true);
        }
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static string Definitions(params string[] queues) => JsonSerializer.Serialize(new
    {
        users = new[] { new { name = UserName, password = Password, tags = "" } },
        vhosts = new[] { new { name = "/" } },
        permissions = new[] { new { user = UserName, vhost = "/", configure = ".*", write = ".*", read = ".*" } },
        queues = queues.Select(static queue => new { name = queue, vhost = "/", durable = true, auto_delete = false, arguments = new { } }),
    });

    private static int[] FindPorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(static _ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(listeners, static listener => listener.Start());
        int[] ports = [.. listeners.Select(static listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        Array.ForEach(listeners, static listener => listener.Stop());
        return ports;
    }

    private static string? FindMissing() => !File.Exists(Program)
        ? "RabbitMQ is not on this machine, or not where Debian has it."
        : Directory.GetFileSystemEntries("/usr/lib/rabbitmq/lib", $"{Plugin}-*", SearchOption.AllDirectories).Length == 0
            ? $"RabbitMQ is on this machine without its plugin {Plugin}."
            : null;
}
