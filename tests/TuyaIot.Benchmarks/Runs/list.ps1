# Lists the devices of a product, and prints the median of the seconds and this process's peak memory in MB. Where there is more than one
# round, ten more warm up.
param([string] $Module, [string] $Endpoint, [int] $Devices, [int] $Rounds)

$ErrorActionPreference = 'Stop'
Import-Module $Module
Set-IotCredential -Connection @{
    AccessKeyId = 'testid'; AccessKeySecret = 'testsecret'; Endpoint = $Endpoint; ProductKey = "n$Devices"; RequestsPerSecond = 0
}

$warmUps = if ($Rounds -gt 1) { 10 } else { 0 }
$seconds = foreach ($round in 1..($warmUps + $Rounds)) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    Get-IotDevice > $null
    $clock.Elapsed.TotalSeconds
}

$counted = [double[]] @($seconds)[$warmUps..($warmUps + $Rounds - 1)]
[array]::Sort($counted)
'{0} {1}' -f $counted[[int][Math]::Floor($Rounds / 2)], ([Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB)
