using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace TuyaIot.Conventions.Tests;

/// <summary>Which file knows which other: the compiled code of its types, or one of their attributes, names a type of the other.</summary>
internal static class FileGraph
{
    /// <summary>Every pair of files of which the first knows the second.</summary>
    internal static IReadOnlyCollection<(SourceFile From, SourceFile To)> Arrows { get; } =
    [
        .. BuiltTypes.All.ToLookup(BuiltTypes.FindFile)
            .SelectMany(static declared => declared.Key is null ? [] : InCode(declared.Key, [.. declared.Select(static type => type.FullName)]))
            .Concat(BuiltTypes.All.SelectMany(InAttributes))
            .Where(static arrow => arrow.From != arrow.To)
            .Distinct(),
    ];

    private static IEnumerable<(SourceFile From, SourceFile To)> InCode(SourceFile file, string[] types) => SourceTree.Projects
        .SelectMany(project => BuiltTypes.FilesThatKnow(project, types))
        .Select(user => (user, file));

    /// <summary>The search in code does not see a type that an attribute names, as in [ArgumentCompleter(typeof(QosCompleter))].</summary>
    private static IEnumerable<(SourceFile From, SourceFile To)> InAttributes(TypeDefinition type) =>
        from member in MembersOf(type)
        from attribute in member.CustomAttributes
        from named in TypesIn(attribute)
        let user = BuiltTypes.FindFile(type)
        let used = BuiltTypes.FindFile(named)
        where user is not null && used is not null
        select (user, used);

    private static IEnumerable<ICustomAttributeProvider> MembersOf(TypeDefinition type) =>
        [type, .. type.Methods, .. type.Properties, .. type.Fields, .. type.Methods.SelectMany(static method => method.Parameters), .. type.NestedTypes.SelectMany(MembersOf)];

    private static IEnumerable<TypeReference> TypesIn(CustomAttribute attribute) => attribute.ConstructorArguments
        .Concat(attribute.Properties.Select(static property => property.Argument))
        .SelectMany(static argument => TypesIn(argument.Value))
        .Append(attribute.AttributeType);

    private static IEnumerable<TypeReference> TypesIn(object? value) => value switch
    {
        TypeReference type => [type],
        CustomAttributeArgument argument => TypesIn(argument.Value),
        CustomAttributeArgument[] many => many.SelectMany(static argument => TypesIn(argument.Value)),
        _ => [],
    };
}
