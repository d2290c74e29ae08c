using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Tests.Support;
using Xunit;

namespace TuyaIot.Tests.Results;

/// <summary>One object or more of everything that the module puts out, with values as long as real ones are. Tests only look at them.</summary>
public sealed class Samples : IDisposable
{
    internal const string ProductKey = "a1BwAGV0001";

    private const string Script = """
        $model = '{"products":[{"productKey":"a1BwAGV0002","thingModel":{"_ppk":{"version":"1700000000001"},
            "properties":[{"identifier":"currentTemperature","name":"Current temperature","dataType":"DOUBLE","rwFlag":"READ_WRITE",
              "dataSpecs":{"min":"-40","max":"120.5","step":"0.5","unit":"degC"}}],
            "services":[{"identifier":"openValve","serviceName":"Open the main valve","callType":"ASYNC",
              "inputParams":[{"identifier":"secondsToOpen","name":"Seconds to open","dataType":"INT","dataSpecs":{"min":"1","max":"600","unit":"s"}}],
              "outputParams":[{"identifier":"done","dataType":"BOOL","dataSpecsList":[{"value":0,"name":"no"},{"value":1,"name":"yes"}]}]}],
            "events":[{"identifier":"leak","eventName":"Leak","eventType":"ALERT_EVENT_TYPE","outputData":[]}]}}]}'
        [IO.File]::WriteAllText("$journal.scenario", $model)
        $models = Start-IotSimulator -ScenarioPath "$journal.scenario"
        Get-IotThingModel a1BwAGV0002 -Credential ($models | Set-IotCredential -Name Models -PassThru) -OutVariable model
        $model[0].Properties, $model[0].Services, $model[0].Events, $model[0].Services[0].Input | ForEach-Object { $_ }
        Remove-IotCredential Models
        Stop-IotSimulator $models
        $sim = Start-IotSimulator -ProductKey a1BwAGV0001 -ConsumerGroupId g1 -Fault 'Reset nth=2 when=after'
        $sim | Set-IotCredential -RequestsPerSecond 0 -CommonParameter @{ Version = '2018-01-20' }
        $names = foreach ($i in 1..4) { "6c1f0e4a9b7d2c8e5f3a01d7-000000$i" }
        Invoke-IotThingsService Set -DeviceName $names -BatchSize 2 -ThrottleLimit 1 -JournalPath $journal -ErrorAction SilentlyContinue -InformationVariable said
        $said.MessageData
        Invoke-IotThingsService Set -DeviceName $names -PerDevice -ProductKey nosuchproduct -ErrorAction SilentlyContinue
        Get-IotJournal $journal
        Get-IotProduct a1BwAGV0001
        Set-IotDeviceProperty @{ level = 10.5; place = @{ x = 1 } } -DeviceName $names
        Set-IotDeviceProperty @{ level = 10.5 } -DeviceName $names -Individually -Qos 1
        Invoke-IotThingService Set @{ param1 = 1 } -DeviceName $names
        Get-IotDeviceProperty -DeviceName $names[0]
        Set-IotDeviceProperty @{ level = 12.5 } -DeviceName $names[0] | Wait-IotCommand -Poll -TimeoutSec 9
        Set-IotDesiredProperty @{ level = 11.5 } -DeviceName $names[0] -ExpirationSeconds 60
        Get-IotDesiredProperty -DeviceName $names[0]
        Clear-IotDesiredProperty level -DeviceName $names[0]
        Get-IotDeviceHistory Property -DeviceName $names[0]
        Get-IotDeviceHistory Service -DeviceName $names[0]
        Get-IotDevice $names[0] -Detail
        Get-IotDevice $names
        Get-IotDeviceStatus $names
        Test-IotCredential
        Test-IotCredential @{ AccessKeyId = 'testid'; AccessKeySecret = 'no'; Endpoint = 'http://127.0.0.1:1' } -MaxAttempts 1
        $new = '7d1f0e4a9b7d2c8e5f3a01d7-0000001'
        Register-IotDevice -DeviceName $new, $names[0] -Nickname 'Boiler room of the north wing' -ErrorAction SilentlyContinue
        Register-IotDevice -Count 10
        Disable-IotDevice -DeviceName $new
        Publish-IotMessage get '{"on":true}' -DeviceName $names
        Publish-IotMessage get '{"on":true}' -DeviceName $names[0] -PerDevice
        Publish-IotMessage -Topic "/a1BwAGV0001/$($names[0])/user/get" -Message '{"on":true}'
        Invoke-IotRrpc '{"get":"currentTemperature"}' -DeviceName $names[0] -Topic /get
        Set-IotDeviceNickname -DeviceName $new, $names[0] -Nickname 'Boiler room of the south wing'
        Receive-IotMessage -TimeoutSec 60 | Select-TestFirst 5
        $secret = $sim.AccessKeySecret
        Set-IotCredential LTAI5tQm7xYzAbCdEfGhIjKl $secret si-d6e8d.tuyacloud.com -Name North -ProductKey a1BwAGV0001 -PassThru
        Get-IotCredential
        $sim
        Get-IotSimulatorRequest $sim
        Get-IotSimulatorDevice -Simulator $sim
        (Get-IotSimulatorDevice -Simulator $sim)[0].Log
        Stop-IotSimulator $sim
        """;

    private readonly Shell _shell = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("tuyaiot").FullName;

    public Samples()
    {
        _shell["journal"] = Path.Combine(_folder, "run.jsonl");
        ShellResult made = _shell.Run(Script);
        Assert.Empty(made.Errors);
        string[] statuses = [.. made.Output.Where(static sample => sample.Properties["Attempts"] is not null).Select(static result => result.Status()).Distinct().Order()];
        Assert.Equal(["Accepted", "Rejected", "Unknown"], statuses);
        Objects = made.Output;
    }

    internal IReadOnlyList<PSObject> Objects { get; }

    public void Dispose()
    {
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
