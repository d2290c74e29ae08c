<#
.SYNOPSIS
    Calls a service of a fleet from many machines at once, over PowerShell remoting.
.DESCRIPTION
    The list is divided into shards. A machine gets one shard at a time, an even share of the pace, and the shard's journal. When a
    shard has ended, its journal is brought home, and the machine gets the next one. The journals are merged into one summary and one
    report.

    When a session dies, the journal is brought home from the machine in a new session, and another machine goes on with it. The journal
    is made unusable on the first machine before, so no device is called twice, also where the process is still alive there. When the
    journal cannot be brought home, nobody goes on with this shard: its devices with unknown outcome are listed in the output. Run the
    script again when the machine is back.

    One folder is for one list and one command. Run the script again with the same folder to go on after any end of it. README.md
    describes what holds when a process, a machine or a disk is lost.
.PARAMETER DeviceList
    A text with one device name a line. It is read in the first run only. Later runs read the shards in the folder.
.PARAMETER Folder
    The folder on this computer that keeps the shards, the journals and the report.
.PARAMETER Machine
    The machines that send. TuyaIot must be installed there.
.PARAMETER Credential
    The AccessKey ID as user name and its secret as password. It goes through the encrypted session and is written nowhere.
.PARAMETER Connection
    Other parameters of Set-IotCredential, such as @{ Endpoint = 'api.example.com'; ProductKey = 'a1BwAGV0001' }.
.PARAMETER Identifier
    The service to call.
.PARAMETER ArgsJson
    The service's input as JSON.
.PARAMETER RequestsPerSecond
    The quota of the account for this service. Each machine gets an even share. Default: 10.
.PARAMETER ShardCount
    Number of shards. With more shards than machines, a lost machine takes fewer devices along. Default: one for each machine.
.PARAMETER ConsumerGroupId
    A consumer group for each shard. With groups the machines wait until the devices have executed the command.
.PARAMETER TimeoutSec
    How long a device has for its answer, where there are consumer groups. Default: 120.
.PARAMETER Connect
    Creates the session to a machine. Default: SSH. For WinRM: { param($Name) New-PSSession -ComputerName $Name }.
.PARAMETER RemoteFolder
    The folder for journals on each machine. Default: tuya-iot in the folder in which a session begins.
.PARAMETER Module
    The name of the module on the machines, or its path there.
.PARAMETER PatienceSec
    How long a journal is waited for that a process still has open after its session died. Default: 30.
.EXAMPLE
    ./Invoke-FleetCommand.ps1 -DeviceList devices.txt -Folder ./reboot -Machine web1, web2, web3, web4 -Credential (Get-Credential) -Connection @{ Endpoint = 'api.example.com'; ProductKey = 'a1BwAGV0001' } -Identifier Reboot
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [Parameter(Mandatory = $true)]
    [string] $DeviceList,
    [Parameter(Mandatory = $true)]
    [string] $Folder,
    [Parameter(Mandatory = $true)]
    [string[]] $Machine,
    [Parameter(Mandatory = $true)]
    [pscredential] $Credential,
    [Parameter(Mandatory = $true)]
    [hashtable] $Connection,
    [Parameter(Mandatory = $true)]
    [string] $Identifier,
    [string] $ArgsJson = '{}',
    [ValidateRange(0.001, 100000)]
    [double] $RequestsPerSecond = 10,
    [ValidateRange(1, 10000)]
    [int] $ShardCount = $Machine.Count,
    [string[]] $ConsumerGroupId = @(),
    [int] $TimeoutSec = 120,
    [scriptblock] $Connect = { param($Name) New-PSSession -HostName $Name },
    [string] $RemoteFolder = 'tuya-iot',
    [string] $Module = 'TuyaIot',
    [int] $PatienceSec = 30
)

$ErrorActionPreference = 'Stop'

# On a machine: makes an empty journal of a name that no other has, and says where. The time of its start tells later whether the machine
# was restarted: a restart may lose the last lines of a journal, because they were not on the disk yet.
$newJournal = {
    param($Folder, $Name)
    $path = Join-Path (New-Item -Path $Folder -ItemType Directory -Force).FullName $Name
    [IO.File]::Create($path).Dispose()
    [pscustomobject]@{ Path = $path; BootTime = [DateTime]::UtcNow.AddSeconds(-[Diagnostics.Stopwatch]::GetTimestamp() / [Diagnostics.Stopwatch]::Frequency).ToString('o') }
}

# On a machine: calls the devices of a shard.
$callShard = {
    param($Module, $Credential, $Connection, $Call, $Wait, $IsResumed)
    $ErrorActionPreference = 'Stop'
    $WarningPreference = 'SilentlyContinue'
    Import-Module -Name $Module
    Set-IotCredential -Credential $Credential @Connection
    if (-not $Wait) {
        $input | Invoke-IotThingsService @Call -ErrorAction Continue
    }
    elseif (-not $IsResumed) {
        $input | Invoke-IotThingsService @Call -ErrorAction Continue | Wait-IotCommand @Wait -ErrorAction Continue
    }
    else {
        # The answers to what another machine has sent wait in the shard's group, and the journal knows which are missing.
        $null = $input | Invoke-IotThingsService @Call -ErrorAction SilentlyContinue
        Get-IotJournal -LiteralPath $Call.JournalPath | Wait-IotCommand @Wait -ErrorAction Continue
    }
}

# On a machine: takes the journal out of use. While a run has it open, it cannot be opened here. After the first byte is no longer
# a brace, no run takes it for a journal and none sends anything, also a run that starts only now.
$closeJournal = {
    param($Path, $BootTime, $PatienceSec)
    $now = [DateTime]::UtcNow.AddSeconds(-[Diagnostics.Stopwatch]::GetTimestamp() / [Diagnostics.Stopwatch]::Frequency)
    if ([Math]::Abs(($now - ([DateTime]$BootTime).ToUniversalTime()).TotalMinutes) -gt 2) {
        throw 'the machine was restarted, which may have cost the journal its last lines'
    }

    $deadline = [DateTime]::UtcNow.AddSeconds($PatienceSec)
    $file = $null
    while (-not $file) {
        try { $file = [IO.File]::Open($Path, 'Open', 'ReadWrite', 'None') }
        catch {
            if ([DateTime]::UtcNow -gt $deadline -or -not [IO.File]::Exists($Path)) { throw }
            Start-Sleep -Milliseconds 200
        }
    }

    $file.WriteByte([byte][char]'#')
    $file.Dispose()
}

# Hands a shard to a machine, which has its journal from now on. The file .away says so.
function Invoke-Shard($Shard, $Name, $Session) {
    $away = Invoke-Command -Session $Session -ScriptBlock $newJournal -ArgumentList $RemoteFolder, "shard-$($Shard.Number)-$([Guid]::NewGuid()).jsonl"
    $isResumed = Test-Path -LiteralPath $Shard.Journal
    if ($isResumed) { Copy-Item -LiteralPath $Shard.Journal -ToSession $Session -Destination $away.Path -Force }
    @{ Machine = $Name; Path = $away.Path; BootTime = $away.BootTime } | ConvertTo-Json | Set-Content -LiteralPath "$($Shard.Away).part"
    Move-Item -LiteralPath "$($Shard.Away).part" -Destination $Shard.Away

    $devices = [IO.File]::ReadAllLines($Shard.List)
    $share = $RequestsPerSecond / $Machine.Count
    # The requests under way are unknown after a kill, so there are no more of them than leave in a second.
    $call = @{
        Identifier = $Identifier; Args = $ArgsJson; JournalPath = $away.Path; ExpectedCount = $devices.Count
        RequestsPerSecond = $share; ThrottleLimit = [Math]::Min(256, [Math]::Max(2, [Math]::Ceiling($share)))
    }
    $wait = if ($ConsumerGroupId) { @{ ConsumerGroupId = $ConsumerGroupId[$Shard.Number - 1]; TimeoutSec = $TimeoutSec } }
    Write-Verbose "Shard $($Shard.Number): $($devices.Count) devices, on $Name."
    $devices | Invoke-Command -Session $Session -AsJob -ScriptBlock $callShard -ArgumentList $Module, $Credential, $Connection, $call, $wait, $isResumed
}

# Brings the journal of a shard home. False where that cannot be done now.
function Restore-Journal($Shard, $Session) {
    $opened = $null
    try {
        $away = Get-Content -LiteralPath $Shard.Away -Raw | ConvertFrom-Json
        if (-not $Session) { $Session = $opened = & $Connect $away.Machine }
        Invoke-Command -Session $Session -ScriptBlock $closeJournal -ArgumentList $away.Path, $away.BootTime, $PatienceSec
        $part = "$($Shard.Journal).part"
        Copy-Item -LiteralPath $away.Path -FromSession $Session -Destination $part -Force
        $file = [IO.File]::Open($part, 'Open', 'ReadWrite')
        if ($file.Length -gt 1) { $file.WriteByte([byte][char]'{') } else { $file.SetLength(0) }
        $file.Dispose()
        Move-Item -LiteralPath $part -Destination $Shard.Journal -Force
        Remove-Item -LiteralPath $Shard.Away
        Write-Verbose "Shard $($Shard.Number): its journal is home."
        $true
    }
    catch {
        Write-Warning "Shard $($Shard.Number): its journal is not home: $_"
        $false
    }
    finally {
        if ($opened) { Remove-PSSession -Session $opened }
    }
}

# Waits for a machine, unless another one has the journal.
function Add-Shard($Shard) {
    if (-not (Test-Path -LiteralPath $Shard.Away) -or (Restore-Journal $Shard)) { $waiting.Enqueue($Shard) }
}

if (-not $PSCmdlet.ShouldProcess("$ShardCount shards of $DeviceList, on $($Machine -join ', ')", "Call $Identifier at $RequestsPerSecond requests/s")) { return }

$Folder = (New-Item -Path $Folder -ItemType Directory -Force).FullName
$lists = Join-Path $Folder 'lists'
$waiting = [Collections.Generic.Queue[object]]::new()
$free = [Collections.Generic.Queue[string]]::new($Machine)
$running = @()
$sessions = @{}
$failure = $null
$lock = [IO.File]::Open((Join-Path $Folder 'lock'), 'OpenOrCreate', 'ReadWrite', 'None')
try {
    # A name that is there twice is one device, and belongs to one shard. The folder gets its name when all shards are written.
    if (-not (Test-Path -LiteralPath $lists)) {
        $null = New-Item -Path "$lists.part" -ItemType Directory -Force
        $names = [Collections.Generic.HashSet[string]]::new([StringComparer]::Ordinal)
        $writers = @(1..$ShardCount | ForEach-Object { [IO.StreamWriter]::new("$lists.part/$_.txt") })
        foreach ($line in [IO.File]::ReadLines($PSCmdlet.GetUnresolvedProviderPathFromPSPath($DeviceList))) {
            $deviceName = $line.Trim()
            if ($deviceName -and $names.Add($deviceName)) { $writers[$names.Count % $ShardCount].WriteLine($deviceName) }
        }

        $writers | ForEach-Object { $_.Dispose() }
        Move-Item -LiteralPath "$lists.part" -Destination $lists
    }

    $shards = @(foreach ($number in 1..@(Get-ChildItem -LiteralPath $lists).Count) {
        $stem = Join-Path $Folder "shard-$number"
        [pscustomobject]@{ Number = $number; List = "$lists/$number.txt"; Journal = "$stem.jsonl"; Away = "$stem.away"; Settled = "$stem.settled.txt" }
    })
    if ($ConsumerGroupId.Count -notin 0, $shards.Count) { throw "Give $($shards.Count) groups, one for each shard." }

    # What a machine has taken along in an earlier run comes home first.
    $shards | ForEach-Object { Add-Shard $_ }

    while ($running -or ($waiting.Count -and $free.Count -and -not $failure)) {
        while ($waiting.Count -and $free.Count -and -not $failure) {
            $name = $free.Dequeue()
            $shard = $waiting.Dequeue()
            try {
                if (-not $sessions[$name]) { $sessions[$name] = & $Connect $name }
                $running += [pscustomobject]@{ Shard = $shard; Machine = $name; Job = Invoke-Shard $shard $name $sessions[$name]; IsOver = $false }
            }
            catch {
                Write-Warning "${name}: it gets nothing to do: $_"
                Add-Shard $shard
            }
        }

        if ($running) { $null = Wait-Job -Job $running.Job -Any -Timeout 1 }
        foreach ($run in $running) {
            # The state first: what comes between it and the results is received in the next round.
            $run.IsOver = $run.Job.State -notin 'NotStarted', 'Running'
            $results = Receive-Job -Job $run.Job -ErrorAction SilentlyContinue
            $settled = @($results | Where-Object Status -NE Unknown | ForEach-Object { $_.DeviceName })
            if ($settled) { [IO.File]::AppendAllLines($run.Shard.Settled, [string[]]$settled) }

            if (-not $run.IsOver) { continue }
            $reason = $run.Job.ChildJobs[0].JobStateInfo.Reason
            if ($run.Job.State -ne 'Completed' -and $reason -isnot [Management.Automation.RemoteException]) {
                Write-Warning "$($run.Machine): its session ended, and it gets nothing more to do."
                Add-Shard $run.Shard
            }
            else {
                # The command itself failed, as with a wrong secret: it would fail everywhere.
                if ($reason) { $failure = $reason }
                $null = Restore-Journal $run.Shard $sessions[$run.Machine]
                $free.Enqueue($run.Machine)
            }
        }

        $running = @($running | Where-Object { -not $_.IsOver })
    }

    # A shard whose journal is not home: what nobody has said of a device is unknown.
    $unknown = [Collections.Generic.HashSet[string]]::new([StringComparer]::Ordinal)
    $away = @($shards | Where-Object { Test-Path -LiteralPath $_.Away })
    foreach ($shard in $away) {
        $unknown.UnionWith([IO.File]::ReadLines($shard.List))
        if (Test-Path -LiteralPath $shard.Settled) { $unknown.ExceptWith([IO.File]::ReadLines($shard.Settled)) }
    }
}
finally {
    $sessions.Values | Remove-PSSession
    $lock.Dispose()
}

$journals = @($shards.Journal | Where-Object { Test-Path -LiteralPath $_ } | Get-Item | Where-Object Length -GT 0)
$summary = $report = $null
if ($journals) {
    $summary = $journals | Get-IotJournal -Merge
    $report = $journals | Export-IotRunReport -Merge -Path (Join-Path $Folder 'report.html') -Confirm:$false
    $summary.UnknownDeviceName | ForEach-Object { $null = $unknown.Add($_) }
}

if ($failure) { throw $failure }
[pscustomobject]@{
    Finished          = $waiting.Count -eq 0 -and $away.Count -eq 0
    Summary           = $summary
    Report            = $report
    UnknownDeviceName = @($unknown)
    Away              = @($away | ForEach-Object { "shard $($_.Number) on $((Get-Content -LiteralPath $_.Away -Raw | ConvertFrom-Json).Machine)" })
}
