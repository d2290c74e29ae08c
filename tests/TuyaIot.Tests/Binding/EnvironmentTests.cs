using System;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Binding;

/// <summary>Schedulers and CI hold a credential in environment variables.</summary>
[Collection(EnvironmentVariables.Name)]
public sealed class EnvironmentTests : IDisposable
{
    private const string Command = "'d1' | Invoke-IotThingsService -Identifier Set";

    private readonly EnvironmentVariables _environment = new();

    public void Dispose() => _environment.Dispose();

    [Fact]
    public void Without_any_credential_a_command_ends_and_says_how_to_get_one()
    {
        using Shell shell = new();
        ErrorRecord error = shell.Catch(Command);
        error.Is("NoCredential", ErrorCategory.AuthenticationError);
        Assert.Contains("Set-IotCredential", error.ErrorDetails.RecommendedAction);
        Assert.Empty(shell.Run("Get-IotCredential").Output);
    }

    [Fact]
    public void The_environment_alone_is_enough()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        SetAll(gateway);

        ShellResult result = shell.Run(Command);
        PSObject shown = Assert.Single(shell.Run("Get-IotCredential").Output);

        Assert.Empty(result.Errors);
        GatewayRequest request = Assert.Single(gateway.Requests);
        Assert.Equal("env-key", request["AccessKeyId"]);
        Assert.Equal("env-product", request["ProductKey"]);
        Assert.Equal("env-instance", request["IotInstanceId"]);
        Assert.Equal("Environment", shown.Get<string>("Name"));
    }

    [Fact]
    public void The_parameter_wins_over_the_default_and_the_default_over_the_environment()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        SetAll(gateway);
        shell.Use(gateway);
        shell.Run("Set-IotCredential named-key $Secret $Endpoint -ProductKey pk1 -Name named -RequestsPerSecond 0");

        shell.Run($"{Command} -Credential named; {Command}; Remove-IotCredential; {Command}");

        Assert.Equal(["named-key", Shell.AccessKeyId, "env-key"], gateway.Requests.Select(request => request["AccessKeyId"]));
    }

    [Theory]
    [InlineData("ACCESS_KEY_ID")]
    [InlineData("ACCESS_KEY_SECRET")]
    [InlineData("ENDPOINT")]
    public void A_part_of_a_credential_is_an_error_that_names_what_is_missing(string missing)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        SetAll(gateway);
        EnvironmentVariables.Set((missing, null));

        ErrorRecord invoke = shell.Catch(Command);
        ErrorRecord get = Assert.Single(shell.Run("Get-IotCredential").Errors);

        foreach (ErrorRecord error in new[] { invoke, get })
        {
            error.Is("IncompleteEnvironment", ErrorCategory.AuthenticationError);
            Assert.Equal("TUYA_IOT_" + missing, error.Target());
        }
    }

    [Fact]
    public void A_PSCredential_takes_its_endpoint_from_the_environment()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        EnvironmentVariables.Set(("ENDPOINT", gateway.Endpoint.AbsoluteUri));

        ShellResult result = shell.Run($$"""
            $user = [pscredential]::new('user-key', $Secret)
            {{Command}} -ProductKey pk1 -Credential $user
            $user | Set-IotCredential
            {{Command}} -ProductKey pk1
            """);

        Assert.Empty(result.Errors);
        Assert.Equal(["user-key", "user-key"], gateway.Requests.Select(request => request["AccessKeyId"]));
    }

    private static void SetAll(TestGateway gateway) => EnvironmentVariables.Set(
        ("ACCESS_KEY_ID", "env-key"),
        ("ACCESS_KEY_SECRET", Shell.Secret),
        ("ENDPOINT", gateway.Endpoint.AbsoluteUri),
        ("PRODUCT_KEY", "env-product"),
        ("INSTANCE_ID", "env-instance"));
}
