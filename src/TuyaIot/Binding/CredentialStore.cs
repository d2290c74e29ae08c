using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace TuyaIot.Binding;

/// <summary>
/// The credentials of one runspace, by name. Jobs and runbooks share a process, so a runspace has its own and takes them along
/// when it goes.
/// </summary>
internal sealed class CredentialStore
{
    private static readonly ConditionalWeakTable<Runspace, CredentialStore> Stores = new();

    private readonly Dictionary<string, IotCredential> _credentials = new(StringComparer.OrdinalIgnoreCase);

    public static CredentialStore Current => Stores.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>Null where this runspace has kept no credential yet.</summary>
    public static CredentialStore? Existing => Stores.TryGetValue(Runspace.DefaultRunspace, out CredentialStore? store) ? store : null;

    public IReadOnlyList<IotCredential> All => [.. _credentials.Values.OrderBy(credential => credential.Name, StringComparer.OrdinalIgnoreCase)];

    public IotCredential? Find(string name) => _credentials.TryGetValue(name, out IotCredential? found) ? found : null;

    public void Set(IotCredential credential) => _credentials[credential.Name] = credential;

    public bool Remove(string name) => _credentials.Remove(name);
}
