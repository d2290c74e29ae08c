<#
How close a run comes to the pace of a gateway that counts the last second: one that allows what is asked for, and one that
allows less and says so to nobody. Runs last about 100 s each. Build the module first.

    pwsh -NoProfile -File tests/TuyaIot.Benchmarks/Runs/pace.ps1 -JitterMilliseconds 300

The best even pace gets 100, 92 and 87 % of 10/s, and 100, 90 and 83 % of 4/s, with 0, 100 and 300 ms of jitter.
#>
param(
    # The longest random delay of an arrival.
    [ValidateRange(0, 10000)]
    [int] $JitterMilliseconds = 0,

    # How the gateway counts.
    [ValidateSet('lastSecond', 'fixedSecond', 'bucket')]
    [string] $Count = 'lastSecond',

    [ValidateRange(1, 1000)]
    [int] $Seconds = 100
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot ../../../TuyaIot.psd1)
foreach ($gateway in @{ PerSecond = 10 }, @{ PerSecond = 4 }) {
    $simulator = Start-IotSimulator -ProductKey pk1 -Fault "Throttle perSecond=$($gateway.PerSecond) count=$Count jitter=${JitterMilliseconds}ms"
    try {
        $simulator | Set-IotCredential -RequestsPerSecond 10
        $null = 'device0' | Invoke-IotThingsService -Identifier Set # opens the connection and compiles the code
        $requests = $gateway.PerSecond * $Seconds
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $results = 1..$requests | ForEach-Object { "device$_" } | Invoke-IotThingsService -Identifier Set -BatchSize 1
        $elapsed = $clock.Elapsed.TotalSeconds
        $accepted = @($results | Where-Object Status -EQ Accepted).Count
        $throttled = $simulator.RequestCount - $simulator.AcceptedCount
        '{0}/s allowed, 10/s asked for, {1} ms of jitter: {2} of {3} requests accepted in {4:0.0} s, {5:0.0} % of what is allowed, {6} throttled' -f
            $gateway.PerSecond, $JitterMilliseconds, $accepted, $requests, $elapsed, (100 * $accepted / $elapsed / $gateway.PerSecond), $throttled
    } finally {
        $simulator | Stop-IotSimulator
    }
}
