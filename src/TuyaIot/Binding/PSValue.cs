using System.Management.Automation;

namespace TuyaIot.Binding;

/// <summary>PowerShell wraps values as it passes them around; what is inside counts.</summary>
internal static class PSValue
{
    /// <summary>The value itself. A PSCustomObject stays wrapped, because its properties are the wrapper's.</summary>
    public static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapper ? wrapper.BaseObject : value;

    public static bool IsCustomObject(object? value) => value is PSObject { BaseObject: PSCustomObject };
}
