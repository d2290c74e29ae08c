<#
What a wait learns of 1,000 devices of which 5 % refuse, 5 % are offline, 5 % are silent and 5 % are late, while the replies to 10 % of the
requests are lost: for a service and for a property, with and without reply messages. The log of the simulator is the judge. Build the module
first.

    pwsh -NoProfile -File tests/TuyaIot.Benchmarks/Runs/executed.ps1
#>
param(
    [ValidateRange(1, 100000)]
    [int] $Devices = 1000,

    [ValidateRange(1, 3600)]
    [int] $TimeoutSec = 6
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot ../../../TuyaIot.psd1)
$scenario = [IO.Path]::GetTempFileName()
$journal = "$scenario.jsonl"
foreach ($run in @{ Command = 'service'; Replies = $true }, @{ Command = 'service'; Replies = $false }, @{ Command = 'property'; Replies = $true }, @{ Command = 'property'; Replies = $false }) {
    @{
        consumerGroups = 'g1'
        replyMessages = $run.Replies
        products = @(@{ productKey = 'pk1'; devices = $Devices; failRate = 0.05; offlineRate = 0.05; silentRate = 0.05; lateRate = 0.05; lateDelay = '2s' })
    } | ConvertTo-Json -Depth 5 | Set-Content -Path $scenario
    $simulator = Start-IotSimulator -ScenarioPath $scenario -Seed 7 -Fault 'Reset rate=0.1 when=after'
    try {
        $simulator | Set-IotCredential -RequestsPerSecond 0
        $parameters = @{ BatchSize = 10; JournalPath = $journal; ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue' }
        $names = 1..$Devices | ForEach-Object { "device$_" }
        $outcomes = @(if ($run.Command -eq 'service') { $names | Invoke-IotThingsService Set @{ p = 1 } @parameters | Wait-IotCommand -TimeoutSec $TimeoutSec -ErrorAction SilentlyContinue }
            else { $names | Set-IotDeviceProperty @{ p = 1 } @parameters | Wait-IotCommand -TimeoutSec $TimeoutSec -ErrorAction SilentlyContinue })

        $did = @{}
        Get-IotSimulatorDevice -Simulator $simulator | ForEach-Object { $did[$_.DeviceName] = "$(@($_.Log)[-1].Event)" }
        $wrong = @($outcomes | Where-Object { $_.Status -in 'Executed', 'Failed' -and $_.Status -ne $did[$_.DeviceName] -or $_.Status -eq 'Offline' -and $did[$_.DeviceName] -ne 'NeverArrived' }).Count
        $row = [ordered] @{ Command = $run.Command; Replies = $run.Replies }
        foreach ($status in 'Executed', 'Failed', 'Offline', 'NoAnswer', 'Unknown', 'NotHeard') { $row[$status] = @($outcomes | Where-Object Status -EQ $status).Count }
        $row.Evidence = @($outcomes.Evidence | Where-Object { $_ } | Sort-Object -Unique) -join ', '
        $row.Wrong = $wrong
        $row.Twice = @($simulator.GetExecutionCounts() | Where-Object Count -GT 1).Count
        $row.OfDevicesThatExecuted = @($did.Values | Where-Object { $_ -eq 'Executed' }).Count
        [pscustomobject] $row
    }
    finally {
        $simulator | Stop-IotSimulator
        Remove-Item -Path $journal -ErrorAction Ignore
    }
}

Remove-Item -Path $scenario
