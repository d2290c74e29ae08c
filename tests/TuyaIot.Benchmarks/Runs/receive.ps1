# Receives messages in a pipeline, and prints the median of the messages a second. What one message alone takes, which is the connection and
# its end, is left out.
param([string] $Module, [string] $Endpoint)

$ErrorActionPreference = 'Stop'
$messages = 30000
$warmUps = 3
$rounds = 5

Import-Module $Module
Set-IotCredential -Connection @{
    AccessKeyId = 'testid'; AccessKeySecret = 'testsecret'; Endpoint = 'http://127.0.0.1:1'; MessageEndpoint = $Endpoint; ConsumerGroupId = 'g1'
}

$rates = foreach ($round in 1..($warmUps + $rounds)) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    Receive-IotMessage | Select-Object -First 1 > $null
    $alone = $clock.Elapsed.TotalSeconds
    $clock.Restart()
    Receive-IotMessage | Select-Object -First $messages > $null
    ($messages - 1) / ($clock.Elapsed.TotalSeconds - $alone)
}

$counted = [double[]] @($rates)[$warmUps..($warmUps + $rounds - 1)]
[array]::Sort($counted)
$counted[[int][Math]::Floor($rounds / 2)]
