# A script of a user: it sets the flow of all pumps, and says which pumps need a look. The tests are in Update-Pumps.Tests.ps1.
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $Path,
    [Parameter(Mandatory = $true)]
    [string] $JournalPath,
    [double] $Flow = 10
)

Get-Content -Path $Path |
    Invoke-IotThingsService -Identifier Set -Args @{ flow = $Flow } -JournalPath $JournalPath -OnRejected Split `
        -ErrorAction SilentlyContinue -WarningAction SilentlyContinue |
    Out-Null

$run = Get-IotJournal -Path $JournalPath
[pscustomobject]@{
    Accepted = $run.Accepted
    Refused  = $run.RejectedDeviceName
    Check    = $run.UnknownDeviceName
}
