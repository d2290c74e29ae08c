BeforeAll {
    . "$PSScriptRoot/Package.ps1"
    $script:waves = Join-Path (Get-Module -Name TuyaIot).ModuleBase 'samples/waves/Invoke-FleetWave.ps1'

    # A fleet of so many devices, device1 to deviceN, in a list, with a simulator that pushes its messages to g1.
    function Start-Fleet {
        param([hashtable] $Product = @{}, [hashtable[]] $Device = @(), [int] $Count = 200, [string[]] $Fault, [hashtable] $Root = @{})

        $listed = @(1..$Count | ForEach-Object { "device$_" })
        Set-Content -Path "$folder.txt" -Value $listed
        foreach ($one in $Device) {
            $listed[[int] $one.deviceName.Substring(6) - 1] = $one
        }

        $scenario = @{ consumerGroups = 'g1'; products = @(@{ productKey = 'pk1'; devices = $listed } + $Product) } + $Root
        $scenario | ConvertTo-Json -Depth 8 | Set-Content -Path "$folder.json"
        $parameters = @{ ScenarioPath = "$folder.json"; Seed = 7 }
        if ($Fault) {
            $parameters.Fault = $Fault
        }

        $simulator = Start-IotSimulator @parameters
        $simulator | Set-IotCredential -RequestsPerSecond 0
        $simulator
    }

    # The sample as a scheduler runs it: what it writes, and its exit code.
    function Invoke-Wave {
        param([hashtable] $With = @{})

        $global:LASTEXITCODE = -1
        if (-not $With.TimeoutSec) {
            $With.TimeoutSec = 20
        }

        $output = @(& $waves "$folder.txt" $folder Set '{"p":1}' @With 3> $null 2> $null)
        $output | Should -HaveCount 1
        $output[0] | Add-Member -NotePropertyName ExitCode -NotePropertyValue $LASTEXITCODE -PassThru
    }

    # Runs a script in another process and kills that, without a last word, once something is the case.
    function Invoke-Killed {
        param($Simulator, [string] $Script, [scriptblock] $When)

        Set-Content -Path "$folder.ps1" -Value "Import-Module '$manifest'", $Script
        $start = [Diagnostics.ProcessStartInfo]::new([Environment]::ProcessPath)
        if ([IO.Path]::GetFileNameWithoutExtension($start.FileName) -eq 'dotnet') {
            $start.ArgumentList.Add((Join-Path $PSHOME 'pwsh.dll'))
        }

        '-NoProfile', '-File', "$folder.ps1" | ForEach-Object { $start.ArgumentList.Add($_) }
        $settings = @{
            ACCESS_KEY_ID = 'simulator'; ACCESS_KEY_SECRET = 'simulator'; ENDPOINT = $Simulator.Endpoint; PRODUCT_KEY = 'pk1'
            MESSAGE_ENDPOINT = $Simulator.MessageEndpoint; CONSUMER_GROUP_ID = 'g1'
        }
        $settings.Keys | ForEach-Object { $start.Environment["TUYA_IOT_$_"] = "$($settings[$_])" }
        $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $process = [Diagnostics.Process]::Start($start)
        $end = [datetime]::UtcNow.AddSeconds(60)
        while (-not (& $When) -and -not $process.HasExited -and [datetime]::UtcNow -lt $end) { Start-Sleep -Milliseconds 10 }
        $process.Kill()
        $process.WaitForExit()
    }

    # The devices that the simulator was asked to tell, each as often as it was.
    function Get-Told {
        param($Simulator)

        @($Simulator.GetExecutionCounts() | Where-Object Count -GT 0)
    }
}

Describe 'A fleet in waves' {
    BeforeEach {
        $script:folder = Join-Path $TestDrive ([Guid]::NewGuid())
    }

    AfterEach {
        $simulator | Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }

    It 'tells 1 %, 10 % and the rest, and sends nothing when everything is done' {
        $simulator = Start-Fleet
        Add-Content -Path "$folder.txt" -Value ' device7 ', '', 'device200'

        $first = Invoke-Wave
        $sent = $simulator.RequestCount
        $second = Invoke-Wave

        $first.ExitCode, $second.ExitCode | Should -Be 0, 0
        $first.Devices, $first.Told, $first.Executed, $first.NeverTold, $first.StoppedBy | Should -Be 200, 200, 200, 0, ''
        $second.Executed | Should -Be 200
        $simulator.RequestCount | Should -Be $sent
        1..3 | ForEach-Object { @(Get-Content -Path "$folder/wave$_.txt").Count } | Should -Be 2, 20, 178
        Get-ChildItem -Path $folder -Filter *.txt | Get-Content | Should -HaveCount 200
        $told = Get-Told $simulator
        $told | Should -HaveCount 200
        $told | Where-Object Count -NE 1 | Should -BeNullOrEmpty
    }

    It 'goes no further when too many of the first wave fail, and says what became of whom' {
        $simulator = Start-Fleet -Product @{ failRate = 1 }

        $result = Invoke-Wave @{ Wave = '5%' }
        $again = Invoke-Wave @{ Wave = '5%' }
        $on = Invoke-Wave @{ Wave = '50%'; MaxFailed = '100%' }

        $result.ExitCode, $result.Told, $result.Failed, $result.NeverTold | Should -Be 1, 10, 10, 190
        $result.StoppedBy | Should -BeLike 'Wave 1: Failed: 10 of 10 devices, more than 5%'
        # The next run stops for what the first one saw, and a higher limit goes on with the same waves.
        $again.ExitCode, $again.Told, $again.StoppedBy | Should -Be 1, 10, $result.StoppedBy
        $on.ExitCode, $on.Told, $on.Failed, $on.StoppedBy | Should -Be 1, 200, 200, ''
        1..2 | ForEach-Object { @(Get-Content -Path "$folder/wave$_.txt").Count } | Should -Be 10, 190
        (Get-Told $simulator | Where-Object Count -NE 1) | Should -BeNullOrEmpty
    }

    It 'stops in the middle of the last wave, sends nothing more, and listens to those that are out' {
        $bad = 60..80 | ForEach-Object { @{ deviceName = "device$_"; outcome = 'failed' } }
        $simulator = Start-Fleet -Device ($bad + @{ deviceName = 'device59'; replyDelay = '2s' })

        $result = Invoke-Wave @{ Wave = 2; MaxFailed = 5; RequestsPerSecond = 20 }

        $result.ExitCode | Should -Be 1
        $result.StoppedBy | Should -BeLike 'Wave 2: Failed: * devices, more than 5'
        $result.Told | Should -BeLessThan 150
        $result.NeverTold | Should -Be (200 - $result.Told)
        # The late one was listened to: every device that was told is known.
        $result.Executed + $result.Failed | Should -Be $result.Told
        $result.Told | Should -Be $simulator.DeviceCount
    }

    It 'has a limit of its own for silent devices, and those count whose call was lost' {
        $simulator = Start-Fleet -Product @{ silentRate = 0.5 }

        $result = Invoke-Wave @{ Wave = '20%'; TimeoutSec = 2; MaxFailed = '0' }

        $result.ExitCode | Should -Be 1
        $result.StoppedBy | Should -BeLike 'Wave 1: NoAnswer: * of 40 devices, more than 10%'
        $result.Told, $result.NeverTold, $result.Failed | Should -Be 40, 160, 0
        $result.NoAnswer + $result.Executed | Should -Be 40
    }

    It 'stops for offline devices only where it is asked to' {
        $simulator = Start-Fleet -Device (1..20 | ForEach-Object { @{ deviceName = "device$_"; status = 'offline' } })

        $stopped = Invoke-Wave @{ Wave = '10%'; MaxOffline = 19; TimeoutSec = 3 }
        $result = Invoke-Wave @{ Wave = '10%'; TimeoutSec = 3 }

        $stopped.StoppedBy | Should -Be 'Wave 1: Offline: 20 of 20 devices, more than 19'
        $stopped.Told, $stopped.Offline, $stopped.ExitCode | Should -Be 20, 20, 1
        $result.Told, $result.Offline, $result.Executed, $result.StoppedBy, $result.ExitCode | Should -Be 200, 20, 180, '', 1
    }

    It 'does not judge before a minimum of answers, and a limit is met only when exceeded' {
        $simulator = Start-Fleet -Device @{ deviceName = 'device1'; outcome = 'failed' }

        $result = Invoke-Wave @{ Wave = 20; MaxFailed = '5%'; MinAnswers = 20 }

        # 1 of 20 is 5 %, and no more.
        $result.Told, $result.Failed, $result.Executed, $result.StoppedBy, $result.ExitCode | Should -Be 200, 1, 199, '', 1
    }

    It 'goes on after a kill with the same waves, tells nobody twice, and its limits count what it did before' {
        # Of the second wave every second device fails, so the kill comes before the limit and the next run gets there.
        $bad = 11..60 | Where-Object { $_ % 2 } | ForEach-Object { @{ deviceName = "device$_"; outcome = 'failed' } }
        $simulator = Start-Fleet -Device $bad -Root @{ ackTimeout = '1s' }
        Invoke-Killed -Simulator $simulator -When { $simulator.DeviceCount -ge 14 } -Script "& '$waves' '$folder.txt' '$folder' Set '{`"p`":1}' -Wave 5, 100 -MaxFailed 9 -RequestsPerSecond 4"
        $killedAt = $simulator.DeviceCount
        Set-Content -Path "$folder.txt" -Value (1..500 | ForEach-Object { "other$_" })

        $result = Invoke-Wave @{ Wave = '50%'; MaxFailed = 9; MaxNoAnswer = '100%'; TimeoutSec = 5 }

        $killedAt | Should -BeGreaterThan 13
        $killedAt | Should -BeLessThan 100
        $result.Devices | Should -Be 200
        # The tenth failure stops it, whichever run saw the others.
        $result.StoppedBy | Should -BeLike 'Wave 2: Failed: 1* devices, more than 9'
        $result.Failed | Should -BeIn (10..20)
        $result.ExitCode | Should -Be 1
        $result.NeverTold | Should -BeGreaterThan 100
        1..3 | ForEach-Object { @(Get-Content -Path "$folder/wave$_.txt").Count } | Should -Be 5, 100, 95
        # A request that was on its way at the kill may not have arrived. Its devices are not told again.
        $told = Get-Told $simulator
        $told | Should -HaveCount ($result.Executed + $result.Failed)
        $result.Told - $told.Count | Should -BeIn 0, 5
        $told | Where-Object Count -NE 1 | Should -BeNullOrEmpty
    }

    It 'says with -WhatIf what the waves would be, and writes and sends nothing' {
        $simulator = Start-Fleet

        & $waves "$folder.txt" $folder Set -WhatIf 6> $null | Should -BeNullOrEmpty

        $simulator.RequestCount | Should -Be 0
        $folder | Should -Not -Exist
    }

    It 'says why it ended where the gateway refuses it, and what it had told' {
        $simulator = Start-Fleet -Fault 'Reject code=InvalidAccessKeyId.NotFound nth=5'

        $result = Invoke-Wave @{ Wave = '5%' }

        $result.ExitCode, $result.Told, $result.Executed | Should -Be 1, 4, 4
        $result.StoppedBy | Should -BeLike 'Error: *'
    }

    It 'fails as a job of Azure Automation, which has no exit code, and sets properties' {
        $simulator = Start-Fleet -Count 5 -Device @{ deviceName = 'device2'; outcome = 'failed' }
        $PSPrivateMetadata = @{ JobId = [Guid]::NewGuid() }
        $output = [Collections.Generic.List[object]]::new()

        { & $waves "$folder.txt" $folder -Property @{ level = 7 } -TimeoutSec 20 -MaxFailed 1 | ForEach-Object { $output.Add($_) } } | Should -Throw 'Not all devices *'

        $output.Told, $output.Executed, $output.Failed | Should -Be 5, 4, 1
    }
}

Describe 'A wait that is killed' {
    BeforeEach {
        $script:folder = Join-Path $TestDrive ([Guid]::NewGuid())
    }

    AfterEach {
        $simulator | Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }

    It 'goes on from the journal, and what devices answer meanwhile is not lost' {
        # The first ten answer before the kill, and the others when nobody listens.
        $simulator = Start-Fleet -Count 20 -Device (11..20 | ForEach-Object { @{ deviceName = "device$_"; answerDelay = '3s' } }) -Root @{ ackTimeout = '1s' }
        $journal = "$folder.jsonl"

        Invoke-Killed -Simulator $simulator -When { (Test-Path -Path $journal) -and (Get-IotJournal $journal -ErrorAction Ignore).ToString() -like '20 accepted*; 10 executed*' } `
            -Script "Get-Content '$folder.txt' | Invoke-IotThingsService Set -BatchSize 10 -JournalPath '$journal' | Wait-IotCommand"
        $before = Get-IotJournal $journal
        $outcomes = $before | Wait-IotCommand -TimeoutSec 20

        $before.Accepted, $before.Executed | Should -Be 20, 10
        $outcomes.Status | Sort-Object -Unique | Should -Be Executed
        ($outcomes.DeviceName | Sort-Object) | Should -Be @(11..20 | ForEach-Object { "device$_" })
        (Get-IotJournal $journal).Executed | Should -Be 20
        $simulator.RequestCount | Should -Be 2
    }
}

Describe '-While' {
    AfterEach {
        $simulator | Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }

    It 'sends nothing more once it is not true, and the journal goes on' {
        $simulator = Start-IotSimulator -ProductKey pk1
        $simulator | Set-IotCredential -RequestsPerSecond 0
        $journal = Join-Path $TestDrive 'while.jsonl'
        $names = 1..100 | ForEach-Object { "device$_" }
        $script:seen = 0

        $results = $names | Invoke-IotThingsService Set -BatchSize 10 -ThrottleLimit 1 -JournalPath $journal -While { $script:seen -lt 3 } -WarningVariable warnings |
            ForEach-Object { $script:seen++; $_ }
        $first = Get-IotJournal $journal
        $rest = $names | Invoke-IotThingsService Set -BatchSize 10 -JournalPath $journal

        $results | Should -HaveCount 3
        $first.Accepted, $first.Completed | Should -Be 30, $false
        "$warnings" | Should -BeLike 'Stopped after 30 devices; 70 read and not sent.*same journal*'
        ($rest.DeviceCount | Measure-Object -Sum).Sum | Should -Be 70
        (Get-IotJournal $journal).Completed | Should -BeTrue
        $simulator.GetExecutionCounts() | Where-Object Count -NE 1 | Should -BeNullOrEmpty
    }
}
