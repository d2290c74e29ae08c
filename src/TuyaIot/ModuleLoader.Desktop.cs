using System;
using System.IO;
using System.Reflection;

namespace TuyaIot;

/// <summary>
/// Windows PowerShell: versions inside the closure of System.Text.Json do not match one another (System.Memory asks for
/// System.Runtime.CompilerServices.Unsafe 4.0.4.1 where 6.0.0.0 ships), and a module has no binding redirects. So requests
/// that come from the module's own folder are answered from there.
/// </summary>
public sealed partial class ModuleLoader
{
    private static partial Assembly Register()
    {
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        return Assembly.LoadFrom(PathOf(SimulatorAssembly));
    }

    private static Assembly? Resolve(object sender, ResolveEventArgs request)
    {
        if (request.RequestingAssembly is not Assembly requester
            || !string.Equals(Path.GetDirectoryName(requester.Location), Folder, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string path = PathOf(new AssemblyName(request.Name).Name);
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }
}
