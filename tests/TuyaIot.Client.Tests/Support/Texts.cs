using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace TuyaIot.Client.Tests.Support;

/// <summary>Texts that a name could be by accident: plain ones, every UTF-16 unit, pairs and halves of pairs.</summary>
internal static class Texts
{
    internal static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    private static readonly Gen<string> Piece = Gen.Frequency(
        (4, Gen.Choose(0x20, 0x7E).Select(static code => ((char)code).ToString())),
        (2, Gen.Choose(0, 0xFFFF).Select(static code => ((char)code).ToString())),
        (1, Gen.Choose(0xD800, 0xDFFF).Select(static code => ((char)code).ToString())),
        (1, Gen.Choose(0x10000, 0x10FFFF).Select(char.ConvertFromUtf32)));

    internal static Arbitrary<string> Any { get; } = Piece.ArrayOf().Select(string.Concat).ToArbitrary();

    internal static Arbitrary<string[]> Several { get; } = Any.Generator.ArrayOf().ToArbitrary();

    /// <summary>What is left of a text once it is UTF-8: half a pair becomes the replacement character.</summary>
    internal static string AsUtf8(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
