using System;
using System.Collections.Generic;
using System.IO;

namespace TuyaIot.Help;

/// <summary>Makes the module's help file from the pages and from the built module.</summary>
internal static class Program
{
    internal const string HelpFile = "TuyaIot.dll-Help.xml";

    private static int Main(string[] arguments)
    {
        if (arguments is not [string root])
        {
            Console.Error.WriteLine("Usage: TuyaIot.Help <root of the repository>");
            return 1;
        }

        string folder = Path.Combine(root, "en-US");
        try
        {
            IReadOnlyList<CmdletFacts> cmdlets = BuiltModule.Read(Path.Combine(root, "TuyaIot.psd1"));
            IReadOnlyList<HelpEntry> entries = HelpEntry.Join(PageReader.ReadAll(folder), cmdlets, PageReader.ReadCommonParameters(folder));
            File.WriteAllBytes(Path.Combine(folder, HelpFile), MamlWriter.Write(entries));
            Console.WriteLine($"{HelpFile}: {entries.Count} cmdlets.");
            return 0;
        }
        catch (FormatException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }
}
