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

    It 'has nothing of what still waited for its turn when the run ended' {
        $simulator = Start-IotSimulator -ProductKey pk1
        $simulator | Set-IotCredential -RequestsPerSecond 2

        1..1000 | Invoke-IotThingsService -Identifier Set -JournalPath $journal -ThrottleLimit 8 | Select-Object -First 2 | Should -HaveCount 2

        @(Get-Content -Path $journal | Where-Object { $_ -like '{"type":"send"*' }).Count | Should -Be $simulator.RequestCount
        $summary = Get-IotJournal -Path $journal
        ($summary.Accepted + $summary.Unknown), $summary.Rejected, $summary.NotSent | Should -Be ($simulator.RequestCount * 100), 0, 0
    }

    It 'knows that what waits to be sent again was refused, and not that it may have been carried out' {
        $simulator = Start-IotSimulator -ProductKey pk1 -Fault 'Throttle'
        $simulator | Set-IotCredential -RequestsPerSecond 2
        $run = [powershell]::Create([Management.Automation.RunspaceMode]::NewRunspace)
        $null = $run.AddScript({
            param($Module, $Connection, $Names, $Path)
            Import-Module $Module
            $Names | Invoke-IotThingsService -Identifier Set -JournalPath $Path -Credential $Connection
        }).AddArgument($manifest).AddArgument(@{ AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = $simulator.Endpoint; ProductKey = 'pk1'; RequestsPerSecond = 2 }).AddArgument($names).AddArgument($journal)
        $null = $run.BeginInvoke()
        for ($i = 0; $i -lt 300 -and @(Get-Content -Path $journal -ErrorAction Ignore | Where-Object { $_ -like '{"type":"refusal"*' }).Count -lt 3; $i++) {
            Start-Sleep -Milliseconds 100
        }

        # What a process that is killed now would leave.
        $copy = "$journal.copy"
        Get-Content -Path $journal | Set-Content -Path $copy
        $run.Stop()
        $run.Dispose()

        $summary = Get-IotJournal -Path $copy
        $summary.Rejected + $summary.Unknown | Should -BeGreaterThan 99
        $summary.Rejected | Should -BeGreaterThan $summary.Unknown
        $summary.RejectedDeviceName | Should -Contain device1
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

    It 'has a second run send what was rejected, and nothing else' {
        $simulator = Start-IotSimulator -ProductKey pk1 -Fault 'Reject nth=2 code=iot.device.InactiveDevice'
        $simulator | Set-IotCredential -RequestsPerSecond 0
        $first = $names | Invoke-IotThingsService -Identifier Set -JournalPath $journal -ErrorAction SilentlyContinue

        $second = $names | Invoke-IotThingsService -Identifier Set -JournalPath $journal

        $first.Status | Sort-Object | Should -Be Accepted, Accepted, Rejected
        $second.Status | Should -Be Accepted
        $second.DeviceName | Should -Be ($first | Where-Object Status -EQ Rejected).DeviceName
        $counts = $simulator.GetExecutionCounts()
        $counts | Should -HaveCount 300
        $counts | Where-Object Count -NE 1 | Should -BeNullOrEmpty
    }

    It 'keeps what is Unknown so where a refusal follows' {
        $simulator = Start-IotSimulator -ProductKey pk1 -Fault 'Reset nth=2 when=after', 'Reject nth=4 code=iot.device.InactiveDevice'
        $simulator | Set-IotCredential -RequestsPerSecond 0
        $null = $names | Invoke-IotThingsService -Identifier Set -JournalPath $journal -ErrorAction SilentlyContinue

        $refused = $names | Invoke-IotThingsService -Identifier Set -JournalPath $journal -RetryUnknown -ErrorAction SilentlyContinue
        $simulator.RequestCount | Should -Be 4
        $again = $names | Invoke-IotThingsService -Identifier Set -JournalPath $journal -RetryUnknown

        $refused.Status | Should -Be Unknown
        $again.Status | Should -Be Accepted
        $again.DeviceName | Should -HaveCount 100
    }

    It 'ends a resumed run with a wrong secret at its first request too' {
        $simulator = Start-IotSimulator -ProductKey pk1 -Fault 'Reset when=after'
        $simulator | Set-IotCredential -RequestsPerSecond 0
        $null = $names | Invoke-IotThingsService -Identifier Set -JournalPath $journal -ErrorAction SilentlyContinue
        $wrong = @{ AccessKeyId = 'simulator'; AccessKeySecret = 'another'; Endpoint = $simulator.Endpoint; ProductKey = 'pk1'; RequestsPerSecond = 0 }

        $failure = { $names | Invoke-IotThingsService -Identifier Set -JournalPath $journal -RetryUnknown -Credential $wrong -ErrorAction SilentlyContinue } |
            Should -Throw -ErrorId 'SignatureRefused,*' -PassThru

        $failure.TargetObject.Status | Should -Be Unknown
        $simulator.RequestCount | Should -Be 4
    }

    It 'is not written with -WhatIf' {
        $simulator = Start-IotSimulator -ProductKey pk1
        $simulator | Set-IotCredential
        $null = $names | Invoke-IotThingsService -Identifier Set -JournalPath $journal -WhatIf
        $journal | Should -Not -Exist
    }

    It 'is refused for another command, before anything is sent' {
        $simulator = Start-IotSimulator -ProductKey pk1
        $simulator | Set-IotCredential -RequestsPerSecond 0
        $null = Invoke-IotThingsService Set -DeviceName device1 -JournalPath $journal

        { Invoke-IotThingsService Other -DeviceName device1 -JournalPath $journal } | Should -Throw -ErrorId 'JournalOfAnotherCommand,*'

        $simulator.RequestCount | Should -Be 1
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

    It 'says on its page how to see what the devices of a lost call did, before how to call them again' {
        $simulator = Start-IotSimulator -ProductKey pk1 -Fault 'Reset nth=2 when=before'
        $simulator | Set-IotCredential -RequestsPerSecond 0
        $null = $names | Invoke-IotThingsService -Identifier Set -JournalPath $journal -ErrorAction SilentlyContinue

        $page = Get-Content -Path (Export-IotRunReport $journal "$journal.html").FullName -Raw

        $page | Should -Match '(?s)id="unknown-see".*Wait-IotCommand.*id="unknown-command".*-RetryUnknown'
    }

    It 'tells devices of one name apart by their products, on the page and in the command that it gives' {
        $scenario = Join-Path $TestDrive 'products.json'
        Set-Content $scenario '{ "products": [ { "productKey": "pk1" }, { "productKey": "pk2" } ] }'
        $simulator = Start-IotSimulator -ScenarioPath $scenario -Fault 'Reject nth=2 code=iot.device.InactiveDevice'
        $simulator | Set-IotCredential -RequestsPerSecond 0
        $rows = foreach ($product in 'pk1', 'pk2') { 1..100 | ForEach-Object { [pscustomobject]@{ DeviceName = "device$_"; ProductKey = $product } } }
        $refused = $rows | Invoke-IotThingsService -Identifier Set -JournalPath $journal -ErrorAction SilentlyContinue | Where-Object Status -EQ Rejected

        $page = Get-Content -Path (Export-IotRunReport -JournalPath $journal) -Raw
        $devices = (Get-IotJournal -Path $journal).RejectedDevice

        $devices | Should -HaveCount 100
        $devices.ProductKey | Sort-Object -Unique | Should -Be $refused.ProductKey
        $page | Should -Match "device1`t$($refused.ProductKey)`tiot.device.InactiveDevice"
        $page -match '(?s)<pre id="rejected-command"[^>]*>(.+?)</pre>' | Should -BeTrue
        $command = [Net.WebUtility]::HtmlDecode(($Matches[1] -replace '<[^>]+>'))
        Push-Location (Split-Path $journal)
        try { $again = & ([scriptblock]::Create($command)) } finally { Pop-Location }
        "$($again.ProductKey) $($again.Status) $($again.DeviceCount)" | Should -Be "$($refused.ProductKey) Accepted 100"
        $counts = $simulator.GetExecutionCounts()
        $counts | Should -HaveCount 200
        $counts | Where-Object Count -NE 1 | Should -BeNullOrEmpty
    }

    It 'is said to be missing where it is' {
        { Export-IotRunReport -JournalPath $journal -Path TestDrive:/report.html -ErrorAction Stop } | Should -Throw -ErrorId 'JournalNotFound,*'
    }
}
