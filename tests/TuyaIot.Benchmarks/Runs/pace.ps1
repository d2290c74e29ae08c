# How close a run comes to the pace of a gateway: one that allows what is asked for, and one that allows less and says so to nobody.

Import-Module "$PSScriptRoot/../../../TuyaIot.psd1"
foreach ($gateway in @{ PerSecond = 10; Batches = 100 }, @{ PerSecond = 4; Batches = 240 }) {
    $simulator = Start-IotSimulator -ProductKey pk1 -Fault "Throttle perSecond=$($gateway.PerSecond)"
    $simulator | Set-IotCredential -RequestsPerSecond 10
    $null = 'device0' | Invoke-IotThingsService -Identifier Set # opens the connection and compiles the code
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $results = 1..($gateway.Batches * 100) | ForEach-Object { "device$_" } | Invoke-IotThingsService -Identifier Set
    $seconds = $clock.Elapsed.TotalSeconds
    $accepted = @($results | Where-Object Status -EQ Accepted).Count
    '{0}/s allowed, 10/s asked for: {1} of {2} requests accepted in {3:0.0} s, {4:0.0} % of what is allowed, {5} throttled' -f
        $gateway.PerSecond, $accepted, $gateway.Batches, $seconds, (100 * $accepted / $seconds / $gateway.PerSecond),
        ($simulator.RequestCount - $simulator.AcceptedCount)
    $simulator | Stop-IotSimulator
}
