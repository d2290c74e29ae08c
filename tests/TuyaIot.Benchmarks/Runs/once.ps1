# Tells all names of a file once, as a scheduled script does, and prints the seconds and this process's peak memory in MB. With the
# manifest of the cmdlet that does nothing, that one takes the names.
param([string] $Endpoint, [string] $Path, [switch] $Batched, [string] $Empty)

$ErrorActionPreference = 'Stop'
if ($Empty) {
    Import-Module $Empty
    $cmdlet = 'Receive-Nothing'
}
else {
    Set-IotCredential -Connection @{
        AccessKeyId = 'testid'; AccessKeySecret = 'testsecret'; Endpoint = $Endpoint; ProductKey = 'pk1'; RequestsPerSecond = 0
    }
    $cmdlet = 'Invoke-IotThingsService'
}

$clock = [Diagnostics.Stopwatch]::StartNew()
if ($Batched) {
    Get-Content $Path -ReadCount 100 | & $cmdlet -Identifier Set -Args @{ param1 = 1 } > $null
}
else {
    [IO.File]::ReadLines($Path) | & $cmdlet -Identifier Set -Args @{ param1 = 1 } > $null
}
'{0} {1}' -f $clock.Elapsed.TotalSeconds, ([Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB)
