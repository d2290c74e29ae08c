# Prints the milliseconds that an import takes and, where there is an endpoint, those of the first request after it.
param([string] $Module, [string] $Endpoint)

$ErrorActionPreference = 'Stop'
$clock = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Module
$clock.Elapsed.TotalMilliseconds

if ($Endpoint) {
    Set-IotCredential -Connection @{ AccessKeyId = 'testid'; AccessKeySecret = 'testsecret'; Endpoint = $Endpoint; ProductKey = 'pk1' }
    $clock.Restart()
    $null = 'device-1' | Invoke-IotThingsService -Identifier Set
    $clock.Elapsed.TotalMilliseconds
}
