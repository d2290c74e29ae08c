using System.Management.Automation;

namespace TuyaIot.Tests.Support;

/// <summary>Results as a script sees them: by the names of their properties.</summary>
internal static class ResultReading
{
    internal static T? Get<T>(this PSObject result, string property) =>
        LanguagePrimitives.ConvertTo<T>(result.Properties[property].Value);

    internal static string Status(this PSObject result) => result.Get<string>("Status")!;

    internal static string[] DeviceName(this PSObject result) => result.Get<string[]>("DeviceName")!;
}
