# Messages to devices, their replies, and any action of the API, as a user sees them.
BeforeAll {
    . "$PSScriptRoot/Package.ps1"
}

Describe 'Messages' {
    BeforeAll {
        $path = Join-Path $TestDrive 'pumps.json'
        Set-Content -Path $path -Value @'
{ "products": [ { "productKey": "pk1", "devices": [
    { "deviceName": "pump-1", "rrpcReply": "pong" }, { "deviceName": "pump-2", "status": "offline" },
    { "deviceName": "pump-3", "reply": "timeout" }, { "deviceName": "pump-4", "reply": "halfConn" } ] } ] }
'@
    }

    BeforeEach {
        $simulator = Start-IotSimulator -ScenarioPath $path
        $simulator | Set-IotCredential -ProductKey pk1 -RequestsPerSecond 0
    }

    AfterEach {
        $simulator | Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }

    It 'publishes a text to the same topic of many devices, which their logs show' {
        $result = 'pump-1', 'pump-3' | Publish-IotMessage get '{"on":true}'
        $result.Status | Should -Be Accepted
        $result.DeviceCount | Should -Be 2
        $sent = Get-IotSimulatorRequest -Simulator $simulator
        $sent.Action | Should -Be BatchPub
        (Get-IotSimulatorDevice -Simulator $simulator -DeviceName pump-1).Log[0].Identifier | Should -Be '/pk1/${deviceName}/user/get'
    }

    It 'publishes to one topic' {
        $result = Publish-IotMessage -Topic /pk1/pump-1/user/get -Message hello
        $result.Status | Should -Be Accepted
        $result.MessageId | Should -Match '^\d+$'
    }

    It 'publishes the largest message by POST, and says so where a URL is too short' {
        $bytes = [byte[]]::new(256kb)
        $failure = { 'pump-1' | Publish-IotMessage get -Bytes $bytes } | Should -Throw -ErrorId 'RequestTooLong,*' -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -Match '-Method Post'
        $simulator | Set-IotCredential -ProductKey pk1 -Method Post
        ('pump-1' | Publish-IotMessage get -Bytes $bytes).Status | Should -Be Accepted
        { 'pump-1' | Publish-IotMessage get -Bytes ([byte[]]::new(256kb + 1)) } | Should -Throw -ErrorId 'MessageTooLarge,*'
    }

    It 'tells by the reply what became of a message, and the journal says the same' {
        $journal = Join-Path $TestDrive 'rrpc.jsonl'
        $results = 'pump-1', 'pump-2', 'pump-3', 'pump-4' |
            Invoke-IotRrpc ping -TimeoutSec 1 -JournalPath $journal -ErrorAction SilentlyContinue -ErrorVariable failures
        ($results | Sort-Object DeviceName).Status | Should -Be Accepted, Rejected, Unknown, Unknown
        ($results | Sort-Object DeviceName).RrpcCode | Should -Be SUCCESS, OFFLINE, TIMEOUT, HALFCONN
        ($results | Where-Object DeviceName -EQ pump-1).Reply | Should -Be pong
        $failures.FullyQualifiedErrorId | Sort-Object | Should -Be @(
            'DeviceOffline,TuyaIot.Commands.InvokeIotRrpcCommand'
            'OutcomeUnknown,TuyaIot.Commands.InvokeIotRrpcCommand'
            'OutcomeUnknown,TuyaIot.Commands.InvokeIotRrpcCommand'
        )
        $summary = Get-IotJournal -Path $journal
        $summary.Accepted, $summary.Rejected, $summary.Unknown | Should -Be 1, 1, 2
    }

    It 'sends a result again when it is piped back' {
        $again = 'pump-1' | Invoke-IotRrpc ping | Invoke-IotRrpc
        $again.Message | Should -Be ping
        $again.Reply | Should -Be pong
    }
}

Describe 'Invoke-IotApi' {
    BeforeEach {
        $simulator = Start-IotSimulator -ProductKey pk1 -Device 3
        $simulator | Set-IotCredential -ProductKey pk1 -RequestsPerSecond 0
    }

    AfterEach {
        $simulator | Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }

    It 'starts an upgrade and follows it' {
        $firmware = Invoke-IotApi CreateOTAFirmware @{
            FirmwareName = 'pump 1.1.0'; DestVersion = '1.1.0'; ProductKey = 'pk1'; FirmwareUrl = 'https://example.com/pump.bin'; NeedToVerify = $false
        }
        $job = Invoke-IotApi CreateOTAStaticUpgradeJob @{
            FirmwareId = $firmware.Data.FirmwareId; ProductKey = 'pk1'; TargetSelection = 'SPECIFIC'; TargetDeviceName = 'device1', 'device2'
        }
        $tasks = Invoke-IotApi ListOTATaskByJob @{ JobId = $job.Data.JobId; CurrentPage = 1; PageSize = 100 }
        $tasks.Data.SimpleOTATaskInfo.DeviceName | Should -Be device1, device2
        $simulator.SignatureErrorCount | Should -Be 0
    }

    It 'gives a secret as a SecureString, and masks it in text' {
        $product = @{ ProductKey = 'pk1' }
        (Invoke-IotApi QueryProduct $product).Data.ProductSecret | Should -BeOfType securestring
        Invoke-IotApi QueryProduct $product -Raw | Should -Match '"ProductSecret":"\*{8}"'
    }

    It 'names an action that the gateway does not have' {
        { Invoke-IotApi NoSuchAction -ErrorAction Stop } | Should -Throw -ErrorId 'ActionNotSupported,*'
    }

    It 'completes the actions that are known' {
        $completed = [System.Management.Automation.CommandCompletion]::CompleteInput('Invoke-IotApi QueryOTA', 22, $null).CompletionMatches
        $completed.CompletionText | Should -Be QueryOTAFirmware, QueryOTAJob
        $completed[0].ToolTip | Should -Be 'a query, 10 requests/s'
    }
}
