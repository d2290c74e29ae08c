BeforeAll {
    . "$PSScriptRoot/Package.ps1"
}

Describe 'A journal' {
    BeforeEach {
        $script:journal = Join-Path $TestDrive "$([Guid]::NewGuid()).jsonl"
        # Full requests only: which of them arrives second is for chance.
        $script:names = 1..300 | ForEach-Object { "device$_" }
    }

    AfterEach {
        $simulator | Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }

    It 'keeps a second run from sending what was accepted' {
        $simulator = Start-IotSimulator -ProductKey pk1
        $simulator | Set-IotCredential -RequestsPerSecond 0
        $names | Invoke-IotThingsService -Identifier Set -JournalPath $journal | Should -HaveCount 3

        $names | Invoke-IotThingsService -Identifier Set -JournalPath $journal | Should -BeNullOrEmpty

        $simulator.RequestCount | Should -Be 3
    }

    It 'goes on after a run that ended early, and calls no device twice' {
        $simulator = Start-IotSimulator -ProductKey pk1
        $simulator | Set-IotCredential -RequestsPerSecond 0
        $null = $names | Invoke-IotThingsService -Identifier Set -JournalPath $journal | Select-Object -First 1

        $null = $names | Invoke-IotThingsService -Identifier Set -JournalPath $journal -ErrorAction SilentlyContinue

        $summary = Get-IotJournal -Path $journal
        $summary.Runs | Should -Be 2
        $summary.Completed | Should -BeTrue
        $summary.Accepted + $summary.Unknown | Should -Be 300
        Get-IotSimulatorDevice -Simulator $simulator | Where-Object ExecutionCount -NE 1 | Should -BeNullOrEmpty
    }

    It 'reports what is Unknown, and sends it with -RetryUnknown only' {
        $simulator = Start-IotSimulator -ProductKey pk1 -Fault 'Reset nth=2 when=before'
        $simulator | Set-IotCredential -RequestsPerSecond 0
        $null = $names | Invoke-IotThingsService -Identifier Set -JournalPath $journal -ErrorAction SilentlyContinue

        $second = $names | Invoke-IotThingsService -Identifier Set -JournalPath $journal -ErrorAction SilentlyContinue
        $unknown = (Get-IotJournal -Path $journal).UnknownDeviceName
        $third = $names | Invoke-IotThingsService -Identifier Set -JournalPath $journal -RetryUnknown

        $second.Status | Should -Be Unknown
        $unknown | Should -HaveCount 100
        $third.Status | Should -Be Accepted
        (Get-IotJournal -Path $journal).Accepted | Should -Be 300
        $simulator.RequestCount | Should -Be 4
    }

    It 'is refused for another command' {
        $simulator = Start-IotSimulator -ProductKey pk1
        $simulator | Set-IotCredential -RequestsPerSecond 0
        $null = Invoke-IotThingsService Set -DeviceName device1 -JournalPath $journal

        { Invoke-IotThingsService Other -DeviceName device1 -JournalPath $journal } | Should -Throw -ErrorId 'JournalOfAnotherCommand,*'
    }

    It 'becomes a page to look at, which overwrites nothing without -Force where that is asked' {
        $simulator = Start-IotSimulator -ProductKey pk1 -Fault 'Reset nth=2 when=after'
        $simulator | Set-IotCredential -RequestsPerSecond 0
        $null = $names | Invoke-IotThingsService -Identifier Set -JournalPath $journal -ErrorAction SilentlyContinue
        $report = [IO.Path]::ChangeExtension($journal, 'html')

        $file = Export-IotRunReport -JournalPath $journal -Path $report

        $file.FullName | Should -Be $report
        $page = Get-Content -Path $report -Raw
        $page | Should -Match '200 of 300 devices accepted'
        (Get-IotJournal -Path $journal).UnknownDeviceName | ForEach-Object { $page | Should -MatchExactly "\b$_\b" }
        $page | Should -Not -Match '(src|href)="(https?:)?//'
        { Export-IotRunReport -JournalPath $journal -Path $report -NoClobber -ErrorAction Stop } | Should -Throw -ErrorId 'ReportExists,*'
    }

    It 'is said to be missing where it is' {
        { Export-IotRunReport -JournalPath $journal -Path TestDrive:/report.html -ErrorAction Stop } | Should -Throw -ErrorId 'JournalNotFound,*'
    }
}
