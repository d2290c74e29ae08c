using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace TuyaIot.Shell.Tests;

/// <summary>A fresh process tells what was loaded by when.</summary>
public sealed class LazyLoadTests
{
    private const string Script = """
        $seen = @()
        function Show-Loaded([string] $Step) {
            $now = [AppDomain]::CurrentDomain.GetAssemblies().ForEach({ $_.GetName().Name }).Where({
                $_ -match '^(TuyaIot(?!\.Shell)|Polly|System\.Text\.Json|System\.Net\.(Http|Sockets|Security))' })
            "${Step}: $([Linq.Enumerable]::Order([string[]] $now.Where({ $_ -notin $seen })))"
            $script:seen = $now
        }

        $null = Show-Loaded engine
        Import-Module $args[0]
        Show-Loaded import
        Set-IotCredential -Connection @{ AccessKeyId = 'a'; AccessKeySecret = 'secret'; Endpoint = 'http://127.0.0.1:1'; ProductKey = 'p' }
        Show-Loaded credential
        try { $null = Invoke-IotThingsService d1 -Identifier Set -MaxAttempts 1 } catch { $null = $_ }
        Show-Loaded call
        $null = Start-IotSimulator | Stop-IotSimulator
        Show-Loaded simulator
        """;

    [Fact]
    public async Task Nothing_is_loaded_before_it_is_needed()
    {
        using TempFolder folder = new();
        string script = folder.Write("script.ps1", Script);

        ShellResult result = await ShellProcess.RunAsync("-File", script, Path.Combine(Places.RepositoryRoot, "TuyaIot.psd1"));

        Assert.Empty(result.Error);
        Assert.Equal("import: TuyaIot", result.Lines[0]);
        Assert.Equal("credential: TuyaIot.Client", result.Lines[1]);
        Assert.Matches(@"^call: Polly\.Core System\.Net\.Http\b", result.Lines[2]);
        Assert.Matches(@"^simulator: .*TuyaIot\.Simulator", result.Lines[3]);
    }
}
