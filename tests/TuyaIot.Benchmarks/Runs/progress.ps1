# What the progress bar costs: the same run with it and without it, in turn. Where the output is redirected the host draws nothing, so
# it is to be run in a terminal.
param([int] $Devices = 500000, [int] $Rounds = 5)

Import-Module "$PSScriptRoot/../../../TuyaIot.psd1"
$simulator = Start-IotSimulator -ProductKey pk1 -RecordCapacity 0
$simulator | Set-IotCredential -RequestsPerSecond 0 -Method Post
$names = foreach ($i in 1..$Devices) { "device$i" }
$null = $names | Invoke-IotThingsService -Identifier Set # opens the connection and compiles the code

$seconds = @{ Continue = [double[]]::new($Rounds); SilentlyContinue = [double[]]::new($Rounds) }
for ($round = 0; $round -lt $Rounds; $round++) {
    foreach ($ProgressPreference in 'Continue', 'SilentlyContinue') {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $null = $names | Invoke-IotThingsService -Identifier Set -Count $Devices
        $seconds["$ProgressPreference"][$round] = $clock.Elapsed.TotalSeconds
    }
}

$simulator | Stop-IotSimulator
$with, $without = foreach ($times in $seconds.Continue, $seconds.SilentlyContinue) { [array]::Sort($times); $times[[int][math]::Floor($Rounds / 2)] }
'{0:#,0} devices: {1:0.00} s with the bar, {2:0.00} s without, ratio {3:0.000} (medians of {4})' -f
    $Devices, $with, $without, ($with / $without), $Rounds
