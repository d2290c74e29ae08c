using System.Management.Automation;
using Xunit;

namespace TuyaIot.Tests.Support;

/// <summary>What every error of the module owes its reader.</summary>
internal static class ErrorShape
{
    internal static void Is(this ErrorRecord error, string id, ErrorCategory category)
    {
        Assert.StartsWith($"{id},TuyaIot.Commands.", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.False(string.IsNullOrWhiteSpace(error.ErrorDetails?.Message));
        Assert.False(string.IsNullOrWhiteSpace(error.ErrorDetails?.RecommendedAction));
    }

    /// <summary>The user's own value that the error is about, unwrapped.</summary>
    internal static object? Target(this ErrorRecord error) =>
        error.TargetObject is PSObject { BaseObject: not PSCustomObject } wrapper ? wrapper.BaseObject : error.TargetObject;
}
