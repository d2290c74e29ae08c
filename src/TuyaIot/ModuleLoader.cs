using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using TuyaIot.Commands;

namespace TuyaIot;

/// <summary>
/// Runs when the module is imported: from here on the module's dependencies come out of its own folder, and nobody else's
/// requests are answered. How that is done differs between the two runtimes.
/// </summary>
/// <remarks>
/// The engine has loaded the exported types by then. So none of them has a field whose type is an enum or a struct of the client's:
/// the layout of a type needs those at once, and the client would come, with all it needs, into the context that modules share.
/// The simulator's types are parameters and results of cmdlets, and a script finds a type by its name only in an assembly that
/// modules share. So the simulator, which needs no other library, is loaded there at once. Its message server needs one, and is loaded with
/// it when a simulator has a consumer group.
/// </remarks>
public sealed partial class ModuleLoader : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string SimulatorAssembly = "TuyaIot.Simulator";

    private static readonly string Folder = Path.GetDirectoryName(typeof(ModuleLoader).Assembly.Location)!;

    /// <summary>
    /// Registered once for each process, and the simulator with it: many runspaces import the module at once, and a registration that is
    /// taken back for a moment, to be made anew, leaves another runspace without the client in that moment.
    /// </summary>
    private static readonly Lazy<Assembly> Simulator = new(Register);

    /// <summary>Called by the engine when the module is imported.</summary>
    public void OnImport() => _ = Simulator.Value;

    /// <summary>Called by the engine when the module is removed. Other runspaces may still use it, and its dependencies stay loaded.</summary>
    public void OnRemove(PSModuleInfo psModuleInfo) => StartedSimulators.StopAll();

    private static partial Assembly Register();

    private static string PathOf(string assemblyName) => Path.Combine(Folder, assemblyName + ".dll");
}
