using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace TuyaIot.Shell.Tests;

/// <summary>The built shell as a child process with all three streams redirected.</summary>
internal sealed class ShellProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private ShellProcess(Process process) => _process = process;

    internal int Id => _process.Id;

    internal StreamWriter Input => _process.StandardInput;

    internal StreamReader Output => _process.StandardOutput;

    internal static ShellProcess Start(string shell, string folder, string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [shell, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("NO_COLOR");
        start.Environment["TERM"] = "xterm-256color";
        return new ShellProcess(Process.Start(start)!);
    }

    /// <summary>Runs the shell in the temporary folder with nothing on its standard input.</summary>
    internal static Task<ShellResult> RunAsync(params string[] arguments) =>
        RunWithInputAsync(string.Empty, arguments);

    internal static Task<ShellResult> RunWithInputAsync(string input, params string[] arguments) =>
        RunInAsync(Path.GetTempPath(), input, arguments);

    internal static async Task<ShellResult> RunInAsync(string folder, string input, params string[] arguments)
    {
        using ShellProcess shell = Start(Places.Shell, folder, arguments);
        await shell.Input.WriteAsync(input);
        return await shell.EndAsync();
    }

    /// <summary>Closes the standard input and waits for the end.</summary>
    internal async Task<ShellResult> EndAsync()
    {
        _process.StandardInput.Close();
        Task<string> output = _process.StandardOutput.ReadToEndAsync();
        Task<string> error = _process.StandardError.ReadToEndAsync();
        await Task.WhenAll(output, error, _process.WaitForExitAsync()).WaitAsync(Limit);
        return new ShellResult(_process.ExitCode, await output, await error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
