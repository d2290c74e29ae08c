# Tells all names of a file, beside cmdlets that do nothing with the same input, turn by turn: one with the same parameters, one
# with a single parameter. Prints the medians: the seconds of each, then the bytes a name of each.
param([string] $Module, [string] $Endpoint, [string] $Empty, [string] $Path, [string] $Method, [switch] $Batched, [int] $Rounds = 3)

$ErrorActionPreference = 'Stop'
Import-Module $Module, $Empty
Set-IotCredential -Connection @{
    AccessKeyId = 'testid'; AccessKeySecret = 'testsecret'; Endpoint = $Endpoint; ProductKey = 'pk1'; RequestsPerSecond = 0; Method = $Method
}

# To assign results to $null would gather all of them first.
$runs = if ($Batched) {
    { Get-Content $Path -ReadCount 100 | Invoke-IotThingsService -Identifier Set -Args @{ param1 = 1 } > $null }
    { Get-Content $Path -ReadCount 100 | Receive-Nothing -Identifier Set -Args @{ param1 = 1 } > $null }
    { Get-Content $Path -ReadCount 100 | Receive-Name > $null }
}
else {
    { [IO.File]::ReadLines($Path) | Invoke-IotThingsService -Identifier Set -Args @{ param1 = 1 } > $null }
    { [IO.File]::ReadLines($Path) | Receive-Nothing -Identifier Set -Args @{ param1 = 1 } > $null }
    { [IO.File]::ReadLines($Path) | Receive-Name > $null }
}

function Measure-Run([scriptblock] $Script) {
    [GC]::Collect()
    $allocated = [GC]::GetTotalAllocatedBytes($true)
    $clock = [Diagnostics.Stopwatch]::StartNew()
    & $Script
    $clock.Elapsed.TotalSeconds
    [GC]::GetTotalAllocatedBytes($true) - $allocated
}

function Get-Median([double[]] $Values) {
    [Array]::Sort($Values)
    $Values[[Math]::Floor($Values.Count / 2)]
}

# The first rounds only warm up.
$warmUps = 3
$measured = foreach ($round in 1..($warmUps + $Rounds)) { , @(foreach ($run in $runs) { Measure-Run $run }) }
$counted = $measured[$warmUps..($measured.Count - 1)]
$names = [Linq.Enumerable]::Count([IO.File]::ReadLines($Path))
foreach ($run in 0..2) { Get-Median $counted.ForEach({ $_[2 * $run] }) }
foreach ($run in 0..2) { Get-Median $counted.ForEach({ $_[2 * $run + 1] / $names }) }
