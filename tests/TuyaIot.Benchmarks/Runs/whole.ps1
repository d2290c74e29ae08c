# Tells all names of a file, beside a cmdlet that does nothing with the same input, turn by turn.
# Prints the medians: seconds, those of the empty cmdlet, bytes a name, those of the empty cmdlet.
param([string] $Endpoint, [string] $Empty, [string] $Path, [string] $Method, [switch] $Batched, [int] $Rounds = 5)

$ErrorActionPreference = 'Stop'
Import-Module $Empty
Set-IotCredential -Connection @{
    AccessKeyId = 'testid'; AccessKeySecret = 'testsecret'; Endpoint = $Endpoint; ProductKey = 'pk1'; RequestsPerSecond = 0; Method = $Method
}

# To assign results to $null would gather all of them first.
$run, $limit = if ($Batched) {
    { Get-Content $Path -ReadCount 100 | Invoke-IotThingsService -Identifier Set -Args @{ param1 = 1 } > $null }
    { Get-Content $Path -ReadCount 100 | Receive-Nothing -Identifier Set -Args @{ param1 = 1 } > $null }
}
else {
    { [IO.File]::ReadLines($Path) | Invoke-IotThingsService -Identifier Set -Args @{ param1 = 1 } > $null }
    { [IO.File]::ReadLines($Path) | Receive-Nothing -Identifier Set -Args @{ param1 = 1 } > $null }
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
$measured = foreach ($round in 1..($warmUps + $Rounds)) { , @(Measure-Run $run; Measure-Run $limit) }
$counted = $measured[$warmUps..($measured.Count - 1)]
$names = [Linq.Enumerable]::Count([IO.File]::ReadLines($Path))
'{0} {1} {2} {3}' -f @(
    Get-Median $counted.ForEach({ $_[0] })
    Get-Median $counted.ForEach({ $_[2] })
    Get-Median $counted.ForEach({ $_[1] / $names })
    Get-Median $counted.ForEach({ $_[3] / $names })
)
