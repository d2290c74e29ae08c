# What the progress bar costs: the same run with it and without it, in turn. Where nobody sees it, the output being redirected,
# the host draws nothing, so it is to be run in a terminal.
param([int] $Device = 500000, [int] $Round = 5)

$simulator = Start-IotSimulator -ProductKey a1BwAGV0001 -RecordCapacity 0
$simulator | Set-IotCredential -RequestsPerSecond 0 -Method Post
$names = foreach ($i in 1..$Device) { "device$i" }

function Measure-Run($preference) {
    $ProgressPreference = $preference
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $names | Invoke-IotThingsService -Identifier Set -Count $Device | ForEach-Object { }
    $watch.Elapsed.TotalSeconds
}

$null = Measure-Run Continue
$with = foreach ($i in 1..$Round) { Measure-Run Continue; $without = @($without) + (Measure-Run SilentlyContinue) }
$without = [double[]]@($without -ne $null)
$with = [double[]]$with
[array]::Sort($with)
[array]::Sort($without)
$simulator | Stop-IotSimulator

$middle = [math]::Floor($Round / 2)
'{0:#,0} devices: {1:0.00} s with the bar, {2:0.00} s without, ratio {3:0.000} (medians of {4}; from {5:0.00} and {6:0.00} s)' -f
    $Device, $with[$middle], $without[$middle], ($with[$middle] / $without[$middle]), $Round, $with[0], $without[0]
