using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Connection;
using TuyaIot.Errors;
using TuyaIot.Signing;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Says who asks and where, for this runspace.</para>
/// <para type="description">Keeps a credential in memory under a name; nothing is written to disk, and the secret cannot be read
/// back. A value given as a parameter wins over the same value in a hashtable.</para>
/// </summary>
/// <remarks>
/// developer.tuya.com/en/docs/tuya-iot, page id Keyc7sd30vmlj. There is no default parameter set: the engine would settle for it
/// as soon as its mandatory parameters can come from the pipeline, and then bind no PSCredential and no hashtable from there.
/// </remarks>
[Cmdlet(VerbsCommon.Set, "IotCredential", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(IotCredential))]
public sealed class SetIotCredentialCommand : PSCmdlet
{
    private const string KeySet = "Key";
    private const string CredentialSet = "Credential";
    private const string ConnectionSet = "Connection";

    // Not an RpcMethod: ModuleLoader says why.
    private int _method;

    /// <summary>The AccessKey ID.</summary>
    [Parameter(ParameterSetName = KeySet, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccessKeyIdCompleter))]
    public string? AccessKeyId { get; set; }

    /// <summary>The AccessKey secret, as in Read-Host -AsSecureString.</summary>
    [Parameter(ParameterSetName = KeySet, Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [SecureText]
    [ValidateNotNull]
    public SecureString? AccessKeySecret { get; set; }

    /// <summary>AccessKey ID and secret as user name and password, from Get-Credential, Get-Secret or Get-AutomationPSCredential.</summary>
    [Parameter(ParameterSetName = CredentialSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>A hashtable whose keys are the other parameters' names, such as Get-AutomationConnection gives; AccessKeySecret may be text there.</summary>
    [Parameter(ParameterSetName = ConnectionSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public IDictionary? Connection { get; set; }

    /// <summary>host, host:port or a URL, as the console shows it; https and port 8686 where unsaid. Where it is left out: TUYA_IOT_ENDPOINT.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EndpointCompleter))]
    public string? Endpoint { get; set; }

    /// <summary>The product that commands are for where they name none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ProductKeyCompleter))]
    public string? ProductKey { get; set; }

    /// <summary>The instance's ID, sent as IotInstanceId with every request; an instance that has one refuses requests without.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(InstanceIdCompleter))]
    public string? InstanceId { get; set; }

    /// <summary>The name to find it by; Default is what commands use where they are given none.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NewCredentialNameCompleter))]
    public string? Name { get; set; }

    /// <summary>Get, as in every documented sample and where unsaid, or Post.</summary>
    [Parameter]
    public RpcMethod Method
    {
        get => (RpcMethod)_method;
        set => _method = (int)value;
    }

    /// <summary>Extra parameters that every request carries, signed, such as @{ Version = '2018-01-20'; Format = 'JSON' }.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? CommonParameter { get; set; }

    /// <summary>How many requests a second may go out; 0 is no limit; 10 where unsaid.</summary>
    [Parameter]
    public double RequestsPerSecond { get; set; }

    /// <summary>How many seconds one request may take; 30 where unsaid.</summary>
    [Parameter]
    public double TimeoutSeconds { get; set; }

    /// <summary>The proxy; where it is left out, the system's settings count.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>Who one is to the proxy.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>The SHA-1 or SHA-256 thumbprint of a private gateway's certificate, the only one that is then trusted.</summary>
    [Parameter]
    public string? CertificateThumbprint { get; set; }

    /// <summary>Trusts any certificate of the gateway. Whoever sits in between can then read and change what devices are told.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Allows plain http to another machine.</summary>
    [Parameter]
    public SwitchParameter AllowUnencrypted { get; set; }

    /// <summary>Puts the credential out, without its secret.</summary>
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
                SeenValues.Current.AddEndpoint(credential.Endpoint.ToString().TrimEnd('/'));
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
        if (Credential is not null)
        {
            CredentialParser.Apply(settings, Credential);
        }

        if (Connection is not null)
        {
            CredentialParser.Apply(settings, Connection);
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
