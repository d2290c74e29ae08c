// What the compiler looks for and netstandard2.0 does not have; it finds types by their names, wherever they are. Written out here
// because a source generator that brings them adds them in another order each time, and then no two builds are the same.
using System.ComponentModel;

#pragma warning disable CS0436 // The cmdlets see the client's internals, and so have these twice; each assembly takes its own.

namespace System
{
    /// <summary>What <c>^1</c> is made of.</summary>
    internal readonly struct Index
    {
        private readonly int _value;

        public Index(int value, bool fromEnd = false) => _value = fromEnd ? ~value : value;

        public static implicit operator Index(int value) => new(value);

        public int GetOffset(int length) => _value < 0 ? length + _value + 1 : _value;
    }
}

namespace System.Runtime.CompilerServices
{
    /// <summary>For init and for records.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    internal static class IsExternalInit;

    /// <summary>For required.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
    internal sealed class RequiredMemberAttribute : Attribute;

    /// <summary>For required.</summary>
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
    internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
    {
        public string FeatureName { get; } = featureName;
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>For required.</summary>
    [AttributeUsage(AttributeTargets.Constructor)]
    internal sealed class SetsRequiredMembersAttribute : Attribute;
}
