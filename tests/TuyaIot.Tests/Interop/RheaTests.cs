using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using TuyaIot.Tests.Node;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Interop;

/// <summary>Receive-IotMessage in the real shell reads from a server that is made with the library of the platform's own sample for node.</summary>
public sealed class RheaTests : IDisposable
{
    private readonly NodePackage _rhea = new(NodePackage.Rhea, "rhea-server.js");
    private readonly string _folder = Directory.CreateTempSubdirectory("tuyaiot").FullName;

    public void Dispose()
    {
        _rhea.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Two_pipelines_share_the_messages_of_a_server_whose_socket_breaks_and_none_is_lost_or_comes_twice()
    {
        Assert.SkipWhen(await _rhea.Missing is not null, await _rhea.Missing ?? "");
        using NodeProcess server = _rhea.Start("rhea-server.js");
        int port = (await server.WaitForAsync("listening")).GetProperty("port").GetInt32();
        server.Send(new { publish = 150 });
        server.Send(new { fault = "destroy", after = 80 });

        string[] lines = await PowerShellProcess.RunAsync(WriteScript(), $"amqp://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
        await server.WaitForAsync("accepted", 150);

        Assert.Equal(
            Enumerable.Range(1, 150).Select(static number => $"m{number} Property k1 d1 {number}").Order(StringComparer.Ordinal),
            lines[..^1].Order(StringComparer.Ordinal));
        Assert.Matches(@"^No message could arrive for [\d.]+ s from ", lines[^1]);
        Assert.Equal(150, server.Ids("accepted").Distinct().Count());
        Assert.Equal(3, server.Find("login").Count(static login => login.GetProperty("isRight").GetBoolean()));
    }

    private string WriteScript()
    {
        string script = Path.Combine(_folder, "receive.ps1");
        File.WriteAllText(script, $$"""
            param($MessageEndpoint)
            Import-Module '{{Repository.Manifest}}'
            Set-IotCredential -Connection @{
                AccessKeyId = 'testid'; AccessKeySecret = 'testsecret'; Endpoint = 'unused'; MessageEndpoint = $MessageEndpoint; ConsumerGroupId = 'g1'
            }
            $messages = @(Receive-IotMessage | Select-Object -First 5)
            $messages += @(Receive-IotMessage -WarningVariable warnings 3>$null | Select-Object -First 145)
            $messages | ForEach-Object { "$($_.MessageId) $($_.Kind) $($_.ProductKey) $($_.DeviceName) $($_.Data.n)" }
            $warnings
            """);
        return script;
    }
}
