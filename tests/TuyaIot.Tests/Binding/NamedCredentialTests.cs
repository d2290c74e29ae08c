using System;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Binding;

/// <summary>A runspace holds credentials by name; getting, replacing and removing them is all there is to it.</summary>
public sealed class NamedCredentialTests
{
    private static Shell WithThree()
    {
        Shell shell = new();
        ShellResult set = shell.Run("""
            Set-IotCredential id1 $Secret host1
            Set-IotCredential id2 $Secret host2 -Name EU-prod
            Set-IotCredential id3 $Secret host3 -Name EU-test
            """);
        Assert.Empty(set.Errors);
        Assert.Empty(set.Output);
        return shell;
    }

    [Theory]
    [InlineData("Get-IotCredential", "id1 id2 id3")]
    [InlineData("Get-IotCredential EU-*", "id2 id3")]
    [InlineData("Get-IotCredential eu-PROD", "id2")]
    [InlineData("Get-IotCredential Default", "id1")]
    [InlineData("Get-IotCredential US-*", "")]
    [InlineData("'EU-test', 'Default' | Get-IotCredential", "id3 id1")]
    [InlineData("Remove-IotCredential; Get-IotCredential", "id2 id3")]
    [InlineData("Remove-IotCredential EU-prod, EU-test; Get-IotCredential", "id1")]
    [InlineData("Get-IotCredential EU-* | Remove-IotCredential; Get-IotCredential", "id1")]
    [InlineData("Remove-IotCredential -WhatIf; Get-IotCredential", "id1 id2 id3")]
    [InlineData("Set-IotCredential id9 $Secret host9 -Name eu-prod; Get-IotCredential EU-*", "id9 id3")]
    [InlineData("Set-IotCredential id9 $Secret host9 -Name new -WhatIf; Get-IotCredential", "id1 id2 id3")]
    public void Credentials_are_found_by_name(string script, string accessKeyIds)
    {
        using Shell shell = WithThree();
        ShellResult result = shell.Run(script);
        Assert.Empty(result.Errors);
        Assert.Equal(accessKeyIds, string.Join(' ', result.Output.Select(credential => credential.Get<string>("AccessKeyId"))));
    }

    [Fact]
    public void PassThru_shows_all_settings_but_the_secret()
    {
        using Shell shell = new();

        PSObject credential = Assert.Single(shell.Run("""
            Set-IotCredential id1 $Secret host1 -ProductKey pk1 -InstanceId i1 -Name n1 -Method Post -RequestsPerSecond 2.5 `
                -TimeoutSeconds 7 -CommonParameter @{ Version = '2018-01-20' } -Proxy http://proxy:3128 -PassThru
            """).Output);

        Assert.Equal("n1: id1 at https://host1:8686/", credential.ToString());
        Assert.Equal("pk1", credential.Get<string>("ProductKey"));
        Assert.Equal("i1", credential.Get<string>("InstanceId"));
        Assert.Equal("Post", credential.Get<string>("Method"));
        Assert.Equal(2.5, credential.Get<double>("RequestsPerSecond"));
        Assert.Equal(7, credential.Get<TimeSpan>("Timeout").TotalSeconds);
        Assert.DoesNotContain(credential.Properties, property => property.Name.Contains("Secret", StringComparison.OrdinalIgnoreCase));
    }
}
