using System;
using TuyaIot.Shell.CommandLine;
using TuyaIot.Shell.Running;

namespace TuyaIot.Shell;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        ShellOptions options;
        try
        {
            options = OptionsParser.Parse(arguments);
        }
        catch (UsageException error)
        {
            Console.Error.WriteLine(error.Message);
            return ExitCode.BadArguments;
        }

        if (options.Mode == ShellMode.Help)
        {
            Console.Out.WriteLine(HelpText.Value);
            return ExitCode.Success;
        }

        using ShellSession session = new(options);
        return session.Run();
    }
}
