using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Connection;
using TuyaIot.Errors;

namespace TuyaIot.Binding;

/// <summary>Finds the credential of a command: its -Credential, then the runspace's default, then the environment.</summary>
internal static class CredentialResolver
{
    public static IotCredential Resolve(object? parameter, CredentialStore store) => PSValue.Unwrap(parameter) switch
    {
        null => store.Find(IotCredentialSettings.DefaultName) ?? FromEnvironment() ?? throw Missing(),
        IotCredential credential => credential,
        string name => store.Find(name) ?? throw NotFound(name),
        IDictionary or PSCredential => FromSettings(parameter!),
        PSObject saved when saved.TypeNames.Any(static name => name.EndsWith("TuyaIot." + nameof(IotCredential), StringComparison.Ordinal)) => throw Saved(saved),
        object other => throw new IotArgumentException(
            "InvalidCredential",
            other.GetType().Name,
            $"A {other.GetType().Name} is not a credential.",
            "Give the name of one that Set-IotCredential made, an object of Get-IotCredential, a PSCredential or a hashtable."),
    };

    public static IotCredential? FromEnvironment() =>
        IotEnvironment.Read(Environment.GetEnvironmentVariable) is IotCredentialSettings settings ? new IotCredential(settings) : null;

    public static IotArgumentException NotFound(string name) => new(
        "CredentialNotFound",
        name,
        $"This runspace has no credential named '{name}'.",
        "Get-IotCredential lists those it has; Set-IotCredential -Name makes one. Jobs and parallel blocks have runspaces of their own: pass the object, -Credential $using:credential, to Start-ThreadJob or ForEach-Object -Parallel.");

    /// <summary>A bare PSCredential knows no endpoint, so the environment's counts where nothing else is said.</summary>
    private static IotCredential FromSettings(object value)
    {
        IotCredentialSettings settings = new()
        {
            Name = "Inline",
            Endpoint = Environment.GetEnvironmentVariable(IotEnvironment.Endpoint),
        };
        CredentialParser.Apply(settings, value);
        return new IotCredential(settings);
    }

    /// <summary>A credential that came through Start-Job, Export-Clixml or remoting has no secret any more.</summary>
    private static IotArgumentException Saved(PSObject saved) => new(
        "CredentialWithoutSecret",
        saved.ToString(),
        "This credential was passed to another process or saved to a file, which its secret does not survive.",
        "Pass a PSCredential, -Credential $using:psCredential, with the endpoint in TUYA_IOT_ENDPOINT; or read the key from a vault there. Start-ThreadJob and ForEach-Object -Parallel take the credential itself.");

    private static IotArgumentException Missing() => new(
        "NoCredential",
        null,
        "No credential: this runspace has no default one and the environment holds none.",
        $"Run Set-IotCredential first, give -Credential, or set {IotEnvironment.AccessKeyId}, {IotEnvironment.AccessKeySecret} and {IotEnvironment.Endpoint}.");
}
