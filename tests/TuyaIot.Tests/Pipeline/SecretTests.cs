using System;
using System.Linq;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Pipeline;

/// <summary>Whatever happens and however loud a run is, the secret, the signature and a signed URL stay out of every stream.</summary>
public sealed class SecretTests
{
    private const string Loud = "$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'; ";

    private const string Scripts = """
        try { 'd1', 'd2', "a`tb", 'd3' | Invoke-IotThingsService -Identifier Set -BatchSize 1 -Args @{ p = 1 } -Verbose -Debug -ErrorAction Continue } catch { $_ }
        try { 'd1' | Invoke-IotThingsService -Identifier Set | Out-Default } catch { $_; $_ | Out-Default }
        'd1' | Invoke-IotThingsService -Identifier Set -WhatIf
        $c = Get-IotCredential; $c; $c | Out-Default; "$c"
        Set-IotCredential testid $Secret $Endpoint -ProductKey pk1 -RequestsPerSecond 0 -PassThru -Verbose -Debug
        $sim = Start-IotSimulator -AccessKeySecret $Secret; $sim; $sim | Out-Default; Stop-IotSimulator $sim -Verbose -Debug
        """;

    public static TheoryData<string> Replies =>
    [
        """{"RequestId":"A-1","Success":true}""",
        """{"RequestId":"R-1","Success":false,"Code":"iot.device.NotExistedDevice","ErrorMessage":"No."}""",
        """{"RequestId":"R-1","Code":"SignatureDoesNotMatch","Message":"Not matched. server string to sign is:GET&%2F&AccessKeyId%3Dtestid%26Signature%3D{signature}"}""",
        """{"RequestId":"R-1","Code":"SignatureDoesNotMatch","Message":"Key {secret}, {url}"}""",
        """{"RequestId":"{secret}","Success":false,"Code":"iot.device.{secret}","ErrorMessage":"{padding}{secret}"}""",
        """{"RequestId":"R-1","Success":false,"Code":"iot.device.{encodedSecret}","ErrorMessage":"{encodedSecret} Signature={encodedSignature}"}""",
        "<html>{url} {secret} {signature}</html>",
        "cut {secret} {url}",
        "",
        "close",
        "reset",
    ];

    [Theory]
    [MemberData(nameof(Replies))]
    public void No_secret_signature_or_signed_URL_is_in_any_stream(string body)
    {
        using TestGateway gateway = new(request => Answer(body, request));
        using Shell shell = new();
        foreach (string method in new[] { "Get", "Post" })
        {
            shell.Use(gateway, $"-Method {method}");

            ShellResult result = shell.Run(Loud + Scripts);

            string text = Everything.TextOf(shell, result);
            Assert.Contains("testid", text);
            Assert.Contains("d1", text);
            Assert.DoesNotContain(Shell.Secret, text);
            Assert.DoesNotContain(Uri.EscapeDataString(Shell.Secret), text);
            Assert.DoesNotContain("Top#Sec", text);
            Assert.DoesNotContain("Signature=", Unmasked(text));
            foreach (GatewayRequest request in gateway.Requests)
            {
                Assert.DoesNotContain(request["Signature"]!, text);
                Assert.DoesNotContain(Uri.EscapeDataString(request["Signature"]!), text);
                Assert.DoesNotContain(request["SignatureNonce"]!, text);
            }
        }

        Assert.NotEmpty(gateway.Requests);
    }

    [Theory]
    [InlineData("Set-IotCredential -Connection @{ AccessKeyId = 'testid'; AccessKeySecret = $plain; Endpoint = 'not a host' }")]
    [InlineData("Set-IotCredential -Connection @{ AccessKeyId = 'testid'; Secret = $plain }")]
    [InlineData("Set-IotCredential -Connection @{ AccessKeyId = 'testid'; TimeoutSeconds = $plain }")]
    [InlineData("Set-IotCredential -Connection @{ AccessKeyId = 'testid'; ProxyCredential = $plain }")]
    [InlineData("'d1' | Invoke-IotThingsService -Identifier Set -Credential @{ AccessKeyId = 'testid'; AccessKeySecret = $plain }")]
    [InlineData("Set-IotCredential testid $plain gateway.example")]
    public void A_credential_that_is_refused_keeps_its_secret(string script)
    {
        using Shell shell = new();
        shell["plain"] = Shell.Secret;

        ShellResult result = shell.Run($"{Loud}try {{ {script} }} catch {{ $_; $_ | Out-Default }}");

        Assert.NotEmpty(result.Output);
        Assert.DoesNotContain(Shell.Secret, Everything.TextOf(shell, result));
    }

    private static GatewayReply Answer(string body, GatewayRequest request)
    {
        string signature = request["Signature"]!;
        return body switch
        {
            "close" => GatewayReply.Close,
            "reset" => GatewayReply.Reset,
            _ => GatewayReply.Ok(body
                .Replace("{secret}", Shell.Secret)
                .Replace("{encodedSecret}", Uri.EscapeDataString(Shell.Secret))
                .Replace("{signature}", signature)
                .Replace("{encodedSignature}", Uri.EscapeDataString(signature))
                .Replace("{url}", $"{request.Url}&{string.Join('&', request.Parameters.Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"))}")

                // Cuts the secret where a long message is cut.
                .Replace("{padding}", new string('x', 500 - "Top#Secret".Length))),
        };
    }

    private static string Unmasked(string text) => text.Replace("Signature=********", string.Empty);
}
