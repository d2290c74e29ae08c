using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using TuyaIot.Fuzz.Tests.Mutation;

namespace TuyaIot.Fuzz.Tests.Targets;

/// <summary>Something that reads what others wrote.</summary>
internal abstract class FuzzTarget
{
    private const int MaxShown = 2_000;

    private readonly Lazy<Mutator> _mutator;

    protected FuzzTarget() => _mutator = new Lazy<Mutator>(() => new Mutator(Samples, Words));

    /// <summary>The folder of its corpus.</summary>
    public abstract string Name { get; }

    /// <summary>Inputs that it takes.</summary>
    public abstract IReadOnlyList<byte[]> Samples { get; }

    /// <summary>Whether every input is read in every way, also those that take time.</summary>
    public bool IsThorough { get; init; }

    /// <summary>Words of its format.</summary>
    protected virtual IReadOnlyList<string> Words => [];

    public static FuzzTarget Create(string name, bool isThorough = false) => name switch
    {
        ReplyTarget.Folder => new ReplyTarget { IsThorough = isThorough },
        MessageTarget.Folder => new MessageTarget { IsThorough = isThorough },
        JournalTarget.Folder => new JournalTarget { IsThorough = isThorough },
        ScenarioTarget.Folder => new ScenarioTarget { IsThorough = isThorough },
        ArgsTarget.Folder => new ArgsTarget { IsThorough = isThorough },
        _ => throw new ArgumentException($"There is no target {name}.", nameof(name)),
    };

    /// <summary>The input of this number. It depends on no other input.</summary>
    public byte[] CreateInput(int seed, int index)
    {
        Random random = new(unchecked((seed * 1_000_003) ^ (index * 7_919)));
        return Repair(_mutator.Value.Create(random), random);
    }

    /// <summary>Reads an input.</summary>
    /// <returns>False where it was refused as documented. Anything else that it throws is a defect.</returns>
    public abstract bool Read(byte[] input);

    /// <summary>The most bytes that reading may allocate: some, and so many for each byte of the input.</summary>
    public abstract long MaxAllocated(byte[] input);

    /// <summary>The input for a reader of a failed test.</summary>
    public virtual string Describe(byte[] input)
    {
        string text = string.Concat(Encoding.Latin1.GetString(input).Select(static c =>
            c is >= ' ' and <= '~' ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}")));
        return text.Length <= MaxShown ? text : text[..MaxShown] + "…";
    }

    /// <summary>Makes right what would end the reading before it begins, such as a checksum.</summary>
    protected virtual byte[] Repair(byte[] input, Random random) => input;

    protected static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
