BeforeAll {
    . "$PSScriptRoot/Package.ps1"
    $script:runbook = Join-Path (Get-Module -Name TuyaIot).ModuleBase 'samples/azure-automation/Invoke-FleetRunbook.ps1'
    $simulator = Start-IotSimulator -ProductKey pk1 -Fault 'Slow delay=300ms'

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
        $counts = $simulator.GetExecutionCounts()
        @($counts).Count | Should -Be 3000
        $counts | Where-Object Count -NE 1 | Should -BeNullOrEmpty
    }
}
