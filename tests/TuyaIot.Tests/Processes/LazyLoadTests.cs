using System;
using System.IO;
using System.Threading.Tasks;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Processes;

/// <summary>A new process tells which assemblies were loaded by when.</summary>
public sealed class LazyLoadTests : IDisposable
{
    private const string Loaded = """
        $module = $args[0]
        function Get-Loaded([string] $Pattern) {
            [Runtime.Loader.AssemblyLoadContext]::All | ForEach-Object { foreach ($assembly in $_.Assemblies) { $assembly.GetName().Name } } | Where-Object { $_ -match $Pattern } | Sort-Object -Unique
        }
        """;

    private readonly string _script = Path.Combine(Path.GetTempPath(), $"tuyaiot-{Guid.NewGuid():N}.ps1");

    public void Dispose() => File.Delete(_script);

    [Fact]
    public async Task Nothing_is_loaded_before_it_is_needed()
    {
        string[] lines = await RunAsync("""
            $seen = @()
            function Show-Loaded([string] $Step) {
                $now = @(Get-Loaded '^(TuyaIot|Polly|System\.Net\.(Http|Sockets|Security)$)')
                "${Step}: $($now | Where-Object { $_ -notin $seen })"
                $script:seen = $now
            }

            $null = Show-Loaded engine
            Import-Module $module
            Show-Loaded import
            Set-IotCredential -Connection @{ AccessKeyId = 'a'; AccessKeySecret = 'secret'; Endpoint = 'http://127.0.0.1:1'; ProductKey = 'p' }
            Show-Loaded credential
            try { $null = Invoke-IotThingsService Set -DeviceName d1 -MaxAttempts 1 -WarningAction Ignore } catch { $null = $_ }
            Show-Loaded call
            """);

        Assert.Equal("import: TuyaIot TuyaIot.Simulator", lines[0]);
        Assert.Equal("credential: TuyaIot.Client", lines[1]);
        Assert.StartsWith("call: Polly.Core", lines[2], StringComparison.Ordinal);
    }

    /// <summary>Another module may have brought its own version of the library.</summary>
    [Fact]
    public async Task The_message_server_comes_with_the_first_consumer_group_and_into_no_shared_context()
    {
        string[] lines = await RunAsync("""
            Import-Module $module
            Start-IotSimulator | Stop-IotSimulator
            "before: $(Get-Loaded '^(Amqp|TuyaIot.Simulator.Amqp)')"
            Start-IotSimulator -ConsumerGroupId g | Stop-IotSimulator
            "after: $(Get-Loaded '^(Amqp|TuyaIot.Simulator.Amqp)')"
            "shared: $([Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | ForEach-Object { $_.GetName().Name } | Where-Object { $_ -match 'Amqp' })"
            """);

        Assert.Equal(["before: ", "after: Amqp.Net TuyaIot.Simulator.Amqp", "shared: "], lines);
    }

    [Fact]
    public async Task To_complete_loads_nothing_that_only_a_request_needs()
    {
        string[] lines = await RunAsync("""
            Import-Module $module
            function Complete($line) { (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText }
            $before = Get-Loaded .
            $null = Complete 'Invoke-IotThingsService -Identifier '
            Set-IotCredential keyid0001 (ConvertTo-SecureString x -AsPlainText -Force) si-d6e8d.tuyacloud.com -ProductKey a1BwAGV0001
            foreach ($parameter in 'Credential', 'ProductKey', 'Qos') { Complete "Invoke-IotThingsService -$parameter " }
            Complete 'Set-IotCredential -Endpoint '
            Get-Loaded '^Polly|Http|RateLimiting' | Where-Object { $_ -notin $before }
            """);

        Assert.Equal(["Default", "a1BwAGV0001", "0", "1", "si-d6e8d.tuyacloud.com:8686"], lines);
    }

    private async Task<string[]> RunAsync(string script)
    {
        await File.WriteAllTextAsync(_script, $"{Loaded}\n{script}", TestContext.Current.CancellationToken);
        return await PowerShellProcess.RunAsync(_script, Repository.Manifest);
    }
}
