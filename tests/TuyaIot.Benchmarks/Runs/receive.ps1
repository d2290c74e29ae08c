# Receives messages in a pipeline, and prints the median of the messages a second, and of the microseconds of processor time for one. What
# one message alone takes, which is the connection and its end, is left out.
param([string] $Module, [string] $Endpoint)

$ErrorActionPreference = 'Stop'
$messages = 30000
$warmUps = 3
$rounds = 5

Import-Module $Module
Set-IotCredential -Connection @{
    AccessKeyId = 'testid'; AccessKeySecret = 'testsecret'; Endpoint = 'http://127.0.0.1:1'; MessageEndpoint = $Endpoint; ConsumerGroupId = 'g1'
}

function Measure-Message([int] $Count) {
    $busy = [Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime
    $clock = [Diagnostics.Stopwatch]::StartNew()
    Receive-IotMessage | Select-Object -First $Count > $null
    $clock.Elapsed.TotalSeconds
    ([Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime - $busy).TotalSeconds
}

function Get-Median($Values) {
    $counted = [double[]] @($Values)[$warmUps..($warmUps + $rounds - 1)]
    [array]::Sort($counted)
    $counted[[int][Math]::Floor($rounds / 2)]
}

$measured = foreach ($round in 1..($warmUps + $rounds)) {
    $alone = Measure-Message 1
    $all = Measure-Message $messages
    [pscustomobject]@{
        PerSecond    = ($messages - 1) / ($all[0] - $alone[0])
        Microseconds = 1e6 * ($all[1] - $alone[1]) / ($messages - 1)
    }
}

Get-Median $measured.PerSecond
Get-Median $measured.Microseconds
