# How a run ends, and what it says then: words and counts.
BeforeAll {
    . "$PSScriptRoot/Package.ps1"

    function Get-Connection {
        param([object] $Simulator)
        @{ AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = "$($Simulator.Endpoint)"; ProductKey = 'pk1'; RequestsPerSecond = 0 }
    }
}

Describe 'A run that ends early' {
    BeforeEach {
        $simulator = Start-IotSimulator -ProductKey pk1
        $script:journal = Join-Path $TestDrive "$([Guid]::NewGuid()).jsonl"
    }

    AfterEach {
        $simulator | Stop-IotSimulator
    }

    It 'says how far it came, and so do its journal and its report' {
        $null = 1..20000 | Invoke-IotThingsService Set -ExpectedCount 20000 -JournalPath $journal -Credential (Get-Connection $simulator) -WarningVariable warnings -WarningAction SilentlyContinue |
            Select-Object -First 31

        $warnings | Should -BeLike 'Stopped after 3,100 of 20,000 devices*Run the same command with the same journal to go on.'
        $summary = Get-IotJournal -Path $journal
        $summary.Completed | Should -BeFalse
        $summary.Expected | Should -Be 20000
        $summary.Accepted + $summary.Unknown + $summary.NotSent + $summary.NotReached | Should -Be 20000
        $page = Get-Content -Path (Export-IotRunReport -JournalPath $journal) -Raw
        $page | Should -Match 'of 20,000 devices accepted'
    }

    It 'warns of it in one line <Kind>' -ForEach @(
        @{ Kind = 'with nothing known of it'; More = @{}; Words = 'Stopped after 20 devices; 10 read and not sent. With -JournalPath the same command goes on after a stop.' }
        @{ Kind = 'where the count is known'; More = @{ Count = 50 }; Words = 'Stopped after 20 of 50 devices; 10 read and not sent. With -JournalPath the same command goes on after a stop.' }
        @{ Kind = 'where there is a journal'; More = @{ JournalPath = $true }; Words = 'Stopped after 20 devices; 10 read and not sent. Run the same command with the same journal to go on.' }
    ) {
        if ($More.JournalPath) { $More.JournalPath = $journal }
        $null = 1..50 | Invoke-IotThingsService Set -BatchSize 10 -ThrottleLimit 1 -Credential (Get-Connection $simulator) -WarningVariable warnings -WarningAction SilentlyContinue @More |
            Select-Object -First 2

        $warnings | Should -BeExactly $Words
    }

    It 'because nobody answers counts what was not sent, and never calls it rejected' {
        $connection = Get-Connection $simulator
        $simulator | Stop-IotSimulator
        # Not in a script block for Should -Throw, whose variables would be gone.
        $failure = try { 1..250 | Invoke-IotThingsService Set -ExpectedCount 250 -JournalPath $journal -Credential $connection -MaxAttempts 1 -InformationVariable said -WarningAction SilentlyContinue } catch { $_ }

        @($failure)[-1].FullyQualifiedErrorId | Should -BeLike 'GatewayUnreachable,*'
        $run = $said.MessageData
        "$run" | Should -BeLike '*100 not sent*'
        $summary = Get-IotJournal -Path $journal
        foreach ($counts in $run, $summary) {
            $counts.Accepted, $counts.Rejected, $counts.Unknown, $counts.NotSent | Should -Be 0, 0, 0, 100
        }

        $summary.NotSentDeviceName | Should -Be (1..100)
        $summary.Expected, $summary.NotReached | Should -Be 250, 150
    }
}

Describe 'A run says' {
    BeforeEach {
        $simulator = Start-IotSimulator -ProductKey pk1
        $script:journal = Join-Path $TestDrive "$([Guid]::NewGuid()).jsonl"
    }

    AfterEach {
        $simulator | Stop-IotSimulator
    }

    It 'that its journal has nothing left to do, for <Count>' -ForEach @(
        @{ Count = 1; Words = '1 device was accepted in an earlier run of the journal and skipped. The journal has nothing left to do.' }
        @{ Count = 3; Words = '3 devices were accepted in an earlier run of the journal and skipped. The journal has nothing left to do.' }
    ) {
        foreach ($run in 1..2) {
            $null = 1..$Count | Invoke-IotThingsService Set -JournalPath $journal -Credential (Get-Connection $simulator) -WarningVariable warnings -WarningAction SilentlyContinue
        }

        $warnings | Should -BeExactly $Words
        $simulator.RequestCount | Should -Be 1
    }

    It 'nothing where everything was accepted' {
        $null = 1..3 | Invoke-IotThingsService Set -Credential (Get-Connection $simulator) -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
    }

    It 'what was not accepted, and the next step, in one warning: <Kind>' -ForEach @(
        @{ Kind = 'rejected'; Fault = 'Reject code=iot.device.NotExistedDevice nth=3'; More = @{}; Words = '40 devices accepted, 10 rejected. The errors say why. Results that are piped back call the same devices again.' }
        @{ Kind = 'rejected, with a journal'; Fault = 'Reject code=iot.device.NotExistedDevice nth=3'; More = @{ JournalPath = $true }; Words = '40 devices accepted, 10 rejected. Run the same command with the same journal to call the devices again that were rejected or not sent.' }
        @{ Kind = 'unknown'; Fault = 'InternalError nth=3'; More = @{}; Words = '40 devices accepted, 10 unknown. See Get-IotDeviceHistory before you call the unknown devices again.' }
    ) {
        $refusing = Start-IotSimulator -ProductKey pk1 -Fault $Fault
        try {
            if ($More.JournalPath) { $More.JournalPath = $journal }
            $null = 1..50 | Invoke-IotThingsService Set -BatchSize 10 -ThrottleLimit 1 -Credential (Get-Connection $refusing) -WarningVariable warnings -WarningAction SilentlyContinue -ErrorAction SilentlyContinue @More
            $warnings | Should -BeExactly $Words
        }
        finally {
            $refusing | Stop-IotSimulator
        }
    }

    It 'with -Debug what it sends in one line a request, and asks nothing, where standard input is closed' {
        $lines = Invoke-NewProcess -Arguments $manifest, $simulator.Endpoint, $journal -Script @'
            Import-Module $args[0]
            $connection = @{ AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = $args[1]; ProductKey = 'pk1' }
            [Console]::In.Close()
            $result = 1..250 | Invoke-IotThingsService Set @{ a = 1 } -Debug -Credential $connection -JournalPath $args[2]
            "accepted: $(@($result | Where-Object Status -EQ Accepted).Count)"
            "journal: $((Get-IotJournal -Path $args[2] -Debug).Accepted)"
'@
        $lines | Should -Contain 'accepted: 3'
        $lines | Should -Contain 'journal: 250'
        $lines | Where-Object { $_ -like '*DeviceName.1..100=1…100*' } | Should -HaveCount 1
        $lines | Where-Object { $_ -like '*Continue with this operation*' } | Should -BeNullOrEmpty
    }

    It 'about 20,000 rows that alternate among 200 calls: 200 requests' {
        $rows = foreach ($i in 0..19999) { [pscustomobject]@{ DeviceName = "d$i"; Args = "{""a"":$($i % 200)}" } }
        $results = $rows | Invoke-IotThingsService Set -Credential (Get-Connection $simulator)
        $results | Should -HaveCount 200
        ($results | Measure-Object -Property DeviceCount -Sum).Sum | Should -Be 20000
    }
}
