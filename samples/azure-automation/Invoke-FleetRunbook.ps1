<#
.SYNOPSIS
    An Azure Automation runbook that calls a service of a whole fleet, over as many jobs as that takes.
.DESCRIPTION
    A sandbox ends a job after 3 hours, and an interrupted job begins again from the beginning. So this runbook keeps a journal:
    a job that comes later skips what was accepted, goes on with the rest, and reports as Unknown, without sending it again, what
    may have been carried out. Some minutes before the 3 hours are over it reads no more names, waits for the replies that it
    still expects, and puts out Finished = $false. Let a schedule start it every 3 hours: a job that finds nothing left to do
    sends nothing. The output has the devices of this job and the totals over all jobs of the journal.

    A device that is Unknown stays Unknown in each later job, until you decide: -RetryUnknown sends the command again, and
    -CloseUnknown ends it without sending anything.

    The journal must outlive the job, and a sandbox's disk does not:

    - On a hybrid worker give -Folder: a folder of its disk, or a share that it has mounted. The journal is written there line
      by line, so nothing is lost however the job ends.
    - In a sandbox give -StorageAccountName and -ContainerName. The list and the journal are fetched when the job begins, and
      the journal is put back when it ends, on an error too. A sandbox that dies cannot put it back. The blob <journal>.open
      marks this for the next job, and that job sends nothing: check the devices that the dead job called, then delete that blob.
      The account's managed identity needs the role Storage Blob Data Contributor, and the sandbox Az.Accounts and Az.Storage.

    The key comes from a connection asset of the type TuyaIot, which appears when the module is imported into the Automation
    account; or from a credential asset, with the AccessKey ID as user name, and a variable <AssetName>Endpoint.
.PARAMETER Identifier
    The service to call.
.PARAMETER ArgsJson
    The service's input as JSON.
.PARAMETER ProductKey
    The product that the devices belong to; may be left out where the connection names it.
.PARAMETER AssetName
    The name of the connection or of the credential.
.PARAMETER Folder
    The folder that has the list and keeps the journal.
.PARAMETER StorageAccountName
    The storage account whose container has the list and keeps the journal.
.PARAMETER ContainerName
    The container.
.PARAMETER DeviceList
    The name of the list: a text with one device name a line.
.PARAMETER Journal
    The name of the journal. One journal is for one command and one list; another command needs another name.
.PARAMETER Minutes
    How long names are read.
.PARAMETER ConsumerGroupId
    The consumer group whose messages say what the devices did, for a credential with a message endpoint. Nobody else may read it.
    The journal and the output then have what became of the command at the devices, and an Unknown is settled where a device replied.
.PARAMETER RetryUnknown
    Sends again what may have been carried out already, because its reply was lost. Devices may then execute the command twice. Give
    -ConsumerGroupId, by which a command that a device replied to is not sent again, or see what they did with Get-IotDeviceHistory first, and use
    it only for commands that do no harm when they are repeated.
.PARAMETER CloseUnknown
    Closes the devices that are Unknown: later jobs leave them out and count them as Closed. Nothing is sent to them. The text
    <journal>.closed has a line for each of them: its name, and Seen with the time when its history has the service since the first
    job began, or NotSeen. Compare the input with Get-IotDeviceHistory where other scripts call the same service. If a history cannot
    be read, no device is closed. You may also write names into this text yourself.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $Identifier,
    [string] $ArgsJson = '{}',
    [string] $ProductKey,
    [string] $AssetName = 'TuyaIot',
    [string] $Folder,
    [string] $StorageAccountName,
    [string] $ContainerName = 'fleet',
    [string] $DeviceList = 'devices.txt',
    [string] $Journal = 'run.jsonl',
    [double] $Minutes = 165,
    [string] $ConsumerGroupId,
    [switch] $RetryUnknown,
    [switch] $CloseUnknown
)

$ErrorActionPreference = 'Stop'
$deadline = [DateTime]::UtcNow.AddMinutes($Minutes)

try { $connection = Get-AutomationConnection -Name $AssetName } catch { $connection = $null }
if ($connection) {
    Set-IotCredential -Connection $connection -ProductKey $ProductKey
}
else {
    $endpoint = Get-AutomationVariable -Name "${AssetName}Endpoint"
    Get-AutomationPSCredential -Name $AssetName | Set-IotCredential -Endpoint $endpoint -ProductKey $ProductKey
}

$place = $null
if ($StorageAccountName) {
    $null = Connect-AzAccount -Identity
    $place = @{ Container = $ContainerName; Context = New-AzStorageContext -StorageAccountName $StorageAccountName -UseConnectedAccount }
    # A listing, because to ask for one blob fails alike where it does not exist and where the network is down.
    $blobs = (Get-AzStorageBlob @place -Prefix $Journal).Name
    if ($blobs -contains "$Journal.open") {
        throw "The journal $Journal is with another job, or with one that died and took it along. Wait for that job's end; if it died, see what it called, then delete the blob $Journal.open."
    }

    # Jobs of one account share a sandbox and its disk.
    $Folder = [IO.Directory]::CreateDirectory([IO.Path]::Combine([IO.Path]::GetTempPath(), [Guid]::NewGuid())).FullName
}
elseif (-not $Folder) {
    throw 'Give -Folder on a hybrid worker, or -StorageAccountName and -ContainerName in a sandbox: where the journal is kept.'
}

$listPath = [IO.Path]::Combine($Folder, $DeviceList)
$journalPath = [IO.Path]::Combine($Folder, $Journal)
$closedPath = "$journalPath.closed"
$closed = [Collections.Generic.HashSet[string]]::new([StringComparer]::Ordinal)
$devices = @{ Accepted = 0; Rejected = 0; Unknown = 0; Left = 0 }
$total = $null

$isJournalOurs = $false

if ($place) {
    [IO.File]::WriteAllText("$journalPath.open", [DateTime]::UtcNow.ToString('u'))
    $null = Set-AzStorageBlobContent @place -Blob "$Journal.open" -File "$journalPath.open"
}

try {
    if ($place) {
        $null = Get-AzStorageBlobContent @place -Blob $DeviceList -Destination $listPath
        if ($blobs -contains $Journal) {
            $null = Get-AzStorageBlobContent @place -Blob $Journal -Destination $journalPath
        }

        if ($blobs -contains "$Journal.closed") {
            $null = Get-AzStorageBlobContent @place -Blob "$Journal.closed" -Destination $closedPath
        }

        $isJournalOurs = $true
    }

    if ([IO.File]::Exists($closedPath)) {
        [IO.File]::ReadLines($closedPath) | ForEach-Object { $null = $closed.Add($_.Split("`t")[0].Trim()) }
    }

    # The names leave the list no faster than requests leave, so when time is up only the requests under way are waited for.
    $run = {
        [IO.File]::ReadLines($listPath) |
            Where-Object { -not $closed.Contains($_.Trim()) } |
            ForEach-Object { if ([DateTime]::UtcNow -lt $deadline) { $_ } else { $devices.Left++ } } |
            Invoke-IotThingsService -Identifier $Identifier -Args $ArgsJson -JournalPath $journalPath -RetryUnknown:$RetryUnknown -ErrorAction Continue |
            ForEach-Object { $devices["$($_.Status)"] += $_.DeviceCount; $_ }
    }
    if ($ConsumerGroupId) {
        # It listens from before the first command is sent.
        & $run | Wait-IotCommand -ConsumerGroupId $ConsumerGroupId -ErrorAction Continue | Out-Null
    }
    else {
        & $run | Out-Null
    }

    $total = Get-IotJournal -LiteralPath $journalPath
    $unknown = @($total.UnknownDeviceName | Where-Object { -not $closed.Contains($_) })
    if ($CloseUnknown -and $unknown) {
        $seen = @{}
        $unknown |
            Get-IotDeviceHistory -Kind Service -Identifier $Identifier -Since $total.StartedAt |
            ForEach-Object { $seen[$_.DeviceName] = $_.Time }
        $lines = $unknown | ForEach-Object { if ($seen[$_]) { "$_`tSeen`t$($seen[$_].ToString('u'))" } else { "$_`tNotSeen" } }
        [IO.File]::AppendAllLines($closedPath, [string[]]$lines)
        $unknown | ForEach-Object { $null = $closed.Add($_) }
        $unknown = @()
    }
}
finally {
    if ($place) {
        # A journal that did not arrive whole must not take the place of the one in storage.
        if ($isJournalOurs -and [IO.File]::Exists($journalPath)) {
            $null = Set-AzStorageBlobContent @place -Blob $Journal -File $journalPath -Force
        }

        if ($isJournalOurs -and [IO.File]::Exists($closedPath)) {
            $null = Set-AzStorageBlobContent @place -Blob "$Journal.closed" -File $closedPath -Force
        }

        Remove-AzStorageBlob @place -Blob "$Journal.open"
        [IO.Directory]::Delete($Folder, $true)
    }
}

$output = [ordered]@{
    Accepted      = $devices.Accepted
    Rejected      = $devices.Rejected
    Unknown       = $devices.Unknown
    Left          = $devices.Left
    Finished      = $devices.Left -eq 0
    Jobs          = $total.Runs
    TotalAccepted = $total.Accepted
    TotalRejected = $total.Rejected + $total.NotSent
    TotalUnknown  = $unknown.Count
    Closed        = $closed.Count
}
if ($ConsumerGroupId) {
    foreach ($status in 'Executed', 'Failed', 'Offline', 'NoAnswer') {
        $output[$status] = $total.$status
    }
}

[pscustomobject] $output
