<#
.SYNOPSIS
    Sends a command to a fleet in waves, and stops when too many devices fail, are silent or are offline.
.DESCRIPTION
    The first wave has 1 % of the devices, the second 10 %, and the last one the rest. Each wave waits until it is known what its devices
    did. Failed, silent and offline devices have a limit each. A limit is judged as outcomes come. When one is exceeded, nothing more is sent,
    and the devices that the command was sent to are still listened to until their time is over.

    The last object says how many devices it was sent to, what they did, and how many it was never sent to. The exit code is 0 only if all devices
    carried the command out. In an Azure Automation job, which has no exit code, the job fails instead.

    -Folder keeps the waves and their journals. The same command goes on where an earlier run ended, however it ended: with the same waves in
    the same order, and it is sent to no device twice. What a wave did in earlier runs counts for its limits, so a run that was stopped by a
    limit goes on only with a higher one. Another command needs another folder.

    Set the credential before, with a message endpoint and a consumer group that nobody else reads, or give the environment variables of
    about_TuyaIot_Credentials.
.PARAMETER DeviceList
    A text with one device name a line. It is read in the first run only.
.PARAMETER Folder
    The folder of the waves: wave1.txt has the names, and wave1.jsonl the journal.
.PARAMETER Identifier
    The service to call.
.PARAMETER ServiceInput
    The input of the service: JSON text or a hashtable.
.PARAMETER Property
    The properties to set, instead of a service: JSON text or a hashtable.
.PARAMETER ProductKey
    The product of the devices. Default: the credential's.
.PARAMETER Wave
    The sizes of the first waves, each a number of devices or a share of all. The last wave has the rest.
.PARAMETER MaxFailed
    The most devices that may fail in a wave: a number, or a share of the devices that the command was sent to in this wave. A device whose
    request the gateway rejects has failed too.
.PARAMETER MaxNoAnswer
    The same for silent devices: of which nothing was heard in time.
.PARAMETER MaxOffline
    The same for devices that are not connected. Without it they stop nothing.
.PARAMETER MinAnswers
    How many devices of a wave must have an outcome before its limits are judged. Silence is an outcome too. A smaller wave is judged when all
    of its devices have one.
.PARAMETER TimeoutSec
    How long a device has for its reply.
.PARAMETER Evidence
    What counts as evidence beside a reply. StatusChange is for commands that restart the device.
.PARAMETER RequestsPerSecond
    The pace. A request carries 5 % of its wave, at most 100 devices. Slow the pace down where devices need long to reply, or a stop comes
    when the command was sent to all.
.EXAMPLE
    ./Invoke-FleetWave.ps1 devices.txt reboot Reboot -Evidence StatusChange -MaxOffline '10%'
.EXAMPLE
    ./Invoke-FleetWave.ps1 devices.txt level7 -Property '{ "level": 7 }' -Wave 5, '1%', '20%' -WhatIf
#>
#requires -Version 7.4
[CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Service')]
param(
    [Parameter(Mandatory = $true, Position = 0)] [ValidateNotNullOrEmpty()] [string] $DeviceList,
    [Parameter(Mandatory = $true, Position = 1)] [ValidateNotNullOrEmpty()] [string] $Folder,
    [Parameter(Mandatory = $true, Position = 2, ParameterSetName = 'Service')] [ValidateNotNullOrEmpty()] [string] $Identifier,
    [Parameter(Position = 3, ParameterSetName = 'Service')] [ValidateNotNull()] [object] $ServiceInput = '{}',
    [Parameter(Mandatory = $true, ParameterSetName = 'Property')] [ValidateNotNull()] [object] $Property,
    [ValidateNotNullOrEmpty()] [string] $ProductKey,
    [ValidatePattern('^\d+(\.\d+)?%?(,\d+(\.\d+)?%?)*$')] [string[]] $Wave = ('1%', '10%'),
    [ValidatePattern('^\d+(\.\d+)?%?$')] [string] $MaxFailed = '5%',
    [ValidatePattern('^\d+(\.\d+)?%?$')] [string] $MaxNoAnswer = '10%',
    [ValidatePattern('^\d+(\.\d+)?%?$')] [string] $MaxOffline,
    [ValidateRange(1, 1000000)] [int] $MinAnswers = 10,
    [ValidateRange(1, 604800)] [int] $TimeoutSec = 120,
    [ValidateSet('PropertyReport', 'StatusChange')] [string[]] $Evidence = 'PropertyReport',
    [ValidateRange(0, 100000)] [double] $RequestsPerSecond
)

# A number, or a share of so many devices.
function Get-Number([string] $Value, [int] $Of) {
    if ($Value.EndsWith('%')) { $Of * [decimal] $Value.TrimEnd('%') / 100 } else { [decimal] $Value }
}

# Why a wave must stop, or nothing.
function Get-StopReason([hashtable] $Seen, [int] $Size) {
    $known = $Seen.Executed + $Seen.Failed + $Seen.NoAnswer + $Seen.Offline
    if ($known -lt [Math]::Min($MinAnswers, $Size)) { return }
    $limits = [ordered] @{ Failed = $MaxFailed; NoAnswer = $MaxNoAnswer; Offline = $MaxOffline }
    foreach ($kind in $limits.Keys) {
        if ($limits[$kind] -and $Seen[$kind] -gt (Get-Number $limits[$kind] $Seen.Sent)) {
            return "${kind}: $($Seen[$kind]) of $($Seen.Sent) devices, more than $($limits[$kind])"
        }
    }
}

$send = if ($Property) { @{ Property = $Property } } else { @{ Identifier = $Identifier; Args = $ServiceInput } }
foreach ($name in 'ProductKey', 'RequestsPerSecond') {
    if ($PSBoundParameters.ContainsKey($name)) { $send[$name] = $PSBoundParameters[$name] }
}
$cmdlet = if ($Property) { 'Set-IotDeviceProperty' } else { 'Invoke-IotThingsService' }
$wait = @{ TimeoutSec = $TimeoutSec; Evidence = $Evidence; ErrorAction = 'Continue' }
$stop = $null

$waves = [Collections.Generic.List[string[]]]::new()
if (Test-Path -LiteralPath "$Folder/wave1.txt") {
    for ($i = 1; Test-Path -LiteralPath "$Folder/wave$i.txt"; $i++) { $waves.Add([string[]] @(Get-Content -LiteralPath "$Folder/wave$i.txt")) }
}
else {
    $seenNames = [Collections.Generic.HashSet[string]]::new([StringComparer]::Ordinal)
    $names = [string[]] @(Get-Content -LiteralPath $DeviceList -ErrorAction Stop | ForEach-Object { $_.Trim() } | Where-Object { $_ -and $seenNames.Add($_) })
    if ($names.Count -eq 0) { throw "$DeviceList has no device names." }
    $from = 0
    foreach ($size in ($Wave -split ',') + '100%') {
        $to = [int] [Math]::Min($names.Count, $from + [Math]::Ceiling((Get-Number $size $names.Count)))
        if ($to -gt $from) { $waves.Add($names[$from..($to - 1)]) }
        $from = $to
    }
    # The first wave comes last: where it is there, all are.
    if ($PSCmdlet.ShouldProcess($Folder, "Write $($waves.Count) waves")) {
        $null = New-Item -Path $Folder -ItemType Directory -Force -ErrorAction Stop
        for ($i = $waves.Count; $i -ge 1; $i--) {
            Set-Content -LiteralPath "$Folder/new.txt" -Value $waves[$i - 1] -ErrorAction Stop
            Move-Item -LiteralPath "$Folder/new.txt" -Destination "$Folder/wave$i.txt" -Force -ErrorAction Stop
        }
    }
}

try {
    # Devices that an earlier run sent it to and did not wait for.
    $journals = @(Get-ChildItem -LiteralPath $Folder -Filter wave*.jsonl -ErrorAction Ignore | Get-IotJournal)
    if ($journals -and -not $WhatIfPreference) { $journals | Wait-IotCommand @wait | Out-Null }

    for ($i = 1; $i -le $waves.Count -and -not $stop; $i++) {
        $names = $waves[$i - 1]
        if (-not $PSCmdlet.ShouldProcess("wave ${i}: $($names.Count) devices", "$cmdlet $Identifier")) { continue }
        $journal = "$Folder/wave$i.jsonl"
        $before = if (Test-Path -LiteralPath $journal) { Get-IotJournal -LiteralPath $journal }
        # What earlier runs of this wave came to counts. Only what was rejected is sent again, so it does not.
        $seen = @{ Sent = [int] $before.Accepted + [int] $before.Unknown }
        foreach ($kind in 'Executed', 'Failed', 'Offline') { $seen[$kind] = [int] $before.$kind }
        $seen.NoAnswer = $seen.Sent - $seen.Executed - $seen.Failed - $seen.Offline
        $open = @{}
        $stop = Get-StopReason $seen $names.Count

        # One request at a time, so that none leaves after an outcome that stops the wave.
        $unknown = [Collections.Generic.HashSet[string]]::new([string[]] @($before.UnknownDeviceName), [StringComparer]::Ordinal)
        $send.JournalPath = $journal
        $send.BatchSize = [Math]::Clamp([int] [Math]::Floor($names.Count / 20), 1, 100)
        $names | Where-Object { -not $unknown.Contains($_) } |
            & $cmdlet @send -ThrottleLimit 1 -While { -not $stop } -OnRejected Split -ErrorAction Continue -Confirm:$false |
            ForEach-Object { $seen.Sent += $_.DeviceCount; $_ } |
            Wait-IotCommand @wait |
            ForEach-Object {
                $kind = switch ($_.Status) {
                    { $_ -in 'Executed', 'Failed', 'Offline' } { $_ }
                    { $_ -in 'Rejected', 'NotSent' } { 'Failed' }
                    default { 'NoAnswer' }
                }
                # A later outcome of a device replaces an earlier one.
                if ($open.ContainsKey($_.DeviceName)) { $seen[$open[$_.DeviceName]]-- }
                $seen[$kind]++
                if ($kind -in 'NoAnswer', 'Offline') { $open[$_.DeviceName] = $kind } else { $open.Remove($_.DeviceName) }
                if (-not $stop) { $stop = Get-StopReason $seen $names.Count }
            }
        if ($stop) { $stop = "Wave ${i}: $stop" }
    }
}
catch {
    $stop = "Error: $_"
    Write-Error -ErrorRecord $_ -ErrorAction Continue
}

if (-not $WhatIfPreference) {
    $sum = @{}
    Get-ChildItem -LiteralPath $Folder -Filter wave*.jsonl -ErrorAction Ignore | Get-IotJournal | ForEach-Object {
        foreach ($count in 'Accepted', 'Unknown', 'Executed', 'Failed', 'Offline', 'NoAnswer', 'Rejected') { $sum[$count] += $_.$count }
    }
    $total = [int] ($waves | ForEach-Object { $_.Count } | Measure-Object -Sum).Sum
    $wasSent = [int] $sum.Accepted + [int] $sum.Unknown
    [pscustomobject] @{
        Devices   = $total
        Sent      = $wasSent
        Executed  = [int] $sum.Executed
        Failed    = [int] $sum.Failed
        Offline   = [int] $sum.Offline
        NoAnswer  = [int] $sum.NoAnswer
        NotKnown  = $wasSent - $sum.Executed - $sum.Failed - $sum.Offline - $sum.NoAnswer
        Rejected  = [int] $sum.Rejected
        NeverSent = $total - $wasSent - $sum.Rejected
        StoppedBy = "$stop"
    }
    $isDone = -not $stop -and $sum.Executed -eq $total
    if (-not $isDone -and $PSPrivateMetadata) { throw "Not all devices carried the command out. $stop" }
    exit [int](-not $isDone)
}
