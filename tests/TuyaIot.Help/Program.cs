using System;
using System.Collections.Generic;
using System.IO;

namespace TuyaIot.Help;

/// <summary>Makes the help file of the module out of the pages that stand beside it.</summary>
internal static class Program
{
    internal const string HelpFile = "TuyaIot.dll-Help.xml";

    private static int Main(string[] arguments)
    {
        if (arguments is not [string folder])
        {
            Console.Error.WriteLine("Usage: TuyaIot.Help <folder of the pages>");
            return 1;
        }

        try
        {
            IReadOnlyList<Page> pages = PageReader.ReadAll(folder);
            File.WriteAllBytes(Path.Combine(folder, HelpFile), MamlWriter.Write(pages));
            Console.WriteLine($"{HelpFile}: {pages.Count} cmdlets.");
            return 0;
        }
        catch (FormatException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return 1;
        }
    }
}
