using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Replies;
using TuyaIot.Tests.Servers;
using TuyaIot.Transport;
using Xunit;

namespace TuyaIot.Client.Tests.Transport;

/// <summary>How long a server asks to be left alone, and what time it is there.</summary>
public sealed class RetryAfterTests
{
    private const string ServersNoon = "Tue, 19 Nov 2024 12:00:00 GMT";

    [Theory]
    [InlineData("Retry-After", "7", 7_000)]
    [InlineData("Retry-After", "0", 0)]
    [InlineData("Retry-After", "Tue, 19 Nov 2024 10:15:30 GMT", 30_000)]
    [InlineData("Retry-After", "Tue, 19 Nov 2024 10:14:00 GMT", 0)]
    [InlineData("x-acs-retry-after", "1500", 1_500)]
    [InlineData("X-Acs-Retry-After", "0", 0)]
    public void A_wish_is_read(string header, string value, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Read((header, value)));

    [Theory]
    [InlineData("Retry-After", "soon")]
    [InlineData("Retry-After", "-5")]
    [InlineData("Retry-After", "1.5")]
    [InlineData("Retry-After", "99999999999999999999")]
    [InlineData("x-acs-retry-after", "")]
    [InlineData("x-acs-retry-after", "-1")]
    [InlineData("x-acs-retry-after", "1 s")]
    [InlineData("x-acs-retry-after", "99999999999999999999")]
    public void What_is_no_wish_is_none(string header, string value) => Assert.Null(Read((header, value)));

    [Fact]
    public void No_header_is_no_wish() => Assert.Null(Read());

    [Theory]
    [InlineData("x-acs-retry-after", "9223372036854775807")]
    [InlineData("Retry-After", "2147484")]
    [InlineData("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")]
    public void The_longest_wish_still_fits_a_timer(string header, string value) =>
        Assert.Equal(TimeSpan.FromMilliseconds(int.MaxValue), Read((header, value)));

    [Fact]
    public void A_date_counts_from_the_servers_own_clock() =>
        Assert.Equal(TimeSpan.FromSeconds(90), Read(("Date", ServersNoon), ("Retry-After", "Tue, 19 Nov 2024 12:01:30 GMT")));

    [Fact]
    public void The_APIs_own_header_goes_before_the_general_one() =>
        Assert.Equal(TimeSpan.FromSeconds(2), Read(("Retry-After", "60"), ("x-acs-retry-after", "2000")));

    [Fact]
    public void A_broken_header_of_the_API_leaves_the_general_one() =>
        Assert.Equal(TimeSpan.FromSeconds(60), Read(("Retry-After", "60"), ("x-acs-retry-after", "x")));

    [Theory]
    [InlineData("Date: " + ServersNoon + "\r\nRetry-After: 3\r\n", true)]
    [InlineData("Date: yesterday\r\nRetry-After: 3\r\n", false)]
    public async Task The_headers_of_a_reply_reach_the_caller(string headers, bool hasDate)
    {
        using WireServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.ReplyAsync("429 Too Many Requests", headers, """{"Code":"Throttling","Success":false}""");
        });
        using RpcClient client = Sample.Client(new RpcOptions { Endpoint = server.Endpoint });

        RpcReply reply = await client.SendAsync(Sample.Request, Sample.Now, CancellationToken.None);

        Assert.Equal(("Throttling", TimeSpan.FromSeconds(3)), (reply.Code, reply.RetryAfter));
        Assert.Equal(hasDate ? new DateTimeOffset(2024, 11, 19, 12, 0, 0, TimeSpan.Zero) : null, reply.Date);
    }

    private static TimeSpan? Read(params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage response = new();
        foreach ((string name, string value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return RetryAfterHeader.Read(response, Sample.Now);
    }
}
