# Four machines that are sessions of this one, each with a folder of its own: over SSH where sshd is installed, else by processes.
BeforeDiscovery {
    $script:sshd = Get-Command -Name sshd, /usr/sbin/sshd -CommandType Application -ErrorAction Ignore | Select-Object -First 1
    $script:canConnect = $PSVersionTable.PSVersion -ge '7.4'
    if (-not $canConnect) { Write-Host 'Many machines: skipped, because PowerShell 7.4 or later is needed for sessions without WinRM.' }
    elseif (-not $sshd) { Write-Host 'Many machines: SSH is skipped, because sshd is not on this machine. The sessions are those of processes.' }
}

BeforeAll {
    . "$PSScriptRoot/Package.ps1"
    $script:sample = Join-Path (Split-Path $manifest) 'samples/many-machines/Invoke-FleetCommand.ps1'
    $script:program = (Get-Process -Id $PID).Path
    $script:shell = @(if ([IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
    $script:root = [IO.Directory]::CreateDirectory([IO.Path]::Combine([IO.Path]::GetTempPath(), "many$([Guid]::NewGuid().ToString('N').Substring(0, 8))")).FullName

    # A server of SSH with keys and a configuration of its own, for this user only.
    function Start-Sshd {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper.')]
        param([string] $Path)

        foreach ($key in 'host', 'user') { & ssh-keygen -q -t ed25519 -N '' -f "$root/$key" }
        Copy-Item -Path "$root/user.pub" -Destination "$root/authorized"
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $script:port = $listener.LocalEndpoint.Port
        $listener.Stop()

        # The folder that a server of root needs, which the service makes when it starts.
        if ((& id -u) -eq 0) { $null = New-Item -Path /run/sshd -ItemType Directory -Force }
        Set-Content -Path "$root/sshd_config" -Value @(
            "Port $port", 'ListenAddress 127.0.0.1', "HostKey $root/host", "AuthorizedKeysFile $root/authorized", "PidFile $root/sshd.pid"
            'StrictModes no', 'UsePAM no', 'PasswordAuthentication no', 'KbdInteractiveAuthentication no', 'MaxStartups 100'
            "Subsystem powershell $((@($program) + $shell) -join ' ') -sshs -NoLogo -NoProfile"
        )
        $server = Start-Process -FilePath $Path -ArgumentList '-D', '-e', '-f', "$root/sshd_config" -RedirectStandardError "$root/sshd.log" -PassThru
        foreach ($try in 1..100) {
            $client = [Net.Sockets.TcpClient]::new()
            try { $client.Connect('127.0.0.1', $port); break } catch { Start-Sleep -Milliseconds 100 } finally { $client.Dispose() }
        }

        $server
    }

    # A session of a process, by the pipe that Enter-PSHostProcess uses.
    function Get-ProcessSession {
        [CmdletBinding()]
        param()

        $process = Start-Process -FilePath $program -ArgumentList ($shell + '-NoProfile', '-Command', '"Start-Sleep -Seconds 600"') -PassThru
        $processes.Add($process)
        $runspace = [runspacefactory]::CreateRunspace([Management.Automation.Runspaces.NamedPipeConnectionInfo]::new($process.Id))
        foreach ($try in 1..100) {
            try { $runspace.Open(); break } catch { Start-Sleep -Milliseconds 100 }
            $runspace = [runspacefactory]::CreateRunspace([Management.Automation.Runspaces.NamedPipeConnectionInfo]::new($process.Id))
        }

        [Management.Automation.Runspaces.PSSession]::Create($runspace, 'NamedPipe', $PSCmdlet)
    }

    $script:processes = [Collections.Generic.List[object]]::new()
    $script:path = (Get-Command -Name sshd, /usr/sbin/sshd -CommandType Application -ErrorAction Ignore | Select-Object -First 1).Source
    if ($path -and $PSVersionTable.PSVersion -ge '7.4') { $processes.Add((Start-Sshd $path)) }

    # The process of each machine, for the test to kill; and whether a machine answers.
    $script:workers = [hashtable]::Synchronized(@{})
    $script:gone = [hashtable]::Synchronized(@{})
    $script:connect = {
        param($Name)
        if ($gone[$Name]) { throw "No route to $Name." }
        $session = if ($path) {
            New-PSSession -HostName 127.0.0.1 -Port $port -UserName ([Environment]::UserName) -KeyFilePath "$root/user" -Options @{
                StrictHostKeyChecking = 'no'; UserKnownHostsFile = "$root/known"; LogLevel = 'ERROR'
            }
        }
        else { Get-ProcessSession }
        $workers[$Name] = Invoke-Command -Session $session -ScriptBlock { param($Path) $null = New-Item $Path -ItemType Directory -Force; Set-Location $Path; $PID } -ArgumentList "$root/$Name"
        $session
    }

    # Kills a machine's process once its journal has so many replies.
    function Start-Killer {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper.')]
        param([string] $Name, [int] $After = 2, [switch] $StaysGone)

        $killer = [powershell]::Create().AddScript({
                param($Folder, $Name, $Workers, $Gone, $After, $StaysGone)
                $deadline = [DateTime]::UtcNow.AddSeconds(60)
                do {
                    Start-Sleep -Milliseconds 20
                    $answered = @(Get-ChildItem -Path "$Folder/tuya-iot/*.jsonl" -ErrorAction Ignore | Get-Content | Where-Object { $_.StartsWith('{"type":"outcome"') }).Count
                } until ($answered -ge $After -or [DateTime]::UtcNow -gt $deadline)
                if ($StaysGone) { $Gone[$Name] = $true }
                [Diagnostics.Process]::GetProcessById($Workers[$Name]).Kill()
            }).AddArgument("$root/$Name").AddArgument($Name).AddArgument($workers).AddArgument($gone).AddArgument($After).AddArgument([bool]$StaysGone)
        @{ Shell = $killer; Handle = $killer.BeginInvoke() }
    }

    function Wait-Killer($Killer) {
        $Killer.Shell.EndInvoke($Killer.Handle)
        $Killer.Shell.Dispose()
    }

    $script:credential = [pscredential]::new('simulator', (ConvertTo-SecureString -String 'simulator' -AsPlainText -Force))
    function Get-Run {
        param([string] $Folder, [int] $Count)
        Set-Content -Path "$root/$Folder.txt" -Value (1..$Count | ForEach-Object { "device$_" })
        @{
            DeviceList = "$root/$Folder.txt"; Folder = "$root/$Folder"; Machine = 'm1', 'm2', 'm3', 'm4'; Credential = $credential; Identifier = 'Set'
            ArgsJson = '{"level":1}'; RequestsPerSecond = 16; Connect = $connect; Module = $manifest; WarningAction = 'SilentlyContinue'
            Connection = @{ Endpoint = $simulator.Endpoint; ProductKey = 'pk1'; MessageEndpoint = $simulator.MessageEndpoint }
        }
    }

    # How often each device got the command, by the gateway's log.
    function Get-Called { $simulator.GetExecutionCounts() }
}

AfterAll {
    $processes | Where-Object { -not $_.HasExited } | ForEach-Object { $_.Kill() }
    Remove-Item -Path $root -Recurse -Force
}

Describe 'The sample of many machines' -Skip:(-not $canConnect) {
    AfterEach {
        if ($simulator) { $simulator | Stop-IotSimulator }
        $simulator = $null
    }

    It 'tells every device once and hears what it did, although a machine is killed' {
        $simulator = Start-IotSimulator -ProductKey pk1 -ConsumerGroupId g1, g2, g3, g4
        $run = Get-Run -Folder killed -Count 2000
        $killer = Start-Killer m2

        $result = & $sample @run -ConsumerGroupId g1, g2, g3, g4 -TimeoutSec 8
        Wait-Killer $killer

        $result.Finished | Should -BeTrue
        $result.Away | Should -BeNullOrEmpty
        $called = Get-Called
        $called | Where-Object Count -NE 1 | Should -BeNullOrEmpty
        $summary = $result.Summary
        $summary.Accepted + $summary.Unknown | Should -Be 2000
        @(@($called.DeviceName) + $result.UnknownDeviceName | Sort-Object -Unique).Count | Should -Be 2000 -Because 'each was called or is named'
        $summary.Executed | Should -BeLessOrEqual $called.Count
        $called.Count - $summary.Executed | Should -BeLessOrEqual 400 -Because 'only the answers to requests under way can be lost with the process that took them'
        $summary.Runs | Should -Be 5 -Because 'four machines had a run each, and one of them another one for the killed'
        $summary.Expected, $summary.NotReached, $summary.Completed | Should -Be 2000, 0, $true
        $summary.JournalPath.Count | Should -Be 4
        $result.Report.FullName | Should -Exist

        # A quarter of 16 a second, by the journals.
        foreach ($journal in $summary.JournalPath) {
            $runs = (Get-Content -Path $journal -Raw) -split '(?m)^(?=\{"type":"run")' | Where-Object { $_ }
            $times = @($runs[0] -split '\n' | Where-Object { $_.StartsWith('{"type":"outcome"') } | ForEach-Object { [DateTime]($_ | ConvertFrom-Json).sentAt } | Sort-Object)
            ($times[-1] - $times[0]).TotalSeconds | Should -BeGreaterThan (($times.Count - 1.5) / 4)
        }
    }

    It 'calls nobody of a machine that is gone, names them, and goes on when it is back' {
        $simulator = Start-IotSimulator -ProductKey pk1
        $run = Get-Run -Folder gone -Count 1500
        $run.Machine = 'm5', 'm6'
        $run.ShardCount = 3
        # Two requests a second at each machine: the first two have long told of their devices when the third is answered.
        $run.RequestsPerSecond = 4
        $killer = Start-Killer m6 -After 3 -StaysGone

        $first = & $sample @run
        Wait-Killer $killer
        $called = Get-Called
        $gone.Clear()
        $second = & $sample @run

        $first.Finished | Should -BeFalse
        $first.Away | Should -BeLike 'shard ? on m6'
        $first.UnknownDeviceName.Count | Should -BeGreaterThan 0 -Because 'the machine had not told of all its devices'
        $first.UnknownDeviceName.Count | Should -BeLessOrEqual 300 -Because 'it had told of two requests'
        $called | Where-Object Count -NE 1 | Should -BeNullOrEmpty
        @(@($called.DeviceName) + $first.UnknownDeviceName | Sort-Object -Unique).Count | Should -Be 1500 -Because 'each was called or is named'

        $second.Finished | Should -BeTrue
        Get-Called | Where-Object Count -NE 1 | Should -BeNullOrEmpty
        $second.Summary.Accepted + $second.Summary.Unknown | Should -Be 1500
        @(@((Get-Called).DeviceName) + $second.UnknownDeviceName | Sort-Object -Unique).Count | Should -Be 1500
    }

    It 'takes no journal of a machine that was restarted' {
        $simulator = Start-IotSimulator -ProductKey pk1
        $run = Get-Run -Folder restarted -Count 50
        $run.Machine = 'm1'
        $null = New-Item -Path "$root/restarted" -ItemType Directory
        Set-Content -Path "$root/restarted/shard-1.away" -Value (@{ Machine = 'm1'; Path = "$root/m1/x.jsonl"; BootTime = '2020-01-01T00:00:00Z' } | ConvertTo-Json)

        $result = & $sample @run -WarningVariable warnings

        $warnings | Should -BeLike '*restarted*'
        $result.Finished | Should -BeFalse
        $result.UnknownDeviceName.Count | Should -Be 50
        $simulator.RequestCount | Should -Be 0
    }

    It 'ends with the error of the command, where no machine could do it' {
        $simulator = Start-IotSimulator -ProductKey pk1
        $run = Get-Run -Folder wrong -Count 300
        $run.Machine = 'm1'
        $run.Credential = [pscredential]::new('simulator', (ConvertTo-SecureString -String 'other' -AsPlainText -Force))
        { & $sample @run } | Should -Throw '*SignatureDoesNotMatch*'
    }

    It 'sends nothing with -WhatIf' {
        $run = Get-Run -Folder whatif -Count 10
        & $sample @run -WhatIf | Should -BeNullOrEmpty
        "$root/whatif" | Should -Not -Exist
    }
}
