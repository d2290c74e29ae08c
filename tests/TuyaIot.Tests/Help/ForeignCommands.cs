using System;
using System.Collections.Generic;

namespace TuyaIot.Tests.Help;

/// <summary>
/// Commands that examples use and the engine's package lacks, with those of their parameters that are used. All come with
/// PowerShell, so that an example needs nothing else.
/// </summary>
internal static class ForeignCommands
{
    internal static IReadOnlyDictionary<string, string[]> Parameters { get; } = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
    {
        ["ConvertFrom-Csv"] = [],
        ["ConvertFrom-SecureString"] = ["AsPlainText"],
        ["ConvertFrom-Json"] = [],
        ["ConvertTo-Csv"] = [],
        ["Format-Table"] = [],
        ["Get-ChildItem"] = [],
        ["Get-Content"] = [],
        ["Get-Credential"] = [],
        ["Group-Object"] = ["NoElement"],
        ["Import-Csv"] = [],
        ["Measure-Object"] = ["Sum"],
        ["New-TimeSpan"] = ["Hours"],
        ["Read-Host"] = ["AsSecureString", "Prompt"],
        ["Select-Object"] = ["First", "Last"],
        ["Set-Content"] = ["NoNewline"],
        ["Sort-Object"] = [],
        ["Split-Path"] = ["Leaf"],
    };
}
