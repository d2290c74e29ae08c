using System.Collections.Concurrent;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Signing;

public sealed class NonceSourceTests
{
    private static readonly Regex Documented = new(@"\A[0-9a-f]{32}\z");

    private const int Count = 300_000;

    [Fact]
    public void Many_nonces_drawn_at_the_same_time_are_32_lower_case_hex_digits_and_all_differ()
    {
        NonceSource source = new();
        ConcurrentBag<string> nonces = [];

        Parallel.For(0, Count, _ => nonces.Add(source.Next()));

        Assert.All(nonces, static nonce => Assert.Matches(Documented, nonce));
        Assert.Equal(Count, nonces.Distinct().Count());
    }

    /// <summary>As two processes have them that use the same key.</summary>
    [Fact]
    public void Two_thousand_sources_differ_from_each_other()
    {
        string[] nonces = [.. Enumerable.Range(0, 2_000).Select(static _ => new NonceSource().Next())];

        Assert.Equal(nonces.Length, nonces.Select(static nonce => nonce[..16]).Distinct().Count());
        Assert.Equal(nonces.Length, nonces.Select(static nonce => nonce[16..]).Distinct().Count());
    }
}
