using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using NetArchTest.Rules;

namespace TuyaIot.Conventions.Tests;

/// <summary>The built assemblies of src. They are read, not loaded. Each type belongs to the file that declares it, whatever its namespace is.</summary>
internal static class BuiltTypes
{
    private static readonly Dictionary<(string Project, string FullName), SourceFile> FilesOfTypes = SourceTree.Files
        .SelectMany(static file => file.Types.Select(type => (Key: (file.Project, $"{file.Namespace}.{type.Name}"), File: file)))
        .GroupBy(static type => type.Key)
        .ToDictionary(static type => type.Key, static type => type.First().File);

    private static readonly Dictionary<string, ModuleDefinition> Modules = SourceTree.Projects.ToDictionary(
        static project => project, static project => ModuleDefinition.ReadModule(PathOf(project), new ReaderParameters { AssemblyResolver = Beside() }));

    private static readonly Dictionary<string, Types> Searchable = SourceTree.Projects.ToDictionary(
        static project => project, static project => Types.FromFile(PathOf(project)));

    /// <summary>Every type of the assemblies but those inside of others and those that the compiler adds.</summary>
    internal static IReadOnlyList<TypeDefinition> All { get; } =
    [
        .. Modules.Values.SelectMany(static module => module.Types)
            .Where(static type => type.Namespace.StartsWith(nameof(TuyaIot), StringComparison.Ordinal) && !type.Name.StartsWith('<')),
    ];

    internal static IEnumerable<TypeDefinition> Of(string project) => All.Where(type => ProjectOf(type) == project);

    internal static IEnumerable<string> ReferencesOf(string project) =>
        Modules[project].AssemblyReferences.Select(static reference => reference.Name);

    /// <summary>The file that declares a type; null where none does.</summary>
    internal static SourceFile? FindFile(TypeDefinition type) => FindFile(ProjectOf(type), type.FullName);

    /// <summary>The file that declares a type of another file's code; null where it is no type of src.</summary>
    internal static SourceFile? FindFile(TypeReference type) => FindFile(
        type.Scope is AssemblyNameReference other ? other.Name : ProjectOf(type), type.FullName);

    /// <summary>The files of a project whose code knows one of these types or namespaces.</summary>
    internal static IEnumerable<SourceFile> FilesThatKnow(string project, params string[] names) => Searchable[project]
        .That().HaveDependencyOnAny(names).GetTypes()
        .Select(type => FindFile(project, type.FullName))
        .OfType<SourceFile>()
        .Distinct();

    /// <summary>An attribute's values can be read only together with the types of its parameters.</summary>
    private static DefaultAssemblyResolver Beside()
    {
        DefaultAssemblyResolver resolver = new();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        return resolver;
    }

    private static string ProjectOf(TypeReference type) => type.Module.Assembly.Name.Name;

    /// <summary>The parameters of a generic type, and what is inside of a type, are in the file of the type.</summary>
    private static SourceFile? FindFile(string project, string fullName) =>
        FilesOfTypes.GetValueOrDefault((project, fullName.Split('`', '/', '+')[0]));

    private static string PathOf(string project) => Path.Combine(AppContext.BaseDirectory, $"{project}.dll");
}
