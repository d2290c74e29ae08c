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
        $screen = Invoke-IotThingsService device1, device2 Set | Get-Screen
        $screen | Should -Match 'Status'
        $screen | Should -Match '\bAccepted\b.*\b2\b'
    }

    It 'a device is a row that names it' {
        Invoke-IotThingsService device1 Set -PerDevice | Get-Screen | Should -Match '\bdevice1\b.*\bAccepted\b'
    }

    It 'a credential is a row without its secret' {
        $screen = Get-IotCredential | Get-Screen
        $screen | Should -Match '\bDefault\b.*\bsimulator\b.*\*{8}'
    }

    It '80 columns are enough' {
        $everything = @(
            Invoke-IotThingsService device1, device2 Set | Get-Screen
            Invoke-IotThingsService device1 Set -PerDevice | Get-Screen
            Get-IotCredential | Get-Screen
            Get-IotSimulatorRequest -Simulator $simulator | Get-Screen
            Get-IotSimulatorDevice -Simulator $simulator | Get-Screen
        )
        $everything -split '\r?\n' | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }
}

Describe 'While it runs' {
    BeforeAll {
        $run = [powershell]::Create().AddScript({
                param($Manifest, $Simulator)
                Import-Module -Name $Manifest
                $Simulator | Set-IotCredential -RequestsPerSecond 0
                Invoke-IotThingsService -DeviceName (1..250 | ForEach-Object { "device$_" }) -Identifier Set -Verbose
            }).AddArgument($manifest).AddArgument($simulator)
        $null = $run.Invoke()
    }

    AfterAll {
        $run.Dispose()
    }

    It 'shows progress in percent, and none is left' {
        $records = @($run.Streams.Progress | Where-Object Activity -Like '*Set*')
        $records.Count | Should -BeGreaterThan 1
        ($records | Measure-Object -Property PercentComplete -Maximum).Maximum | Should -Be 100
        $records[-1].RecordType | Should -Be Completed
    }

    It 'says a line a request with -Verbose' {
        @($run.Streams.Verbose | Where-Object Message -Like 'Batch *Accepted*').Count | Should -Be 3
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
    ) {
        (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches.CompletionText | Should -Contain $Expected
    }
}
