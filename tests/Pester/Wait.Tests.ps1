BeforeAll {
    . "$PSScriptRoot/Package.ps1"

    # Starts a simulator with one product pk1 that pushes messages to g1, and makes its credential the default one.
    function Start-Fleet {
        param([hashtable] $Product = @{}, [hashtable] $Root = @{}, [string[]] $Fault)

        $fleet = @{ productKey = 'pk1'; devices = 1000 }
        $Product.Keys | ForEach-Object { $fleet[$_] = $Product[$_] }
        $scenario = @{ consumerGroups = 'g1'; products = @($fleet) } + $Root
        $path = Join-Path $TestDrive "$([Guid]::NewGuid()).json"
        $scenario | ConvertTo-Json -Depth 8 | Set-Content -Path $path
        $parameters = @{ ScenarioPath = $path; Seed = 7 }
        if ($Fault) {
            $parameters.Fault = $Fault
        }

        $simulator = Start-IotSimulator @parameters
        $simulator | Set-IotCredential -RequestsPerSecond 0
        $simulator
    }

    # What the simulator did with each device: the last line of its log.
    function Get-Truth {
        param($Simulator)

        $truth = @{}
        foreach ($device in Get-IotSimulatorDevice -Simulator $Simulator) {
            $truth[$device.DeviceName] = "$(@($device.Log)[-1].Event)"
        }

        $truth
    }

    # Every outcome must be what the simulator did; the one place where that is written down.
    function Test-Outcome {
        param($Outcome, [hashtable] $Truth)

        switch ($Outcome.Status) {
            'Executed' { $Truth[$Outcome.DeviceName] -eq 'Executed' }
            'Failed' { $Truth[$Outcome.DeviceName] -eq 'Failed' }
            'Offline' { $Truth[$Outcome.DeviceName] -eq 'NeverArrived' }
            # A device that is silent may have carried it out.
            default { $Outcome.Status -in 'NoAnswer', 'Unknown' -and $Truth[$Outcome.DeviceName] -eq 'Executed' }
        }
    }
}

Describe 'Wait-IotCommand' {
    BeforeEach {
        $script:journal = Join-Path $TestDrive "$([Guid]::NewGuid()).jsonl"
    }

    AfterEach {
        $simulator | Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }

    Context 'a fleet of 1,000 devices' {
        BeforeAll {
            $script:names = 1..1000 | ForEach-Object { "device$_" }
            $script:bad = @{ failRate = 0.05; offlineRate = 0.05; silentRate = 0.05; lateRate = 0.05; lateDelay = '2s' }
        }

        It 'says of every device what the simulator did, settles lost calls and calls nothing twice: <Name>' -ForEach @(
            @{ Name = 'with replies'; Fault = @(); Root = @{} }
            @{ Name = 'with a link that is dropped and detached'; Fault = @('Detach nth=200 times=1', 'Vanish nth=500 times=1'); Root = @{ ackTimeout = '1s'; messages = @(@{ productKey = 'pk1'; deviceName = 'device1'; service = 'Other'; after = '14s' }) } }
            @{ Name = 'with yesterday''s replies in the queue'; Fault = @(); Root = @{ messages = @(@{ productKey = 'pk1'; service = 'Set'; ago = '23h' }) } }
            @{ Name = 'with duplicates, disorder and delay'; Fault = @('Duplicate rate=0.2', 'Reorder rate=0.2 delay=500ms'); Root = @{} }
        ) {
            $simulator = Start-Fleet -Product $bad -Root $Root -Fault (@('Reset rate=0.1 when=after') + $Fault)

            $outcomes = $names | Invoke-IotThingsService Set @{ p = 1 } -BatchSize 10 -JournalPath $journal -ErrorAction SilentlyContinue |
                Wait-IotCommand -TimeoutSec 6

            $truth = Get-Truth $simulator
            $last = @{}
            $outcomes | ForEach-Object { $last[$_.DeviceName] = $_ }
            $last.Count | Should -Be 1000
            @($outcomes).Count | Should -Be 1000
            $last.Values | Where-Object { -not (Test-Outcome $_ $truth) } | Should -BeNullOrEmpty
            $simulator.GetExecutionCounts() | Where-Object Count -NE 1 | Should -BeNullOrEmpty
            $counts = $outcomes | Group-Object Status -AsHashTable -AsString
            # Silent devices are 5 %; all others are known.
            $counts.NoAnswer.Count + $(if ($counts.Unknown) { $counts.Unknown.Count } else { 0 }) | Should -BeLessThan 100
            $counts.Failed.Count | Should -BeGreaterThan 20
            $counts.Offline.Count | Should -BeGreaterThan 20
            $counts.Executed.Count | Should -BeGreaterThan 800
            $outcomes | Where-Object { -not $_.Message } | Should -BeNullOrEmpty
            $summary = Get-IotJournal $journal
            $summary.Executed, $summary.Failed, $summary.Offline, $summary.NoAnswer |
                Should -Be $counts.Executed.Count, $counts.Failed.Count, $counts.Offline.Count, $counts.NoAnswer.Count
            # Lost calls of devices that answered are settled, and only those that are offline or silent stay.
            $summary.UnknownDeviceName | Where-Object { $last[$_].Status -in 'Executed', 'Failed' } | Should -BeNullOrEmpty
        }
    }

    Context 'what it takes' {
        It 'takes results that were read back from <Name>' -ForEach @(
            @{ Name = 'CSV'; Save = { $_ | Export-Csv $file }; Read = { Import-Csv $file } }
            @{ Name = 'Clixml'; Save = { $_ | Export-Clixml $file }; Read = { Import-Clixml $file } }
            @{ Name = 'JSON'; Save = { $_ | ConvertTo-Json -Depth 5 | Set-Content $file }; Read = { Get-Content $file -Raw | ConvertFrom-Json } }
        ) {
            $simulator = Start-Fleet -Product @{ devices = @('d1', @{ deviceName = 'd2'; outcome = 'failed'; failCode = 100007 }, @{ deviceName = 'd3'; status = 'offline' }) }
            $file = Join-Path $TestDrive "saved-$Name"
            $results = 'd1', 'd2', 'd3' | Invoke-IotThingsService Set @{ p = 1.5 } -PerDevice -JournalPath $journal
            , $results | ForEach-Object $Save

            $outcomes = & $Read | Wait-IotCommand -TimeoutSec 20 -JournalPath $journal | Sort-Object DeviceName

            $outcomes.Status | Should -Be Executed, Failed, Offline
            $outcomes.Code | Should -Be 200, 100007, 9201
            $summary = Get-IotJournal $journal
            $summary.Executed, $summary.Failed, $summary.Offline | Should -Be 1, 1, 1
            $summary.Completed | Should -BeTrue
        }

        It 'takes a journal, and a second wait raises what a first one gave up, with Late' {
            $simulator = Start-Fleet -Product @{ devices = @('d1', @{ deviceName = 'd2'; replyDelay = '4s' }) }
            $first = 'd1', 'd2' | Invoke-IotThingsService Set -JournalPath $journal | Wait-IotCommand -TimeoutSec 1
            $between = Get-IotJournal $journal

            $second = $between | Wait-IotCommand -TimeoutSec 8

            ($first | Sort-Object DeviceName).Status | Should -Be Executed, NoAnswer
            $between.Executed, $between.NoAnswer | Should -Be 1, 1
            $between.NoAnswerDeviceName | Should -Be d2
            $second | Should -HaveCount 1
            $second.DeviceName, $second.Status, $second.Late | Should -Be d2, Executed, $true
            $summary = Get-IotJournal $journal
            $summary.Executed, $summary.NoAnswer, $summary.Runs | Should -Be 2, 0, 1
        }

        It 'settles a lost call in the journal, so that -RetryUnknown does not send it again' {
            $simulator = Start-Fleet -Product @{ devices = 3 } -Fault 'Reset when=after times=1'
            $null = 1..3 | ForEach-Object { "device$_" } | Invoke-IotThingsService Set -JournalPath $journal -ErrorAction SilentlyContinue
            (Get-IotJournal $journal).Unknown | Should -Be 3

            $outcomes = Get-IotJournal $journal | Wait-IotCommand -TimeoutSec 20
            1..3 | ForEach-Object { "device$_" } | Invoke-IotThingsService Set -JournalPath $journal -RetryUnknown | Should -BeNullOrEmpty

            $outcomes.Status | Should -Be Executed, Executed, Executed
            $outcomes.Inferred | Should -Be $true, $true, $true
            $simulator.RequestCount | Should -Be 1
            (Get-IotJournal $journal).Unknown | Should -Be 0
        }

        It 'passes on at once what never got to a device' {
            $simulator = Start-Fleet -Product @{ devices = 2 }

            $outcomes = 'device1', 'unheard-of' | Invoke-IotThingsService Set -BatchSize 1 -ErrorAction SilentlyContinue |
                Wait-IotCommand -TimeoutSec 20 | Sort-Object DeviceName

            $outcomes.Status | Should -Be Executed, Rejected
            $outcomes[1].Code | Should -BeLike 'iot.*'
            $outcomes[1].Message | Should -Not -BeNullOrEmpty
        }

        It 'refuses what is no command for a device, and goes on' {
            $simulator = Start-Fleet -Product @{ devices = 1 }

            $outcomes = @(Get-Item $TestDrive; Invoke-IotThingsService Set -DeviceName device1) |
                Wait-IotCommand -TimeoutSec 20 -ErrorVariable problems -ErrorAction SilentlyContinue

            $outcomes.Status | Should -Be Executed
            $problems.FullyQualifiedErrorId | Should -BeLike 'CommandNotWaitable,*'
        }

        It 'has outcomes that send the command again when they are piped back' {
            $simulator = Start-Fleet -Product @{ devices = @(@{ deviceName = 'd1'; outcome = 'failed' }) }
            $outcome = Invoke-IotThingsService Set @{ p = 7 } -DeviceName d1 | Wait-IotCommand -TimeoutSec 20

            $outcome | Where-Object Status -EQ Failed | Invoke-IotThingsService | Out-Null

            $simulator.RequestCount | Should -Be 2
            $log = (Get-IotSimulatorDevice -Simulator $simulator).Log | Where-Object Event -EQ Failed
            $log.Content | Should -Be '{"p":7}', '{"p":7}'
            $log.Identifier | Should -Be Set, Set
        }
    }

    Context 'evidence' {
        It 'matches by the id that a call gave, and by that alone' {
            $simulator = Start-Fleet -Product @{ devices = 2 }

            $outcomes = 'device1', 'device2' | Invoke-IotThingService Set @{ p = 1 } | Wait-IotCommand -TimeoutSec 20

            $outcomes.Status | Should -Be Executed, Executed
            $outcomes.Inferred | Should -Be $false, $false
            $outcomes.MessageId | Should -Not -BeNullOrEmpty
        }

        It 'takes a report of the properties where there are no replies, and says how it knows: <Replies>' -ForEach @(
            @{ Replies = $true; Evidence = 'Reply' }
            @{ Replies = $false; Evidence = 'PropertyReport' }
        ) {
            $simulator = Start-Fleet -Product @{ devices = 20 } -Root @{ replyMessages = $Replies }

            $set = 1..10 | ForEach-Object { "device$_" } | Set-IotDeviceProperty @{ level = 5 } | Wait-IotCommand -TimeoutSec 6
            $called = 11..20 | ForEach-Object { "device$_" } | Invoke-IotThingsService Set | Wait-IotCommand -TimeoutSec 3 -ErrorAction SilentlyContinue

            Write-Host ("reply messages {0}: properties {1}; service {2}" -f $Replies, ($set | Group-Object Status, Evidence -NoElement | Out-String).Trim(), ($called | Group-Object Status, Evidence -NoElement | Out-String).Trim())
            $set.Status | Sort-Object -Unique | Should -Be Executed
            if ($Replies) {
                $called.Status | Sort-Object -Unique | Should -Be Executed
            }
            else {
                $set.Evidence | Sort-Object -Unique | Should -Be PropertyReport
                $called.Status | Sort-Object -Unique | Should -BeIn NotHeard, NoAnswer
            }
        }

        It 'takes a restart for evidence where it is asked to' {
            $simulator = Start-Fleet -Product @{ devices = @(@{ deviceName = 'd1'; restartsOn = 'Reboot'; restartTime = '1s' }) }

            $outcome = Invoke-IotThingsService Reboot -DeviceName d1 | Wait-IotCommand -TimeoutSec 20 -Evidence StatusChange

            $outcome.Status, $outcome.Evidence, $outcome.Inferred | Should -Be Executed, StatusChange, $true
        }

        It 'says until when a command of Qos 1 may still be carried out' {
            $simulator = Start-Fleet -Product @{ devices = @('d1', @{ deviceName = 'd2'; replies = 'never' }) }

            $outcomes = 'd1', 'd2' | Invoke-IotThingsService Set -Qos 1 | Wait-IotCommand -TimeoutSec 2 | Sort-Object DeviceName

            $outcomes.Status | Should -Be Executed, NoAnswer
            $outcomes[0].MayExecuteUntil | Should -BeNullOrEmpty
            $outcomes[1].MayExecuteUntil | Should -Be $outcomes[1].SentAt.AddDays(7)
        }

        It 'asks the gateway with -Poll, for properties and for services' {
            $simulator = Start-Fleet -Product @{ devices = @('d1', @{ deviceName = 'd2'; outcome = 'neverArrived' }) }

            $set = 'd1', 'd2' | Set-IotDeviceProperty @{ level = 5 } | Wait-IotCommand -Poll -TimeoutSec 2 | Sort-Object DeviceName
            $called = 'd1', 'd2' | Invoke-IotThingsService Set @{ p = 1 } | Wait-IotCommand -Poll -TimeoutSec 2 | Sort-Object DeviceName

            $set.Status | Should -Be Executed, NoAnswer
            $set[0].Evidence, $set[0].Inferred | Should -Be PropertyStatus, $true
            $called.Status | Should -Be Executed, NoAnswer
            $called[0].Evidence | Should -Be ServiceHistory
        }

        It 'ends with the reason where the gateway keeps no history of services' {
            $simulator = Start-Fleet -Product @{ devices = 1 } -Fault 'Reject action=QueryDeviceServiceData code=InvalidAction.NotFound'

            { Invoke-IotThingsService Set -DeviceName device1 | Wait-IotCommand -Poll -TimeoutSec 2 } | Should -Throw -ErrorId 'ActionNotSupported,*'
        }
    }

    Context 'the stream' {
        It 'writes while commands are still sent, so that a script can stop, and listens to what is out' {
            $simulator = Start-Fleet -Product @{ devices = 1000; failRate = 1 }
            Set-IotCredential -AccessKeyId simulator -AccessKeySecret $simulator.AccessKeySecret -Endpoint $simulator.Endpoint -ProductKey pk1 `
                -MessageEndpoint $simulator.MessageEndpoint -ConsumerGroupId g1 -RequestsPerSecond 5
            $script:stop = $false

            $outcomes = 1..1000 | ForEach-Object { "device$_" } | Where-Object { -not $script:stop } |
                Invoke-IotThingsService Set -BatchSize 10 -ThrottleLimit 1 | Wait-IotCommand -TimeoutSec 20 |
                ForEach-Object { $_; if ($_.Status -eq 'Failed') { $script:stop = $true } }

            $outcomes.Count | Should -BeLessThan 500
            $outcomes.Count | Should -Be $simulator.DeviceCount
            $outcomes.Status | Sort-Object -Unique | Should -Be Failed
        }

        It 'does not take a wait that heard nothing for silent devices' {
            $simulator = Start-Fleet -Product @{ devices = @(@{ deviceName = 'd1'; replies = 'never' }) }

            $outcome = Invoke-IotThingsService Set -DeviceName d1 |
                Wait-IotCommand -TimeoutSec 2 -ErrorVariable problems -ErrorAction SilentlyContinue

            $outcome.Status | Should -Be NotHeard
            $problems | Should -HaveCount 1
            $problems.FullyQualifiedErrorId | Should -BeLike 'StreamNotHeard,*'
            $problems.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'ends before anything is sent where the group does not exist' {
            $simulator = Start-Fleet -Product @{ devices = 1 }

            { Invoke-IotThingsService Set -DeviceName device1 | Wait-IotCommand -ConsumerGroupId other } | Should -Throw -ErrorId 'ConsumerGroupNotFound,*'

            $simulator.RequestCount | Should -Be 0
        }

        It 'says which setting is missing' {
            $simulator = Start-IotSimulator -ProductKey pk1
            $simulator | Set-IotCredential

            { Invoke-IotThingsService Set -DeviceName device1 | Wait-IotCommand } | Should -Throw -ErrorId 'NoMessageEndpoint,*'
        }
    }
}
