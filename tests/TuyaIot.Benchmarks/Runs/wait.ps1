<#
A fleet that Wait-IotCommand waits for: every device replies, through a consumer group of a simulator in another process. In the pipeline of
the command, or from the journal of a run that nobody waited for, so that all replies wait in the group. Each device must come out once.
Build the module first.

    pwsh -NoProfile -File tests/TuyaIot.Benchmarks/Runs/wait.ps1
    pwsh -NoProfile -File tests/TuyaIot.Benchmarks/Runs/wait.ps1 -FromJournal

Prints a line for each 10 % of the outcomes, with the memory of the process, and then the totals.
#>
param(
    [ValidateRange(1, 10000000)]
    [int] $Devices = 1000000,

    [ValidateRange(1, 86400)]
    [int] $TimeoutSec = 300,

    # Waits for the devices of a journal.
    [switch] $FromJournal,

    # The other process: serves until its input ends.
    [switch] $Serve
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot ../../../TuyaIot.psd1)
if ($Serve) {
    $simulator = Start-IotSimulator -ProductKey pk1 -ConsumerGroupId g1 -MessageCapacity ($Devices + 1000)
    "$($simulator.Endpoint) $($simulator.MessageEndpoint)"
    while ($null -ne [Console]::In.ReadLine()) {
        $counts = $simulator.MessageCounts
        "$($counts.Pushed) pushed, $($counts.Settled) settled, $($counts.Waiting) waiting, $(@($simulator.GetExecutionCounts() | Where-Object Count -GT 1).Count) devices called twice"
    }

    return
}

function Measure-Wait([scriptblock] $Run) {
    $seen = [Collections.BitArray]::new($Devices + 1)
    $counts = [ordered]@{}
    $total = 0
    $twice = 0
    $step = [Math]::Max(1, [int]($Devices / 10))
    $busy = [Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime
    $clock = [Diagnostics.Stopwatch]::StartNew()
    . $Run | ForEach-Object {
        $number = [int] $_.DeviceName.Substring(6)
        if ($seen[$number]) { $twice++ }
        $seen[$number] = $true
        $counts[$_.Status]++
        if (++$total % $step -eq 0) {
            'after {0,5:0.0} s: {1,9:#,0} outcomes, {2:#,0} MB' -f $clock.Elapsed.TotalSeconds, $total, ([Environment]::WorkingSet / 1MB)
        }
    }

    $lost = (1..$Devices).Where({ -not $seen[$_] }).Count
    $process = [Diagnostics.Process]::GetCurrentProcess()
    '{0:#,0} outcomes in {1:0.0} s, {2:#,0}/s, {3}; {4} lost, {5} twice; peak {6:#,0} MB, {7:0} s of processor time' -f $total,
        $clock.Elapsed.TotalSeconds, ($total / $clock.Elapsed.TotalSeconds), (($counts.Keys | ForEach-Object { "$_ $($counts[$_])" }) -join ', '),
        $lost, $twice, ($process.PeakWorkingSet64 / 1MB), ($process.TotalProcessorTime - $busy).TotalSeconds
}

$journal = Join-Path ([IO.Path]::GetTempPath()) "wait-$([Guid]::NewGuid()).jsonl"
$program = (Get-Process -Id $PID).Path
$shell = @(if ([IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
$start = [Diagnostics.ProcessStartInfo]::new($program)
foreach ($argument in $shell + @('-NoProfile', '-File', $PSCommandPath, '-Serve', '-Devices', "$Devices")) { $start.ArgumentList.Add($argument) }
$start.RedirectStandardInput = $start.RedirectStandardOutput = $true
$server = [Diagnostics.Process]::Start($start)
try {
    $endpoint, $messages = $server.StandardOutput.ReadLine() -split ' '
    Set-IotCredential -Connection @{
        AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = $endpoint; ProductKey = 'pk1'; RequestsPerSecond = 0
        MessageEndpoint = $messages; ConsumerGroupId = 'g1'
    }
    if (-not $FromJournal) {
        Measure-Wait { & { foreach ($i in 1..$Devices) { "device$i" } } | Invoke-IotThingsService Set | Wait-IotCommand -TimeoutSec $TimeoutSec }
    } else {
        & { foreach ($i in 1..$Devices) { "device$i" } } | Invoke-IotThingsService Set -JournalPath $journal > $null
        Measure-Wait { Get-IotJournal $journal | Wait-IotCommand -TimeoutSec $TimeoutSec }
        Get-IotJournal $journal | ForEach-Object { "$_" }
    }

    $server.StandardInput.WriteLine()
    $server.StandardOutput.ReadLine()
} finally {
    $server.StandardInput.Dispose()
    if (-not $server.WaitForExit(10000)) { $server.Kill() }
    $server.Dispose()
    Remove-Item -Path $journal -ErrorAction Ignore
}
