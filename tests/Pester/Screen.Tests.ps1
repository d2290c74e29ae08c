BeforeAll {
    . "$PSScriptRoot/Package.ps1"
    $simulator = Start-IotSimulator -ProductKey pk1
    $simulator | Set-IotCredential -RequestsPerSecond 0

    # What a screen of 80 columns shows, without colours.
    function Get-Screen {
        param([Parameter(ValueFromPipeline)] [object] $InputObject)
        begin { $all = @() }
        process { $all += $InputObject }
        end { ($all | Out-String -Width 80) -replace '\x1b\[[0-9;]*m' }
    }
}

AfterAll {
    $simulator | Stop-IotSimulator
    Get-IotCredential | Remove-IotCredential
}

Describe 'On the screen' {
    It 'a result is a row that names what became of it' {
        $screen = Invoke-IotThingsService Set -DeviceName device1, device2 | Get-Screen
        $screen | Should -Match 'Batch +Status +Devices +Attempts +Duration +Reason'
        $screen | Should -Match '\b1 +Accepted +2\b'
    }

    It 'a device is a row that names it' {
        $screen = Invoke-IotThingsService Set -DeviceName device1, device2 -PerDevice | Get-Screen
        $screen | Should -Match 'DeviceName +Status +Batch +Reason'
        $screen | Should -Match '\bdevice2 +Accepted +1\b'
    }

    It 'a credential is a row without its secret' {
        $screen = Get-IotCredential | Get-Screen
        $screen | Should -Match '\bDefault\b.*\bsimulator\b.*\bpk1\b'
        $screen | Should -Not -Match 'Secret'
    }

    It 'a status has a colour where the host can show it, and none where it cannot' -Skip:($PSEdition -eq 'Desktop') {
        $result = Invoke-IotThingsService Set -DeviceName device1
        $rendering = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            $result | Out-String | Should -Match '\x1b\[[0-9;]+mAccepted'
            $PSStyle.OutputRendering = 'PlainText'
            $result | Out-String | Should -Not -Match '\x1b'
        }
        finally {
            $PSStyle.OutputRendering = $rendering
        }
    }

    It 'a list says more than a row' {
        Invoke-IotThingsService Set -DeviceName device1 | Format-List | Out-String | Should -Match 'RequestId'
    }

    It '80 columns are enough' {
        $everything = @(
            Invoke-IotThingsService Set -DeviceName device1, device2 | Get-Screen
            Invoke-IotThingsService Set -DeviceName device1 -PerDevice | Get-Screen
            Get-IotCredential | Get-Screen
            Get-IotSimulatorRequest -Simulator $simulator | Get-Screen
            Get-IotSimulatorDevice -Simulator $simulator | Get-Screen
        )
        $everything -split '\r?\n' | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }
}

Describe 'While it runs' {
    BeforeAll {
        # The bar is for runs that last longer than half a second.
        $slow = Start-IotSimulator -ProductKey pk1 -Fault 'Slow delay=150ms'
        $run = [powershell]::Create().AddScript({
                param($Manifest, $Simulator)
                Import-Module -Name $Manifest
                $Simulator | Set-IotCredential -RequestsPerSecond 0
                1..250 | ForEach-Object { "device$_" } |
                    Invoke-IotThingsService -Identifier Set -Count 250 -BatchSize 25 -ThrottleLimit 2 -Verbose -InformationAction Continue
            }).AddArgument($manifest).AddArgument($slow)
        $null = $run.Invoke()
    }

    AfterAll {
        $run.Dispose()
        $slow | Stop-IotSimulator
    }

    It 'shows progress in percent, and none is left' {
        $records = @($run.Streams.Progress | Where-Object Activity -Like '*Set*')
        $records.Count | Should -BeGreaterThan 1
        $records.PercentComplete | Where-Object { $_ -gt 0 } | Should -Not -BeNullOrEmpty
        $records[-1].RecordType | Should -Be Completed
    }

    It 'says a line a request with -Verbose' {
        @($run.Streams.Verbose | Where-Object Message -Like 'Batch *Accepted*').Count | Should -Be 10
    }

    It 'sums up on the information stream' {
        $record = @($run.Streams.Information)[-1]
        $record.Tags | Should -Contain 'RunSummary'
        $record.MessageData.Accepted | Should -Be 250
        $record.MessageData.Completed | Should -BeTrue
        "$record" | Should -BeLike '*250 accepted, 0 rejected, 0 unknown; 10 requests*'
    }

    It 'has no errors and no warnings' {
        $run.Streams.Error | Should -BeNullOrEmpty
        $run.Streams.Warning | Should -BeNullOrEmpty
    }
}

Describe 'Tab' {
    It 'completes <Line> to <Expected>' -ForEach @(
        @{ Line = 'Start-IotSimulator -Fault Thr'; Expected = 'Throttle' }
        @{ Line = "Start-IotSimulator -Fault 'Reset whe"; Expected = "'Reset when=" }
        @{ Line = 'Invoke-IotThingsService -OnRejected S'; Expected = 'Split' }
        @{ Line = 'Set-IotCredential -Method P'; Expected = 'Post' }
        @{ Line = 'Invoke-IotThingsService -Journ'; Expected = '-JournalPath' }
        @{ Line = 'Invoke-IotThingsService -Credential '; Expected = 'Default' }
        @{ Line = 'Remove-IotCredential -Name D'; Expected = 'Default' }
        @{ Line = 'Invoke-IotThingsService -ProductKey '; Expected = 'pk1' }
    ) {
        $found = (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches | Where-Object CompletionText -EQ $Expected
        $found | Should -Not -BeNullOrEmpty
        $found.ToolTip | Should -Not -BeNullOrEmpty
    }
}
