using System;
using System.Collections;
using System.Management.Automation;
using TuyaIot.Connection;
using TuyaIot.Errors;

namespace TuyaIot.Binding;

/// <summary>Finds the credential of a command: what its -Credential says, then the runspace's default, then the environment.</summary>
internal static class CredentialResolver
{
    public static IotCredential Resolve(object? parameter, CredentialStore store) => PSValue.Unwrap(parameter) switch
    {
        null => store.Find(IotCredential.DefaultName) ?? FromEnvironment() ?? throw Missing(),
        IotCredential credential => credential,
        string name => store.Find(name) ?? throw NotFound(name),
        IDictionary table => FromSettings(settings => CredentialParser.Apply(settings, table)),
        PSCredential credential => FromSettings(settings => CredentialParser.Apply(settings, credential)),
        object other => throw new IotArgumentException(
            "InvalidCredential",
            other.GetType().Name,
            $"A {other.GetType().Name} is not a credential.",
            "Give the name of one that Set-IotCredential made, an object of Get-IotCredential, a PSCredential or a hashtable."),
    };

    public static IotCredential? FromEnvironment() => IotEnvironment.Read(Environment.GetEnvironmentVariable);

    public static IotArgumentException NotFound(string name) => new(
        "CredentialNotFound",
        name,
        $"This runspace has no credential named '{name}'.",
        "Get-IotCredential lists those it has; Set-IotCredential -Name makes one. Jobs and parallel blocks have runspaces of their own: pass the object, -Credential $using:credential.");

    /// <summary>A bare PSCredential knows no endpoint, so the environment's counts where nothing else is said.</summary>
    private static IotCredential FromSettings(Action<IotCredentialSettings> apply)
    {
        IotCredentialSettings settings = new()
        {
            Name = "Inline",
            Endpoint = Environment.GetEnvironmentVariable(IotEnvironment.Endpoint),
        };
        apply(settings);
        return new IotCredential(settings);
    }

    private static IotArgumentException Missing() => new(
        "NoCredential",
        null,
        "No credential: this runspace has no default one and the environment holds none.",
        $"Run Set-IotCredential first, give -Credential, or set {IotEnvironment.AccessKeyId}, {IotEnvironment.AccessKeySecret} and {IotEnvironment.Endpoint}.");
}
