using System.Management.Automation;
using System.Management.Automation.Internal;

namespace TuyaIot.Binding;

/// <summary>Unwraps the values that PowerShell wraps.</summary>
internal static class PSValue
{
    /// <summary>The value itself. A PSCustomObject stays wrapped, because its properties are the wrapper's. The null of an empty pipeline is null.</summary>
    public static object? Unwrap(object? value) =>
        ReferenceEquals(value, AutomationNull.Value) ? null
        : value is PSObject { BaseObject: not PSCustomObject } wrapper ? wrapper.BaseObject
        : value;

    public static bool IsCustomObject(object? value) => value is PSObject { BaseObject: PSCustomObject };
}
