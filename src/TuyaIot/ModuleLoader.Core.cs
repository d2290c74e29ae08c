using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace TuyaIot;

/// <summary>
/// PowerShell 7: the client and what it needs live in a load context of their own, so that their versions meet no other
/// module's (Microsoft Learn, "Resolving PowerShell module assembly dependency conflicts").
/// </summary>
public sealed partial class ModuleLoader
{
    private static readonly AssemblyLoadContext Dependencies = new FolderContext();

    private static partial Assembly Register()
    {
        AssemblyLoadContext.Default.Resolving += Resolve;
        return AssemblyLoadContext.Default.LoadFromAssemblyPath(PathOf(SimulatorAssembly));
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name is string simple && simple.StartsWith("TuyaIot.", StringComparison.Ordinal) && File.Exists(PathOf(simple))
            ? Dependencies.LoadFromAssemblyName(name)
            : null;

    private sealed class FolderContext() : AssemblyLoadContext("TuyaIot")
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name is string name && File.Exists(PathOf(name)) ? LoadFromAssemblyPath(PathOf(name)) : null;
    }
}
