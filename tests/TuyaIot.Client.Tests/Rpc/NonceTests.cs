using System.Linq;
using System.Text.RegularExpressions;
using TuyaIot.Rpc;
using Xunit;

namespace TuyaIot.Client.Tests.Rpc;

public sealed class NonceTests
{
    private static readonly Regex Documented = new(@"\A[0-9a-f]{32}\z");

    [Fact]
    public void Ten_thousand_nonces_are_32_lower_case_hex_digits_and_all_differ()
    {
        string[] nonces = [.. Enumerable.Range(0, 10_000).Select(static _ => Nonce.Create())];

        Assert.All(nonces, static nonce => Assert.Matches(Documented, nonce));
        Assert.Equal(nonces.Length, nonces.Distinct().Count());
    }

    /// <summary>All digits but the two that say it is a UUID of version 4, as the documented sample's say too.</summary>
    [Fact]
    public void Thirty_digits_take_every_value()
    {
        string[] nonces = [.. Enumerable.Range(0, 2_000).Select(static _ => Nonce.Create())];

        Assert.All(
            Enumerable.Range(0, 32).Except([12, 16]),
            place => Assert.Equal(16, nonces.Select(nonce => nonce[place]).Distinct().Count()));
    }
}
