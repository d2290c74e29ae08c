using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;

namespace TuyaIot.Shell.Modules;

/// <summary>The manifest of the clone that this shell was built in.</summary>
internal sealed class ModuleManifest
{
    private const string FileName = "TuyaIot.psd1";

    private ModuleManifest(string path) => Path = path;

    internal string Path { get; }

    internal static ModuleManifest Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = System.IO.Path.Combine(folder.FullName, FileName);
            if (File.Exists(path))
            {
                return new ModuleManifest(path);
            }
        }

        throw new FileNotFoundException(
            $"{FileName} is neither in {AppContext.BaseDirectory} nor in any folder above it. Run the shell from a clone of the repository: dotnet run --project src/TuyaIot.Shell.");
    }

    /// <summary>The names in CmdletsToExport. The manifest is read, not run: reading it loads nothing.</summary>
    internal HashSet<string> ExportedCmdlets()
    {
        ScriptBlockAst manifest = Parser.ParseFile(Path, out _, out _);
        HashtableAst table = (HashtableAst)manifest.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false);
        StatementAst cmdlets = table.KeyValuePairs
            .First(pair => pair.Item1 is StringConstantExpressionAst { Value: "CmdletsToExport" })
            .Item2;
        return cmdlets.FindAll(ast => ast is StringConstantExpressionAst, searchNestedScriptBlocks: false)
            .Cast<StringConstantExpressionAst>()
            .Select(name => name.Value)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
