using TuyaIot.Tests.Servers;
using Xunit;

namespace TuyaIot.Tests.Support;

/// <summary>A session whose commands go to a test's gateway.</summary>
internal static class GatewayCredential
{
    /// <summary>Makes the gateway the default credential. Tests prove order and number, so nothing holds requests back.</summary>
    internal static void Use(this Shell shell, TestGateway gateway, string more = "")
    {
        shell["Endpoint"] = gateway.Endpoint.AbsoluteUri;
        ShellResult set = shell.Run($"Set-IotCredential {Shell.AccessKeyId} $Secret $Endpoint -ProductKey pk1 -RequestsPerSecond 0 {more}");
        Assert.Empty(set.Errors);
    }
}
