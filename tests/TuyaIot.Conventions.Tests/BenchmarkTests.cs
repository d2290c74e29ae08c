using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Xunit;

namespace TuyaIot.Conventions.Tests;

/// <summary>A run is compared with what the engine itself takes for it, so the cmdlet that does nothing binds as the real one does.</summary>
public sealed class BenchmarkTests
{
    [Fact]
    public void The_cmdlet_that_does_nothing_has_the_parameters_of_Invoke_IotThingsService()
    {
        using ModuleDefinition empty = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, "TuyaIot.Benchmarks.Empty.dll"));
        string[] expected = ParametersOf(BuiltTypes.All.Single(static type => type.FullName == "TuyaIot.Commands.InvokeIotThingsServiceCommand"));

        Assert.True(expected.Length > 10);
        Assert.Equal(expected, ParametersOf(empty.GetType("TuyaIot.Benchmarks.Empty.ReceiveNothingCommand")));
    }

    private static string[] ParametersOf(TypeDefinition cmdlet) =>
    [
        .. WithBases(cmdlet).SelectMany(static type => type.Properties)
            .Select(static property => $"{property.Name}: {string.Join(", ", property.CustomAttributes.Select(Describe).OfType<string>().Order(StringComparer.Ordinal))}")
            .Where(static parameter => parameter.Contains("Parameter(", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What the engine reads to find out where a value goes.</summary>
    private static string? Describe(CustomAttribute attribute) => attribute.AttributeType.Name switch
    {
        "ParameterAttribute" => $"Parameter({string.Join(", ", attribute.Properties.Select(static named => $"{named.Name} = {named.Argument.Value}").Order(StringComparer.Ordinal))})",
        "AliasAttribute" => $"Alias({string.Join(", ", ((CustomAttributeArgument[])attribute.ConstructorArguments[0].Value).Select(static name => name.Value))})",
        _ => null,
    };

    private static IEnumerable<TypeDefinition> WithBases(TypeDefinition type)
    {
        for (TypeDefinition? found = type; found is not null && found.Module == type.Module; found = found.BaseType?.Resolve())
        {
            yield return found;
        }
    }
}
