BeforeAll {
    . "$PSScriptRoot/Package.ps1"
    $script:runbook = Join-Path (Get-Module -Name TuyaIot).ModuleBase 'samples/azure-automation/Invoke-FleetRunbook.ps1'
    $simulator = Start-IotSimulator -ProductKey pk1 -Fault 'Slow delay=300ms action=InvokeThingsService', 'Reset deviceName=other150 action=InvokeThingsService when=before', 'Reset deviceName=other250 action=InvokeThingsService when=after'

    # Stand-ins for what every Automation account brings.
    function global:Get-AutomationConnection {
        param([string] $Name)
        @{ TuyaIot = @{ AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = $simulator.Endpoint; ProductKey = 'pk1'; RequestsPerSecond = '0' } }[$Name]
    }
}

AfterAll {
    Remove-Item -Path Function:Get-AutomationConnection
    Get-IotCredential | Remove-IotCredential
    $simulator | Stop-IotSimulator
}

Describe 'The runbook of the package' {
    It 'leaves to the next job what it has no time for, and no device is called twice' {
        Set-Content -Path (Join-Path $TestDrive 'devices.txt') -Value (1..3000 | ForEach-Object { "device$_" })

        $first = & $runbook -Identifier Set -Folder $TestDrive -Minutes 0.01
        $second = & $runbook -Identifier Set -Folder $TestDrive
        $sent = $simulator.RequestCount
        $third = & $runbook -Identifier Set -Folder $TestDrive

        $first.Finished | Should -BeFalse
        $first.Left | Should -BeGreaterThan 0
        $second.Finished | Should -BeTrue
        $third.Finished | Should -BeTrue
        $simulator.RequestCount | Should -Be $sent
        $first.Accepted + $second.Accepted | Should -Be 3000
        $first.TotalAccepted | Should -Be $first.Accepted
        $third.Jobs, $third.Accepted, $third.TotalAccepted, $third.TotalRejected, $third.TotalUnknown | Should -Be 3, 0, 3000, 0, 0
        $counts = $simulator.GetExecutionCounts()
        @($counts).Count | Should -Be 3000
        $counts | Where-Object Count -NE 1 | Should -BeNullOrEmpty
    }
    It 'closes what stays unknown with what the history has, and the next job leaves it out' {
        Set-Content -Path (Join-Path $TestDrive 'list.txt') -Value (1..300 | ForEach-Object { "other$_" })
        $run = @{ Identifier = 'Reset'; Folder = $TestDrive; DeviceList = 'list.txt'; Journal = 'reset.jsonl'; ErrorAction = 'SilentlyContinue' }
        $before = $simulator.RequestCount

        $first = & $runbook @run 2>$null
        $second = & $runbook @run -CloseUnknown 2>$null
        $third = & $runbook @run

        $first.Unknown, $first.TotalUnknown, $first.Closed | Should -Be 200, 200, 0
        $second.Unknown, $second.TotalUnknown, $second.Closed | Should -Be 200, 0, 200
        $third.Unknown, $third.TotalUnknown, $third.TotalAccepted, $third.Closed | Should -Be 0, 0, 100, 200
        ($simulator | Get-IotSimulatorRequest | Select-Object -Skip $before | Where-Object Action -EQ InvokeThingsService).Count | Should -Be 3
        $closed = Get-Content -Path (Join-Path $TestDrive 'reset.jsonl.closed')
        @($closed -match "^other\d+`tSeen`t20\d\d-").Count | Should -Be 100
        @($closed -match "^other\d+`tNotSeen$").Count | Should -Be 100
        $closed | Should -Contain "other150`tNotSeen"
        $closed -match '^other250\b' | Should -Match 'Seen'
    }
}
