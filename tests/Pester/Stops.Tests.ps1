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

    It 'because nobody answers counts what was not sent, and never calls it rejected' {
        $connection = Get-Connection $simulator
        $simulator | Stop-IotSimulator
        { 1..250 | Invoke-IotThingsService Set -JournalPath $journal -Credential $connection -MaxAttempts 1 -WarningAction SilentlyContinue -WarningVariable warnings } |
            Should -Throw -ErrorId 'GatewayUnreachable,*'
        $summary = Get-IotJournal -Path $journal
        $summary.Rejected | Should -Be 0
        $summary.NotSent | Should -Be 100
        $summary.NotSentDeviceName | Should -HaveCount 100
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
        @{ Count = 1; Words = '1 device was accepted*nothing left to do.' }
        @{ Count = 3; Words = '3 devices were accepted*nothing left to do.' }
    ) {
        foreach ($run in 1..2) {
            $null = 1..$Count | Invoke-IotThingsService Set -JournalPath $journal -Credential (Get-Connection $simulator) -WarningVariable warnings -WarningAction SilentlyContinue
        }

        $warnings | Should -BeLike $Words
    }

    It 'nothing where everything was accepted' {
        $null = 1..3 | Invoke-IotThingsService Set -Credential (Get-Connection $simulator) -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
    }

    It 'what was not accepted, in one warning' {
        $refusing = Start-IotSimulator -ProductKey pk1 -Fault 'Reject code=iot.prod.NotExistedProduct nth=2'
        try {
            $null = 1..300 | Invoke-IotThingsService Set -Credential (Get-Connection $refusing) -WarningVariable warnings -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
            $warnings | Should -HaveCount 1
            $warnings | Should -BeLike '200 devices accepted, 100 rejected.*'
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
