using System.IO;
using System.Management.Automation;

namespace TuyaIot;

/// <summary>
/// Runs when the module is imported, before the engine looks at its types: from here on the module's dependencies come out of
/// its own folder, and nobody else's requests are answered. How that is done differs between the two runtimes.
/// </summary>
public sealed partial class ModuleLoader : IModuleAssemblyInitializer
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(ModuleLoader).Assembly.Location)!;

    /// <summary>Called by the engine.</summary>
    public void OnImport() => Register();

    static partial void Register();

    private static string PathOf(string assemblyName) => Path.Combine(Folder, assemblyName + ".dll");
}
