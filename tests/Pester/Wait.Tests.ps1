BeforeAll {
    . "$PSScriptRoot/Package.ps1"

    # Starts a simulator with one product pk1 that pushes messages to g1, and makes its credential the default one.
    function Start-Fleet {
        param([hashtable] $Product = @{}, [hashtable] $Root = @{}, [string[]] $Fault)

        $scenario = @{ consumerGroups = 'g1'; products = @(@{ productKey = 'pk1'; devices = 1000 } + $Product) } + $Root
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
}
