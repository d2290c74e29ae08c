BeforeAll {
    . "$PSScriptRoot/Package.ps1"
}

Describe 'Ctrl-C' {
    It 'ends a run at once, and nothing is sent after' {
        $simulator = Start-IotSimulator -ProductKey pk1 -Fault 'Hang when=before'
        $run = [powershell]::Create().AddScript({
                param($Manifest, $Simulator)
                Import-Module -Name $Manifest
                $Simulator | Set-IotCredential -RequestsPerSecond 0
                1..10000 | Invoke-IotThingsService -Identifier Set
            }).AddArgument($manifest).AddArgument($simulator)
        try {
            $null = $run.BeginInvoke()
            $clock = [Diagnostics.Stopwatch]::StartNew()
            while ($simulator.RequestCount -eq 0 -and $clock.Elapsed.TotalSeconds -lt 60) { Start-Sleep -Milliseconds 20 }
            $clock.Restart()

            $run.Stop()

            $clock.Elapsed.TotalSeconds | Should -BeLessThan 10 -Because 'the request would hang for 30 seconds'
            $run.InvocationStateInfo.State | Should -Be Stopped
            $sent = $simulator.RequestCount
            Start-Sleep -Milliseconds 500
            $simulator.RequestCount | Should -Be $sent
        }
        finally {
            $run.Dispose()
            $simulator | Stop-IotSimulator
        }
    }

    It 'is what Select-Object -First does to a pipeline' {
        $simulator = Start-IotSimulator -ProductKey pk1
        $simulator | Set-IotCredential -RequestsPerSecond 0

        $first = 1..100000 | Invoke-IotThingsService -Identifier Set | Select-Object -First 1
        $sent = $simulator.RequestCount

        $first.Status | Should -Be Accepted
        $sent | Should -BeLessThan 100
        Start-Sleep -Milliseconds 500
        $simulator.RequestCount | Should -Be $sent
        $simulator | Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }
}
