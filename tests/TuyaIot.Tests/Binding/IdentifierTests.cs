using System.Management.Automation;
using TuyaIot.Tests.Servers;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Binding;

/// <summary>The service to call: where it stands on the command line, and what becomes of a command without one.</summary>
public sealed class IdentifierTests
{
    [Fact]
    public void Identifier_and_Args_have_the_first_two_places()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("'d1' | Invoke-IotThingsService Set @{ param1 = 1 }");

        Assert.Empty(result.Errors);
        GatewayRequest request = Assert.Single(gateway.Requests);
        Assert.Equal(("Set", """{"param1":1}"""), (request["Identifier"], request["Args"]));
    }

    [Theory]
    [InlineData("Invoke-IotThingsService Set '{}' d1", "PositionalParameterNotFound")]
    [InlineData("'d1' | Invoke-IotThingsService @{ param1 = 1 } Set", "ParameterArgumentTransformationError")]
    public void A_value_in_the_wrong_place_is_refused_before_anything_is_sent(string script, string errorId)
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        Assert.StartsWith($"{errorId},", shell.Catch(script).FullyQualifiedErrorId);

        Assert.Empty(gateway.Requests);
    }

    [Theory]
    [InlineData("'d1', 'd2', 'd3' | Invoke-IotThingsService")]
    [InlineData("'d1', 'd2', 'd3' | Invoke-IotThingsService ' '")]
    [InlineData("Invoke-IotThingsService -DeviceName d1, d2")]
    public void Without_a_service_there_is_one_error_for_all_names_and_nobody_is_asked(string script)
    {
        TestUserInterface ui = new();
        using TestGateway gateway = new();
        using Shell shell = new(ui);
        shell.Use(gateway);

        shell.Catch(script).Is("NoIdentifier", ErrorCategory.InvalidArgument);

        Assert.Empty(ui.Questions);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public void A_row_without_a_service_is_an_error_of_that_row()
    {
        using TestGateway gateway = new();
        using Shell shell = new();
        shell.Use(gateway);

        ShellResult result = shell.Run("""
            [pscustomobject]@{ DeviceName = 'd1'; Identifier = 'Set' }, [pscustomobject]@{ DeviceName = 'd2'; Identifier = '' },
            [pscustomobject]@{ DeviceName = 'd3'; Identifier = 'Set' } | Invoke-IotThingsService
            """);

        Assert.Single(result.Errors).Is("NoIdentifier", ErrorCategory.InvalidArgument);
        Assert.Equal(["d1", "d3"], Assert.Single(gateway.Requests).DeviceNames());
    }
}
