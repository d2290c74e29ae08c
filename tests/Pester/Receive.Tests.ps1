# What devices say, as a user receives it.
BeforeDiscovery {
    $hasMessages = $PSVersionTable.PSVersion -ge [version] '7.4'
    $faults = 'Detach nth=20', 'Detach nth=20 code=amqp:internal-error', 'EndSession nth=20', 'Vanish nth=20'
}

BeforeAll {
    . "$PSScriptRoot/Package.ps1"

    # A number of messages, however long a busy machine takes to connect.
    function Receive-Message {
        param([int] $Count)
        Receive-IotMessage -TimeoutSec 60 | Select-Object -First $Count
    }

    # What is left in the group, until the simulator has everything settled.
    function Receive-Rest {
        param([object] $Simulator, [int] $Settled, [hashtable] $With = @{})
        $clock = [Diagnostics.Stopwatch]::StartNew()
        do { Receive-IotMessage -TimeoutSec 1 @With } while ($Simulator.MessageCounts.Settled -lt $Settled -and $clock.Elapsed.TotalSeconds -lt 60)
    }
}

Describe 'Receive-IotMessage' -Skip:(-not $hasMessages) {
    BeforeEach {
        $simulator = Start-IotSimulator -ProductKey pk1 -Device 10 -ConsumerGroupId g1, g2
        $simulator | Set-IotCredential -RequestsPerSecond 0
    }

    AfterEach {
        $simulator | Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }

    It 'writes what devices answer and report, until nothing more comes' {
        'device1' | Set-IotDeviceProperty @{ level = 7.5 } | Out-Null
        $messages = Receive-Rest $simulator -Settled 2
        ($messages.Kind | Sort-Object) -join ' ' | Should -Be 'Property Reply'
        $reply = $messages | Where-Object Kind -EQ Reply
        $reply.Code, $reply.DeviceName, $reply.ProductKey | Should -Be 200, device1, pk1
        $reply.CommandTopic | Should -Match '/thing/service/property/set$'
        $reply.Raw | ConvertFrom-Json | ForEach-Object deviceName | Should -Be device1
        ($messages | Where-Object Kind -EQ Property).Data.level | Should -Be 7.5
        $messages.GeneratedAt.Kind | Should -Be Utc, Utc
        $simulator.MessageCounts.Settled | Should -Be 2
    }

    It 'settles the one that Select-Object -First took, and gives the others back' {
        1..10 | ForEach-Object { "device$_" } | Invoke-IotThingsService Set | Out-Null
        $first = Receive-IotMessage | Select-Object -First 1
        $second = Receive-IotMessage | Select-Object -First 1
        $rest = Receive-Rest $simulator -Settled 10
        $rest.Count | Should -Be 8
        @($first) + $second + $rest | Sort-Object MessageId -Unique | Should -HaveCount 10
        $simulator.MessageCounts.Settled | Should -Be 10
    }

    It 'settles the one with which a script failed' {
        'device1' | Invoke-IotThingsService Set | Out-Null
        { Receive-IotMessage -TimeoutSec 60 | ForEach-Object { throw 'mine' } } | Should -Throw mine
        Receive-IotMessage -TimeoutSec 0.5 | Should -BeNullOrEmpty
    }

    It 'leaves out what is not asked for, and settles it' {
        'device1', 'device2', 'device10' | Set-IotDeviceProperty @{ level = 1 } | Out-Null
        $messages = Receive-Rest $simulator -Settled 6 -With @{ Kind = 'Property'; DeviceName = 'device1*'; ProductKey = 'pk1' }
        ($messages | Sort-Object DeviceName).DeviceName | Should -Be device1, device10
        $simulator.MessageCounts.Settled | Should -Be 6
        Receive-IotMessage -TimeoutSec 0.5 | Should -BeNullOrEmpty
    }

    It 'gives each group its own copy, and refuses a second reader of a group on this machine' {
        'device1' | Invoke-IotThingsService Set | Out-Null
        Receive-IotMessage g2 -TimeoutSec 60 | Select-Object -First 1 | Should -HaveCount 1
        $failure = $null
        Receive-IotMessage -TimeoutSec 60 | Select-Object -First 1 | ForEach-Object {
            $failure = { Receive-IotMessage -TimeoutSec 1 } | Should -Throw -ErrorId 'ConsumerGroupInUse,*' -PassThru
        }
        $failure.CategoryInfo.Category | Should -Be ResourceBusy
        $failure.TargetObject | Should -Be g1
    }

    It 'ends with an error that names the way out where it cannot read: <Id>' -ForEach @(
        @{ Id = 'ConsumerGroupNotFound'; With = @{ ConsumerGroupId = 'nobody' } }
        @{ Id = 'GatewayUnreachable'; With = @{ MessageEndpoint = 'amqp://127.0.0.1:1' } }
        @{ Id = 'InvalidMessageEndpoint'; With = @{ MessageEndpoint = 'https://host' } }
        @{ Id = 'UnencryptedEndpoint'; With = @{ MessageEndpoint = 'amqp://host' } }
        @{ Id = 'InvalidConsumerGroupId'; With = @{ ConsumerGroupId = 'a,b' } }
        @{ Id = 'InvalidDeviceName'; With = @{ DeviceName = '[z-a]' } }
    ) {
        $failure = { Receive-IotMessage -TimeoutSec 5 @With } | Should -Throw -ErrorId "$Id,*" -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'ends with an error where the credential does not fit' {
        $wrong = @{ AccessKeyId = 'simulator'; AccessKeySecret = 'not-this-one'; Endpoint = $simulator.Endpoint }
        { Receive-IotMessage -Credential $wrong } | Should -Throw -ErrorId 'NoMessageEndpoint,*'
        $wrong.MessageEndpoint = $simulator.MessageEndpoint
        { Receive-IotMessage -Credential $wrong } | Should -Throw -ErrorId 'NoConsumerGroup,*'
        $wrong.ConsumerGroupId = 'g1'
        $failure = { Receive-IotMessage -Credential $wrong } | Should -Throw -ErrorId 'MessageAccessRefused,*' -PassThru
        $failure | Out-String | Should -Not -Match 'not-this-one'
    }

    It 'signs with hmacsha256 where the credential says so' {
        $simulator | Set-IotCredential -SignMethod hmacsha256
        'device1' | Invoke-IotThingsService Set | Out-Null
        Receive-Message 1 | Should -HaveCount 1
        (Get-IotCredential).SignMethod | Should -Be hmacsha256
    }

    It 'takes endpoint and group from the environment' {
        Get-IotCredential | Remove-IotCredential
        $values = @{
            TUYA_IOT_ACCESS_KEY_ID = 'simulator'; TUYA_IOT_ACCESS_KEY_SECRET = 'simulator'; TUYA_IOT_ENDPOINT = $simulator.Endpoint
            TUYA_IOT_MESSAGE_ENDPOINT = $simulator.MessageEndpoint; TUYA_IOT_CONSUMER_GROUP_ID = 'g2'; TUYA_IOT_PRODUCT_KEY = 'pk1'
        }
        try {
            $values.GetEnumerator() | ForEach-Object { [Environment]::SetEnvironmentVariable($_.Key, $_.Value) }
            'device1' | Invoke-IotThingsService Set | Out-Null
            Receive-Message 1 | Should -HaveCount 1
        }
        finally {
            $values.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $null) }
        }
    }

    It 'shows no secret of a device' {
        $new = 'pump-0001' | Register-IotDevice
        $secret = [Net.NetworkCredential]::new('', $new.DeviceSecret).Password
        $message = & { Receive-IotMessage -Kind Lifecycle -TimeoutSec 60 -Verbose -Debug | Select-Object -First 1 } 4>&1 5>&1
        $message.Action | Should -Contain create
        $shown = ($message | Format-List -Property * | Out-String -Width 4000) + ($message | ConvertTo-Json -Depth 5) + ($message | Out-String)
        $shown | Should -Match '\*{8}'
        $shown.Contains($secret) | Should -BeFalse
    }

    It 'means the same after every way of saving it' {
        'device1' | Set-IotDeviceProperty @{ level = 7.5 } | Out-Null
        $message = Receive-IotMessage -Kind Property -TimeoutSec 60 | Select-Object -First 1
        $file = Join-Path $TestDrive message
        $message | Export-Clixml $file
        $read = Import-Clixml $file
        $read.Kind, $read.DeviceName, $read.Data.level, $read.GeneratedAt | Should -Be Property, device1, 7.5, $message.GeneratedAt
        ($message | ConvertTo-Json -Depth 4 | ConvertFrom-Json).Data.level | Should -Be 7.5
        ($message | ConvertTo-Csv | ConvertFrom-Csv).Topic | Should -Be $message.Topic
        ($read | Invoke-IotThingsService Set).DeviceName | Should -Be device1
    }

    It 'is a table with a line for each message' {
        'device1' | Set-IotDeviceProperty @{ level = 7.5 } | Out-Null
        $table = Receive-Message 2 | Out-String
        $table | Should -Match 'GeneratedAt +Kind +DeviceName +Content'
        $table | Should -Match 'Property +device1 +level = 7.5'
        $table | Should -Match 'Reply +device1 +200 success'
    }

    It 'ends at once with Ctrl-C, and gives back what it holds' {
        'device1', 'device2' | Invoke-IotThingsService Set | Out-Null
        $run = [powershell]::Create().AddScript({
                param($Manifest, $Simulator)
                Import-Module -Name $Manifest
                $Simulator | Set-IotCredential
                Receive-IotMessage | ForEach-Object { Start-Sleep -Seconds 60 }
            }).AddArgument($manifest).AddArgument($simulator)
        try {
            $null = $run.BeginInvoke()
            $clock = [Diagnostics.Stopwatch]::StartNew()
            while ($simulator.MessageCounts.Pushed -lt 2 -and $clock.Elapsed.TotalSeconds -lt 60) { Start-Sleep -Milliseconds 20 }
            $clock.Restart()
            $run.Stop()
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 10
            $run.InvocationStateInfo.State | Should -Be Stopped
        }
        finally {
            $run.Dispose()
        }

        $simulator.MessageCounts.Settled | Should -Be 0
        Receive-Message 2 | Should -HaveCount 2
    }
}

Describe 'A link that fails' -Skip:(-not $hasMessages) -ForEach @{ Faults = $faults } {
    BeforeAll {
        $scenario = Join-Path $TestDrive 'link.json'
        Set-Content $scenario '{ "consumerGroups": "g1", "ackTimeout": "1s", "products": [ { "productKey": "pk1" } ] }'

        # Each waits until no more messages come, so they wait together.
        $runs = @{}
        foreach ($fault in $Faults) {
            $shell = [powershell]::Create().AddScript({
                    param($Manifest, $Scenario, $Fault)
                    Import-Module -Name $Manifest
                    $simulator = Start-IotSimulator -ScenarioPath $Scenario -Fault $Fault
                    $simulator | Set-IotCredential -RequestsPerSecond 0
                    try {
                        1..50 | ForEach-Object { "device$_" } | Invoke-IotThingsService Set | Out-Null
                        $messages = Receive-IotMessage -TimeoutSec 6 -WarningVariable warnings -WarningAction SilentlyContinue
                        @{ Messages = $messages; Warnings = $warnings; Settled = $simulator.MessageCounts.Settled }
                    }
                    finally {
                        $simulator | Stop-IotSimulator
                    }
                }).AddArgument($manifest).AddArgument($scenario).AddArgument($fault)
            $runs[$fault] = @{ Shell = $shell; Result = $shell.BeginInvoke() }
        }
    }

    AfterAll {
        $runs.Values | ForEach-Object { $_.Shell.Dispose() }
    }

    It 'comes back after <_>, a warning says for how long it was away, and nothing is lost or comes twice' -ForEach $faults {
        $seen = $runs[$_].Shell.EndInvoke($runs[$_].Result)[0]
        $seen.Messages | Should -HaveCount 50
        $seen.Messages.MessageId | Sort-Object -Unique | Should -HaveCount 50
        $seen.Warnings | Should -Match '^No message could arrive for [\d.]+ s from \d{4}-\d\d-\d\d [\d:]{8} UTC on: .+\. The messages of that time follow\.$'
        $seen.Warnings.Count | Should -BeGreaterOrEqual 1
        $seen.Settled | Should -Be 50
    }
}

Describe 'A reader that is killed' -Skip:(-not $hasMessages) {
    It 'loses no message, at whatever moment' {
        $scenario = Join-Path $TestDrive 'kill.json'
        Set-Content $scenario '{ "consumerGroups": "g1", "ackTimeout": "1s", "products": [ { "productKey": "pk1" } ] }'
        $simulator = Start-IotSimulator -ScenarioPath $scenario
        $simulator | Set-IotCredential -RequestsPerSecond 0
        $seen = Join-Path $TestDrive 'seen.txt'
        $script = Join-Path $TestDrive 'reader.ps1'
        Set-Content $script @'
param($Manifest, $Endpoint, $Messages, $File)
Import-Module -Name $Manifest
$credential = @{ AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = $Endpoint; MessageEndpoint = $Messages; ConsumerGroupId = 'g1' }
Receive-IotMessage -Credential $credential | ForEach-Object { [IO.File]::AppendAllText($File, "$($_.MessageId)`n") }
'@
        $program = [Environment]::ProcessPath
        $shell = @(if ([IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
        try {
            1..2000 | ForEach-Object { "device$_" } | Invoke-IotThingsService Set | Out-Null
            foreach ($moment in 1..3) {
                $before = if (Test-Path $seen) { (Get-Item $seen).Length } else { 0 }
                $reader = Start-Process -PassThru -FilePath $program -ArgumentList (
                    $shell + '-NoProfile', '-File', $script, $manifest, $simulator.Endpoint, $simulator.MessageEndpoint, $seen)
                $clock = [Diagnostics.Stopwatch]::StartNew()
                while ((-not (Test-Path $seen) -or (Get-Item $seen).Length -eq $before) -and $clock.Elapsed.TotalSeconds -lt 60) { Start-Sleep -Milliseconds 5 }
                Start-Sleep -Milliseconds (7 * $moment)
                $reader.Kill()
                $reader.WaitForExit()
            }

            $rest = Receive-Rest $simulator -Settled 2000 | ForEach-Object MessageId
            $all = @(Get-Content $seen) + $rest
            $rest.Count | Should -BeLessThan 2000
            $all | Sort-Object -Unique | Should -HaveCount 2000
            $simulator.MessageCounts.Settled | Should -Be 2000
        }
        finally {
            $simulator | Stop-IotSimulator
            Get-IotCredential | Remove-IotCredential
        }
    }
}

Describe 'Receive-IotMessage on Windows PowerShell' -Skip:$hasMessages {
    It 'says what it needs and what works' {
        $credential = @{ AccessKeyId = 'a'; AccessKeySecret = 'b'; Endpoint = 'host'; MessageEndpoint = 'host'; ConsumerGroupId = 'g1' }
        $failure = { Receive-IotMessage -Credential $credential } | Should -Throw -ErrorId 'MessagesNotSupported,*' -PassThru
        $failure.Exception.Message | Should -Be 'Messages need PowerShell 7.4 or later; Wait-IotCommand -Poll works here.'
    }
}
