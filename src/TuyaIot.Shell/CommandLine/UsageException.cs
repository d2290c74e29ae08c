using System;

namespace TuyaIot.Shell.CommandLine;

/// <summary>The command line cannot be understood; the message is for the user.</summary>
internal sealed class UsageException(string message) : Exception(message);
