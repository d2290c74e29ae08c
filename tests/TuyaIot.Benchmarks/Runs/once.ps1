# Tells all names of a file once, as a scheduled script does, and prints the seconds and this process's peak memory in MB.
param([string] $Endpoint, [string] $Path, [switch] $Batched)

$ErrorActionPreference = 'Stop'
Set-IotCredential -Connection @{
    AccessKeyId = 'testid'; AccessKeySecret = 'testsecret'; Endpoint = $Endpoint; ProductKey = 'pk1'; RequestsPerSecond = 0
}
$clock = [Diagnostics.Stopwatch]::StartNew()
if ($Batched) {
    Get-Content $Path -ReadCount 100 | Invoke-IotThingsService -Identifier Set -Args @{ param1 = 1 } > $null
}
else {
    [IO.File]::ReadLines($Path) | Invoke-IotThingsService -Identifier Set -Args @{ param1 = 1 } > $null
}
'{0} {1}' -f $clock.Elapsed.TotalSeconds, ([Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB)
