using System.Collections.Generic;
using System.Linq;
using TuyaIot.Connection;
using TuyaIot.Errors;
using Xunit;

namespace TuyaIot.Client.Tests.Connection;

/// <summary>A credential out of the environment: whole, or none, and never a half of one.</summary>
public sealed class IotEnvironmentTests
{
    private readonly Dictionary<string, string> _variables = [];

    [Fact]
    public void None_of_the_variables_is_no_credential() => Assert.Null(Read());

    [Fact]
    public void Blank_variables_are_none()
    {
        _variables["TUYA_IOT_ACCESS_KEY_ID"] = " ";
        _variables["TUYA_IOT_ACCESS_KEY_SECRET"] = "";

        Assert.Null(Read());
    }

    [Fact]
    public void Product_and_instance_alone_are_no_credential()
    {
        _variables["TUYA_IOT_PRODUCT_KEY"] = "a1BwAGV0001";
        _variables["TUYA_IOT_INSTANCE_ID"] = "iot-1";

        Assert.Null(Read());
    }

    [Fact]
    public void The_three_that_are_needed_are_a_credential()
    {
        SetNeeded();

        IotCredentialSettings settings = Assert.IsType<IotCredentialSettings>(Read());
        ConnectionProfile credential = new(settings);

        Assert.Equal(
            ("Environment", "testid", "https://host:8686/"), (settings.Name, credential.AccessKey.Id, credential.Options.Endpoint.ToString()));
        Assert.Equal((null, null), (credential.ProductKey, credential.InstanceId));
    }

    [Fact]
    public void All_are_a_credential_with_product_instance_and_messages()
    {
        SetNeeded();
        _variables["TUYA_IOT_PRODUCT_KEY"] = "a1BwAGV0001";
        _variables["TUYA_IOT_INSTANCE_ID"] = "iot-1";
        _variables["TUYA_IOT_MESSAGE_ENDPOINT"] = "messages";
        _variables["TUYA_IOT_CONSUMER_GROUP_ID"] = "g1";

        ConnectionProfile credential = new(Assert.IsType<IotCredentialSettings>(Read()));

        Assert.Equal(("a1BwAGV0001", "iot-1"), (credential.ProductKey, credential.InstanceId));
        Assert.Equal(("amqps://messages:5671/", "g1", "hmacsha1"), (credential.MessageEndpoint?.AbsoluteUri, credential.ConsumerGroupId, credential.SignMethod));
    }

    [Theory]
    [InlineData("t-1", "SecurityToken=t-1")]
    [InlineData("", "")]
    public void A_token_is_sent_where_there_is_one(string token, string extra)
    {
        SetNeeded();
        _variables["TUYA_IOT_SECURITY_TOKEN"] = token;

        ConnectionProfile credential = new(Assert.IsType<IotCredentialSettings>(Read()));

        Assert.Equal(extra, string.Join(" ", credential.Options.ExtraParameters.Select(static parameter => $"{parameter.Name}={parameter.Value}")));
    }

    [Theory]
    [InlineData("TUYA_IOT_ACCESS_KEY_ID")]
    [InlineData("TUYA_IOT_ACCESS_KEY_SECRET")]
    [InlineData("TUYA_IOT_ENDPOINT")]
    [InlineData("TUYA_IOT_ACCESS_KEY_ID", "TUYA_IOT_ENDPOINT")]
    [InlineData("TUYA_IOT_ACCESS_KEY_SECRET", "TUYA_IOT_ENDPOINT")]
    public void A_part_of_a_credential_is_an_error_that_names_the_rest(params string[] missing)
    {
        SetNeeded();
        foreach (string name in missing)
        {
            _variables.Remove(name);
        }

        IotArgumentException incomplete = Assert.Throws<IotArgumentException>(Read);

        Assert.Equal(("IncompleteEnvironment", string.Join(", ", missing)), (incomplete.ErrorId, incomplete.Value));
        Assert.EndsWith($"it lacks {string.Join(", ", missing)}.", incomplete.Message);
    }

    [Fact]
    public void An_endpoint_that_is_none_is_refused_here_too()
    {
        SetNeeded();
        _variables["TUYA_IOT_ENDPOINT"] = "http://host";

        Assert.Equal("UnencryptedEndpoint", Assert.Throws<IotArgumentException>(Read).ErrorId);
    }

    private IotCredentialSettings? Read()
    {
        IotCredentialSettings? settings = IotEnvironment.Read(_variables.GetValueOrDefault);
        _ = settings is null ? null : new ConnectionProfile(settings);
        return settings;
    }

    private void SetNeeded()
    {
        _variables["TUYA_IOT_ACCESS_KEY_ID"] = "testid";
        _variables["TUYA_IOT_ACCESS_KEY_SECRET"] = "testsecret";
        _variables["TUYA_IOT_ENDPOINT"] = "host";
    }
}
