using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace TuyaIot.Shell.Running;

/// <summary>
/// Lets <c>exit n</c> in the next script end the session with n. To the engine, exit only ends the script, and a host cannot tell it
/// from the script's last line; pwsh sets this switch inside the engine, and there is no public way to it. The engine's version is
/// fixed by the project, and the tests fail if the switch is gone from a later one.
/// </summary>
internal static class ScriptExit
{
    private const string Context = "System.Management.Automation.ExecutionContext, System.Management.Automation";

    internal static void EndsSession(Runspace runspace) => SetShouldRethrowExit(GetContext(runspace), true);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_ExecutionContext")]
    [return: UnsafeAccessorType(Context)]
    private static extern object GetContext(Runspace runspace);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_ScriptCommandProcessorShouldRethrowExit")]
    private static extern void SetShouldRethrowExit([UnsafeAccessorType(Context)] object context, bool value);
}
