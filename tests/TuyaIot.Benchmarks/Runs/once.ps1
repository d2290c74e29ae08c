# Sends one command to all names of a file, as a scheduled script does, and prints the seconds and this process's peak memory in MB. Where
# there is no endpoint, the module is the one whose cmdlet does nothing, and that one takes the names.
param([string] $Module, [string] $Endpoint, [string] $Path, [switch] $Batched)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$cmdlet = 'Receive-Nothing'
if ($Endpoint) {
    $cmdlet = 'Invoke-IotThingsService'
    Set-IotCredential -Connection @{
        AccessKeyId = 'testid'; AccessKeySecret = 'testsecret'; Endpoint = $Endpoint; ProductKey = 'pk1'; RequestsPerSecond = 0
    }
}

$clock = [Diagnostics.Stopwatch]::StartNew()
if ($Batched) {
    Get-Content $Path -ReadCount 100 | & $cmdlet -Identifier Set -Args @{ param1 = 1 } > $null
}
else {
    [IO.File]::ReadLines($Path) | & $cmdlet -Identifier Set -Args @{ param1 = 1 } > $null
}
'{0} {1}' -f $clock.Elapsed.TotalSeconds, ([Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB)
