namespace TuyaIot.Tests.Support;

/// <summary>What a gateway does with a request that has arrived whole.</summary>
internal sealed record GatewayReply(int Status, string Body, string ContentType = "application/json")
{
    internal static readonly GatewayReply Accepted = Ok("""{"RequestId":"A-1","Success":true}""");

    /// <summary>Ends the connection without a word.</summary>
    internal static readonly GatewayReply Close = new(0, string.Empty);

    /// <summary>Tears the connection down.</summary>
    internal static readonly GatewayReply Reset = new(-1, string.Empty);

    internal static GatewayReply Ok(string body) => new(200, body);

    internal static GatewayReply Refused(string code, string message = "Refused.", int status = 200) =>
        new(status, $$"""{"RequestId":"R-1","Success":false,"Code":"{{code}}","ErrorMessage":"{{message}}"}""");
}
