using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace TuyaIot.Tests.Package;

/// <summary>What an assembly says of itself and of others, read without loading it.</summary>
internal sealed class DesktopAssembly
{
    private DesktopAssembly(AssemblyName identity) => Identity = identity;

    internal AssemblyName Identity { get; }

    internal string Name => Identity.Name!;

    /// <summary>The assemblies that it asks for.</summary>
    internal IReadOnlyList<AssemblyName> References { get; private init; } = [];

    /// <summary>The types that it asks for, each with the assembly that it asks.</summary>
    internal IReadOnlyList<(string Assembly, string Type)> TypeReferences { get; private init; } = [];

    /// <summary>The names of the members that it uses of others.</summary>
    internal IReadOnlySet<string> MemberReferences { get; private init; } = new HashSet<string>();

    /// <summary>The types that it has.</summary>
    internal IReadOnlySet<string> Types { get; private init; } = new HashSet<string>();

    /// <summary>The types that it had once, and the assembly that has them now.</summary>
    internal IReadOnlyDictionary<string, string> Forwards { get; private init; } = new Dictionary<string, string>();

    internal static DesktopAssembly Read(string path)
    {
        using PEReader file = new(File.OpenRead(path));
        MetadataReader metadata = file.GetMetadataReader();
        return new DesktopAssembly(metadata.GetAssemblyDefinition().GetAssemblyName())
        {
            References = [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())],
            TypeReferences = [.. ReadTypeReferences(metadata)],
            MemberReferences = metadata.MemberReferences.Select(handle => metadata.GetString(metadata.GetMemberReference(handle).Name)).ToHashSet(),
            Types = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(static type => !type.IsNested)
                .Select(type => FullName(metadata, type.Namespace, type.Name)).ToHashSet(),
            Forwards = metadata.ExportedTypes.Select(metadata.GetExportedType)
                .Where(static type => type.Implementation.Kind is HandleKind.AssemblyReference)
                .ToDictionary(
                    type => FullName(metadata, type.Namespace, type.Name),
                    type => metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.Implementation).Name)),
        };
    }

    /// <summary>All assemblies of a folder, by name.</summary>
    internal static IReadOnlyDictionary<string, DesktopAssembly> ReadAll(params string[] folders) => folders
        .SelectMany(static folder => Directory.EnumerateFiles(folder, "*.dll"))
        .Where(static path => !IsPartOfOne(path))
        .Select(Read)
        .ToDictionary(static assembly => assembly.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The framework has files that are a part of another one's assembly, and files of native code.</summary>
    private static bool IsPartOfOne(string path)
    {
        using PEReader file = new(File.OpenRead(path));
        return !file.HasMetadata || !file.GetMetadataReader().IsAssembly;
    }

    /// <summary>A nested type comes with the type that it is in.</summary>
    private static IEnumerable<(string Assembly, string Type)> ReadTypeReferences(MetadataReader metadata) =>
        from reference in metadata.TypeReferences.Select(metadata.GetTypeReference)
        where reference.ResolutionScope.Kind is HandleKind.AssemblyReference
        let assembly = metadata.GetAssemblyReference((AssemblyReferenceHandle)reference.ResolutionScope)
        select (metadata.GetString(assembly.Name), FullName(metadata, reference.Namespace, reference.Name));

    private static string FullName(MetadataReader metadata, StringHandle space, StringHandle name) =>
        $"{metadata.GetString(space)}.{metadata.GetString(name)}";
}
