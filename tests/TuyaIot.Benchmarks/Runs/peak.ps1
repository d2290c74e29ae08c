# Tells all names of a file in this process and prints its seconds and its peak memory in MB.
param([string] $Endpoint, [string] $Path)

$ErrorActionPreference = 'Stop'
Set-IotCredential -Connection @{
    AccessKeyId = 'testid'; AccessKeySecret = 'testsecret'; Endpoint = $Endpoint; ProductKey = 'pk1'; RequestsPerSecond = 0
}
$clock = [Diagnostics.Stopwatch]::StartNew()
[IO.File]::ReadLines($Path) | Invoke-IotThingsService -Identifier Set -Args @{ param1 = 1 } | ForEach-Object {
    if (-not $_.Success) { throw 'A request was not accepted.' }
}
'{0} {1}' -f $clock.Elapsed.TotalSeconds, ([Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB)
