# The module beside others in one process: other modules with other versions of the same libraries, other versions and copies of its own,
# and other runspaces. What stays loaded in a process is tested in a new one.
BeforeAll {
    . "$PSScriptRoot/Package.ps1"
    $script:package = Split-Path $manifest
    $script:neighbour = "$PSScriptRoot/../TuyaIot.Neighbour/bin/Release/net8.0"
    if (-not (Test-Path "$neighbour/Neighbour.dll")) {
        throw 'There is no neighbour to test with. Make it first: dotnet build tests/TuyaIot.Neighbour --configuration Release'
    }

    $script:neighbour = (Resolve-Path $neighbour).Path

    # Test-Ours makes a call with a journal and a report, and says how each ended. Test-OurMessages reads a message.
    $script:prologue = @'
        param($Manifest, $Folder, $Other)
        $ErrorActionPreference = 'Stop'
        function Test-Ours {
            $simulator = Start-IotSimulator -ProductKey pk1
            $simulator | Set-IotCredential -RequestsPerSecond 0
            $journal = Join-Path $Folder "$([Guid]::NewGuid()).jsonl"
            $status = ('device1' | Invoke-IotThingsService Set @{ level = 7 } -JournalPath $journal).Status
            $accepted = (Get-IotJournal -Path $journal).Accepted
            $report = (Export-IotRunReport -JournalPath $journal -Path "$journal.html").Length -gt 0
            $device = (Get-IotDevice -DeviceName device1).DeviceName
            $simulator | Stop-IotSimulator
            "ours: $status $accepted $report $device"
        }
        function Test-OurMessages {
            $simulator = Start-IotSimulator -ProductKey pk1 -ConsumerGroupId group1
            $simulator | Set-IotCredential -RequestsPerSecond 0
            $null = 'device1' | Invoke-IotThingsService Set
            $message = Receive-IotMessage -TimeoutSec 20 | Select-Object -First 1
            $simulator | Stop-IotSimulator
            "ours: $($message.Kind) $($message.DeviceName)"
        }

'@
    $script:works = 'ours: Accepted 1 True device1'
    $script:receives = 'ours: Reply device1'

    function Invoke-Isolated {
        param([string] $Script, [string] $Other)
        Invoke-NewProcess -Script "$prologue`n$Script" -Arguments $manifest, "$TestDrive", $Other
    }

    # A copy of the module with another version, in its manifest and in its assemblies.
    function New-OtherVersion {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper.')]
        param([version] $Version)

        $folder = Join-Path $TestDrive "modules/TuyaIot/$Version"
        $null = New-Item -Path (Split-Path $folder) -ItemType Directory -Force
        Copy-Item -Path $package -Destination $folder -Recurse
        $data = Get-Content -Path "$folder/TuyaIot.psd1" -Raw
        Set-Content -Path "$folder/TuyaIot.psd1" -Value ($data -replace '(?<=ModuleVersion\s*=\s*)''[0-9.]+''', "'$Version'")
        foreach ($file in Get-ChildItem -Path "$folder/bin/net8.0" -Filter TuyaIot*.dll) {
            $bytes = [IO.File]::ReadAllBytes($file)
            $reader = [Reflection.PortableExecutable.PEReader]::new([IO.MemoryStream]::new($bytes))
            $metadata = [Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($reader)
            $row = $reader.PEHeaders.MetadataStartOffset +
                [Reflection.Metadata.Ecma335.MetadataReaderExtensions]::GetTableMetadataOffset($metadata, [Reflection.Metadata.Ecma335.TableIndex]::Assembly)
            # ECMA-335 II.22.2: the hash algorithm, then the four parts of the version.
            [BitConverter]::GetBytes([int16]$Version.Major).CopyTo($bytes, $row + 4)
            [BitConverter]::GetBytes([int16]$Version.Minor).CopyTo($bytes, $row + 6)
            [BitConverter]::GetBytes([int16]$Version.Build).CopyTo($bytes, $row + 8)
            [IO.File]::WriteAllBytes($file, $bytes)
        }

        "$folder/TuyaIot.psd1"
    }
}

# One neighbour shares its libraries with every module that does so. The other one keeps them to itself, in a load context of its own.
Describe 'Beside modules with other versions of Polly, AMQPNetLite and System.Text.Json' {
    It 'all work where those are imported <Order>' -ForEach @(
        @{ Order = 'first'; OursFirst = 0 }
        @{ Order = 'second'; OursFirst = 1 }
    ) {
        $lines = Invoke-Isolated -Other $neighbour -Script @"
            function Test-Theirs {
                'Polly', 'Amqp' | ForEach-Object { Use-Neighbour `$_ }
                'Polly', 'Amqp', 'Json' | ForEach-Object { Use-OwnNeighbour `$_ }
                [Polly.ResiliencePipeline].Assembly.Location
            }
            if ($OursFirst) { Import-Module `$Manifest; Test-Ours; Test-OurMessages }
            Import-Module `$Other/Neighbour.dll, `$Other/Own.psm1
            Test-Theirs
            Import-Module `$Manifest
            Test-Ours
            Test-OurMessages
            Test-Theirs
"@
        $theirs = @(
            'Polly.Core 8.1.0 2', 'Amqp.Net 2.5.4 text'
            'Polly.Core 8.1.0 2', 'Amqp.Net 2.5.4 text', 'System.Text.Json 9.0.23 [1,2]'
            Join-Path $neighbour 'Polly.Core.dll'
        )
        $lines | Should -Be (@($works, $receives) * $OursFirst + $theirs + $works + $receives + $theirs)
    }
}

Describe 'Another version of the module in the same process' {
    BeforeAll {
        $script:other = New-OtherVersion 0.9.7
    }

    It 'is loaded where it is the first' {
        $lines = Invoke-Isolated -Other $other -Script @'
            Import-Module $Other
            (Get-Command -Name Set-IotCredential).Version.ToString()
            Test-Ours
            try { Import-Module $Manifest } catch { $_.FullyQualifiedErrorId }
'@
        $lines | Should -Be 0.9.7, $works, 'AnotherVersionLoaded,Microsoft.PowerShell.Commands.ImportModuleCommand'
    }

    It 'is refused with the way out, also after Remove-Module, and leaves the loaded one as it was' {
        $lines = Invoke-Isolated -Other $other -Script @'
            Import-Module $Manifest
            $running = Start-IotSimulator
            $failure = try { Import-Module $Other } catch { $_ }
            $failure.FullyQualifiedErrorId
            "$($failure.CategoryInfo.Category) $($failure.TargetObject -eq (Split-Path $Other))"
            "$failure"
            $failure.ErrorDetails.RecommendedAction
            (Get-Module TuyaIot).Path -eq ($Manifest -replace 'psd1$', 'psm1')
            $running.IsRunning
            Test-Ours

            # Whatever the preference: a module without cmdlets is not left.
            Remove-Module TuyaIot
            $ErrorActionPreference = 'SilentlyContinue'
            Import-Module $Other -Force
            $ErrorActionPreference = 'Stop'
            @(Get-Module TuyaIot).Count
            $job = Start-ThreadJob { param($Other) try { Import-Module $Other } catch { ($_.FullyQualifiedErrorId -split ',')[0] } } -ArgumentList $Other
            $job | Receive-Job -Wait -AutoRemoveJob
            Start-Job { Import-Module $args[0]; (Get-Module TuyaIot).Version.ToString() } -ArgumentList $Other | Receive-Job -Wait -AutoRemoveJob
            Import-Module $Manifest
            Test-Ours
'@
        $version = Split-Path $package -Leaf
        $lines[0] | Should -BeLike 'AnotherVersionLoaded,*'
        $lines[1] | Should -Be 'ResourceExists True'
        $lines[2] | Should -BeLike "*0.9.7*$version*$package*"
        $lines[3] | Should -BeLike 'Start a new PowerShell process*0.9.7*'
        $lines | Select-Object -Skip 4 | Should -Be True, True, $works, 0, AnotherVersionLoaded, 0.9.7, $works
    }
}

Describe 'The same version in the same process' {
    It 'works from two folders, and after it was removed and imported again' {
        $copy = Join-Path $TestDrive 'copy'
        Copy-Item -Path $package -Destination $copy -Recurse
        $lines = Invoke-Isolated -Other "$copy/TuyaIot.psd1" -Script @'
            Import-Module $Manifest
            Import-Module $Other
            Test-Ours
            Remove-Module TuyaIot
            Import-Module $Other
            Import-Module $Other -Force
            Test-Ours
            Remove-Module TuyaIot
            Import-Module $Manifest
            Test-Ours
'@
        $lines | Should -Be $works, $works, $works
    }
}

Describe 'Many runspaces of a process' {
    It 'import the module at once and use it: 50 of them, thread jobs and ForEach-Object -Parallel' {
        $lines = Invoke-Isolated @'
            $call = {
                param($Manifest, $Gate)
                if ($Gate) { $Gate.SignalAndWait() }
                Import-Module $Manifest -ErrorAction Stop
                $simulator = Start-IotSimulator -ProductKey pk1
                $simulator | Set-IotCredential -RequestsPerSecond 0
                ('device1' | Invoke-IotThingsService Set).Status
                $simulator | Stop-IotSimulator
            }
            $null = [Threading.ThreadPool]::SetMinThreads(60, 60)
            $gate = [Threading.Barrier]::new(50)
            $runs = foreach ($number in 1..50) {
                $shell = [powershell]::Create().AddScript("$call").AddArgument($Manifest).AddArgument($gate)
                [pscustomobject]@{ Shell = $shell; Run = $shell.BeginInvoke() }
            }
            $runs | ForEach-Object { try { $_.Shell.EndInvoke($_.Run) } catch { "$_" }; $_.Shell.Streams.Error } |
                Group-Object | ForEach-Object { "$($_.Count) $($_.Name)" }

            $jobs = 1..5 | ForEach-Object { Start-ThreadJob $call -ArgumentList $Manifest }
            $text = "$call"
            1..5 | ForEach-Object -Parallel { & ([scriptblock]::Create($using:text)) $using:Manifest } -ThrottleLimit 5 |
                Group-Object | ForEach-Object { "$($_.Count) $($_.Name)" }
            $jobs | Receive-Job -Wait -AutoRemoveJob | Group-Object | ForEach-Object { "$($_.Count) $($_.Name)" }
'@
        $lines | Should -Be '50 Accepted', '5 Accepted', '5 Accepted'
    }
}
