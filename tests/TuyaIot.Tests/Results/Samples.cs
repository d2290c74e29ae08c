using TuyaIot.Tests.Support;

namespace TuyaIot.Tests.Results;

/// <summary>One object or more of everything that the module puts out, with values as long as real ones are.</summary>
internal static class Samples
{
    internal const string ProductKey = "a1BwAGV0001";

    private const string Script = """
        $sim = Start-IotSimulator -ProductKey a1BwAGV0001 -Fault 'Reset nth=2 when=after'
        $sim | Set-IotCredential -RequestsPerSecond 0 -CommonParameter @{ Version = '2018-01-20' }
        $names = foreach ($i in 1..4) { "6c1f0e4a9b7d2c8e5f3a01d7-000000$i" }
        Invoke-IotThingsService Set -DeviceName $names -BatchSize 2 -ThrottleLimit 1 -JournalPath $journal -ErrorAction SilentlyContinue -InformationVariable said
        $said.MessageData
        Invoke-IotThingsService Set -DeviceName $names -PerDevice -ProductKey nosuchproduct -ErrorAction SilentlyContinue
        Get-IotJournal $journal
        Get-IotProduct a1BwAGV0001
        Get-IotDevice $names[0] -Detail
        Get-IotDevice $names
        Get-IotDeviceStatus $names
        Test-IotCredential
        Test-IotCredential @{ AccessKeyId = 'testid'; AccessKeySecret = 'no'; Endpoint = 'http://127.0.0.1:1' } -MaxAttempts 1
        $new = '7d1f0e4a9b7d2c8e5f3a01d7-0000001'
        Register-IotDevice -DeviceName $new, $names[0] -Nickname 'Boiler room of the north wing' -ErrorAction SilentlyContinue
        Register-IotDevice -Count 10
        Disable-IotDevice -DeviceName $new
        Set-IotDeviceNickname -DeviceName $new, $names[0] -Nickname 'Boiler room of the south wing'
        $secret = $sim.AccessKeySecret
        Set-IotCredential LTAI5tQm7xYzAbCdEfGhIjKl $secret si-d6e8d.tuyacloud.com -Name North -ProductKey a1BwAGV0001 -PassThru
        Get-IotCredential
        $sim
        Get-IotSimulatorRequest $sim
        Get-IotSimulatorDevice -Simulator $sim
        (Get-IotSimulatorDevice -Simulator $sim)[0].Log
        Stop-IotSimulator $sim
        """;

    internal static ShellResult Make(Shell shell, string journal)
    {
        shell["journal"] = journal;
        return shell.Run(Script);
    }
}
