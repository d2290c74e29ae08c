namespace TuyaIot.Shell.CommandLine;

internal enum ShellMode
{
    Prompt,
    StandardInput,
    File,
    Command,
    Help,
}
