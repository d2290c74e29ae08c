using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Connection;
using TuyaIot.Errors;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Sets a credential of this session.</para>
/// <para type="description">Keeps an AccessKey and its endpoint in memory under a name. Nothing is written to disk, and the secret
/// cannot be read back. A parameter wins over the same setting of a hashtable.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Keyc7sd30vmlj.</remarks>
[Cmdlet(VerbsCommon.Set, "IotCredential", DefaultParameterSetName = KeySet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(IotCredential))]
public sealed class SetIotCredentialCommand : PSCmdlet
{
    private const string KeySet = "Key";
    private const string CredentialSet = "Credential";
    private const string ConnectionSet = "Connection";
    private const string InputSet = "Input";

    /// <summary>The AccessKey ID.</summary>
    [Parameter(ParameterSetName = KeySet, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccessKeyIdCompleter))]
    public string? AccessKeyId { get; set; }

    /// <summary>The AccessKey secret, as from Read-Host -AsSecureString.</summary>
    [Parameter(ParameterSetName = KeySet, Mandatory = true, Position = 1)]
    [SecureText]
    [ValidateNotNull]
    public SecureString? AccessKeySecret { get; set; }

    /// <summary>AccessKey ID and secret as user name and password, from Get-Credential, Get-Secret or Get-AutomationPSCredential.</summary>
    [Parameter(ParameterSetName = CredentialSet, Mandatory = true)]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>
    /// A hashtable with the other parameters' names as keys, such as Get-AutomationConnection returns. AccessKeySecret may be text there.
    /// </summary>
    [Parameter(ParameterSetName = ConnectionSet, Mandatory = true)]
    [ValidateNotNull]
    public IDictionary? Connection { get; set; }

    /// <summary>
    /// A PSCredential, a hashtable, or an object with properties of the other parameters' names, such as a row of a CSV file. It is for the
    /// pipeline alone.
    /// </summary>
    [Parameter(ParameterSetName = InputSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    /// <summary>The endpoint: host, host:port or a URL, as the console shows it. Default scheme: https. Default port: 8686. Default: TUYA_IOT_ENDPOINT.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    public string? Endpoint { get; set; }

    /// <summary>The product of commands that name none.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ProductKeyCompleter))]
    public string? ProductKey { get; set; }

    /// <summary>The instance's ID, sent as IotInstanceId with every request. An instance that has an ID refuses requests without it.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(InstanceIdCompleter))]
    public string? InstanceId { get; set; }

    /// <summary>The token of temporary credentials, sent as SecurityToken with every request.</summary>
    [Parameter]
    [SecureText]
    public SecureString? SecurityToken { get; set; }

    /// <summary>Where messages come from: host, host:port or a URL. Default scheme: amqps. Default port: 5671.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? MessageEndpoint { get; set; }

    /// <summary>The consumer group whose messages are read.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? ConsumerGroupId { get; set; }

    /// <summary>How the password of the message connection is signed. Default: hmacsha1.</summary>
    [Parameter]
    [ValidateSet("hmacsha1", "hmacsha256")]
    public string? SignMethod { get; set; }

    /// <summary>The name of the credential. Commands without -Credential use the name Default. Default: Default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NewCredentialNameCompleter))]
    public string? Name { get; set; }

    /// <summary>How requests are sent: Get, as in every documented sample, or Post. Default: Get.</summary>
    [Parameter]
    [ValidateSet("Get", "Post")]
    public string? Method { get; set; }

    /// <summary>Extra parameters that every request carries, signed, such as @{ Version = '2018-01-20'; Format = 'JSON' }.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? CommonParameter { get; set; }

    /// <summary>The highest number of requests a second for every action; 0 is no limit. Default: each action's own quota.</summary>
    [Parameter]
    [InvariantNumber]
    public double RequestsPerSecond { get; set; }

    /// <summary>How many seconds one request may take. Default: 30.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [InvariantNumber]
    public double TimeoutSeconds { get; set; }

    /// <summary>The proxy. Default: the system's settings.</summary>
    [Parameter]
    [UrlText]
    public Uri? Proxy { get; set; }

    /// <summary>The credential for the proxy.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>The SHA-1 or SHA-256 thumbprint of a private gateway's certificate. No other certificate is then trusted.</summary>
    [Parameter]
    public string? CertificateThumbprint { get; set; }

    /// <summary>Trusts any certificate of the gateway. Anybody in between can then read and change commands.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Allows plain http to another machine.</summary>
    [Parameter]
    public SwitchParameter AllowUnencrypted { get; set; }

    /// <summary>Writes the credential, without its secret.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            IotCredential credential = new(ReadSettings());
            if (ShouldProcess(credential.ToString(), "Set credential"))
            {
                CredentialStore.Current.Set(credential);
                CompletionHistory.Current.AddEndpoint(credential.Endpoint.ToString().TrimEnd('/'));
                if (PassThru)
                {
                    WriteObject(credential);
                }
            }
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
        }
    }

    private IotCredentialSettings ReadSettings()
    {
        IotCredentialSettings settings = new() { Endpoint = Environment.GetEnvironmentVariable(IotEnvironment.Endpoint) };
        if (((object?)Credential ?? Connection ?? InputObject) is object given)
        {
            CredentialParser.Apply(settings, given);
        }

        CredentialParser.Apply(settings, GivenParameters());
        return settings;
    }

    /// <summary>The parameters that were given are settings by the same names as a hashtable's keys.</summary>
    private Hashtable GivenParameters()
    {
        Hashtable given = [];
        foreach (KeyValuePair<string, object> parameter in MyInvocation.BoundParameters)
        {
            if (CredentialParser.IsKey(parameter.Key))
            {
                given[parameter.Key] = parameter.Value;
            }
        }

        return given;
    }
}
