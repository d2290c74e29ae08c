using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace TuyaIot.Shell.Tests;

public sealed class QuickstartTests
{
    [Fact]
    public async Task Three_requests_for_250_devices_are_accepted()
    {
        ShellResult result = await ShellProcess.RunAsync("-File", Places.Quickstart);

        Assert.Empty(result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(3, result.Lines.Count(line => line.Contains(" Accepted ")));
        Assert.Equal("The gateway received 3 requests for 250 devices, every signature right.", result.Lines[^1]);
    }

    [Fact]
    public async Task One_name_less_is_noticed()
    {
        using TempFolder folder = new();
        string names = Path.Combine(Path.GetDirectoryName(Places.Quickstart)!, "devices.txt");
        folder.Write("devices.txt", string.Join('\n', File.ReadLines(names).Skip(1)));
        string script = folder.Write("quickstart.ps1", await File.ReadAllTextAsync(Places.Quickstart));

        ShellResult result = await ShellProcess.RunAsync("-File", script);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Expected 3 accepted requests", result.Error);
    }

    [Fact]
    public void The_list_holds_250_names()
    {
        string names = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Places.Quickstart)!, "devices.txt"));

        Assert.Equal(string.Concat(Enumerable.Range(1, 250).Select(number => $"device-{number:D4}\n")), names);
    }
}
