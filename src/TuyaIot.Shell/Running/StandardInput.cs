using System;
using System.Collections.Generic;
using System.Management.Automation.Language;

namespace TuyaIot.Shell.Running;

/// <summary>The lines piped into the shell, for a script or a command that asks for $input.</summary>
internal static class StandardInput
{
    internal static IEnumerable<string> For(Ast code) =>
        Console.IsInputRedirected && code.Find(IsInputVariable, searchNestedScriptBlocks: true) is not null ? Lines() : [];

    private static IEnumerable<string> Lines()
    {
        while (Console.In.ReadLine() is string line)
        {
            yield return line;
        }
    }

    private static bool IsInputVariable(Ast ast) =>
        ast is VariableExpressionAst variable
        && variable.VariablePath.UserPath.Equals("input", StringComparison.OrdinalIgnoreCase);
}
