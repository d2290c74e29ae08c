# Tests Update-Pumps.ps1 against a simulated gateway on a bad day. Nothing here leaves this computer. Run it with Invoke-Pester.
BeforeAll {
    Import-Module "$PSScriptRoot/../../TuyaIot.psd1" # an installed module: Import-Module TuyaIot

    # The gateway is busy, does not know pump-007, and loses the reply to the request that names pump-150.
    $simulator = Start-IotSimulator -ScenarioPath "$PSScriptRoot/bad-day.json"
    # The simulator has no quota, so the test need not wait for one.
    $simulator | Set-IotCredential -ProductKey a1BwAGV0001 -RequestsPerSecond 0

    $pumps = Join-Path $TestDrive 'pumps.txt'
    1..250 | ForEach-Object { 'pump-{0:000}' -f $_ } | Set-Content -Path $pumps
    $journal = Join-Path $TestDrive 'run.jsonl'
    $first = & "$PSScriptRoot/Update-Pumps.ps1" -Path $pumps -JournalPath $journal
    $second = & "$PSScriptRoot/Update-Pumps.ps1" -Path $pumps -JournalPath $journal
    $devices = $simulator | Get-IotSimulatorDevice
}

AfterAll {
    $simulator | Stop-IotSimulator
}

Describe 'Update-Pumps' {
    It 'sends no pump the command twice, even when it is started again' {
        $devices | Where-Object ExecutionCount -GT 1 | Should -BeNullOrEmpty
    }

    It 'reaches every pump but the one that the gateway does not know' {
        $devices | Where-Object ExecutionCount -EQ 1 | Should -HaveCount 249
    }

    It 'names the pump that the gateway refuses' {
        $first.Refused | Should -Be pump-007
        $second.Refused | Should -Be pump-007
    }

    It 'names the pumps whose reply was lost' {
        $first.Check | Should -HaveCount 100
        $first.Check | Should -Contain pump-150
        $second.Check | Should -Be $first.Check
    }

    It 'signs every request' {
        $simulator.SignatureErrorCount | Should -Be 0
    }
}
