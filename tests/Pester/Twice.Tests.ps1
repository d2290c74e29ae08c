# No device is told twice, and none is told something else than was said.
BeforeAll {
    . "$PSScriptRoot/Package.ps1"

    # What each request said, as the gateway read it.
    function Get-Said {
        Get-IotSimulatorRequest -Simulator $simulator | ForEach-Object {
            $said = @{}
            $_.Parameters | ForEach-Object { $said[$_.Key] = $_.Value }
            [pscustomobject]@{ Identifier = $said.Identifier; Args = $said.Args; Qos = $said.Qos; DeviceName = $_.DeviceName }
        }
    }

    # A new process that sends one command to one device, with the connection of this file's simulator.
    function Invoke-OtherRun {
        param([string] $Command, [string] $Journal)

        Invoke-NewProcess -Arguments $manifest, $simulator.Endpoint, $Journal -Script @"
            Import-Module `$args[0]
            Set-IotCredential -Connection @{ AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = `$args[1]; ProductKey = 'pk1' }
            try { $Command } catch { `$_.FullyQualifiedErrorId }
"@
    }

    class RowOfClass {
        [string] $DeviceName
        [object] $Args
    }
}

Describe 'No device is told twice, or told something else' {
    BeforeEach {
        $simulator = Start-IotSimulator -ProductKey pk1
        $simulator | Set-IotCredential -RequestsPerSecond 0
        $script:folder = (New-Item -ItemType Directory -Path (Join-Path $TestDrive ([Guid]::NewGuid()))).FullName
        $script:journal = Join-Path $folder 'night.jsonl'
    }

    AfterEach {
        $simulator | Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }

    Context 'The same words are the same command' {
        It 'in every process, as <Kind>' -ForEach @(
            @{ Kind = '-Args'; Command = '''d1'' | Invoke-IotThingsService Set @{ alpha = 1; beta = @{ x = 1; y = 2; z = 3 }; gamma = 3; delta = 4 } -JournalPath $args[2]' }
            @{ Kind = 'a row'; Command = '[pscustomobject]@{ DeviceName = ''d1''; Args = @{ alpha = 1; beta = @{ x = 1; y = 2; z = 3 }; gamma = 3; delta = 4 } } | Invoke-IotThingsService Set -JournalPath $args[2]' }
        ) {
            foreach ($run in 1..3) {
                $null = Invoke-OtherRun $Command $journal
            }

            Get-Said | ForEach-Object Args | Should -BeExactly '{"alpha":1,"beta":{"x":1,"y":2,"z":3},"delta":4,"gamma":3}'
        }

        It 'in every culture' {
            $before = [cultureinfo]::CurrentCulture
            try {
                foreach ($culture in 'en-US', 'de-DE', 'tr-TR', 'ar-SA') {
                    [cultureinfo]::CurrentCulture = $culture
                    $null = 'd1' | Invoke-IotThingsService Set @{ i = 2.5; ID = 1000000 } -JournalPath $journal -WarningAction SilentlyContinue
                }
            }
            finally {
                [cultureinfo]::CurrentCulture = $before
            }

            Get-Said | ForEach-Object Args | Should -BeExactly '{"ID":1000000,"i":2.5}'
        }

        It 'where nothing came of a pipeline: null, at every depth' {
            $nothing = 'x' | Where-Object { $_ -eq 'z' }
            $null = 'd1' | Invoke-IotThingsService Set @{ t = ('x' | Where-Object { $_ -eq 'z' }); u = @{ v = $nothing } }
            Get-Said | ForEach-Object Args | Should -BeExactly '{"t":null,"u":{"v":null}}'
        }

        It 'and a variable that does not exist is an error' {
            { 'd1' | Invoke-IotThingsService Set -Args $doesNotExist } | Should -Throw -ErrorId 'InvalidArgs,*'
        }
    }

    Context 'A journal is one file' {
        It 'from the location <_>' -ForEach 'Env:', 'Variable:', 'Function:', 'Alias:' {
            Push-Location -Path $folder
            try {
                Set-Location -Path $_
                $null = 'd1' | Invoke-IotThingsService Set -JournalPath run.jsonl
                Set-Location -Path $folder
                $null = 'd1' | Invoke-IotThingsService Set -JournalPath ./run.jsonl -WarningAction SilentlyContinue
            }
            finally {
                Pop-Location
            }

            Join-Path $folder 'run.jsonl' | Should -Exist
            $simulator.RequestCount | Should -Be 1
        }

        It 'and not <_>' -ForEach 'Env:run', 'Variable:run', 'Function:run', 'Alias:run', 'Microsoft.PowerShell.Core\Environment::run' {
            { 'd1' | Invoke-IotThingsService Set -JournalPath $_ } | Should -Throw -ErrorId 'PathNotOnFileSystem,*'
            { Get-IotJournal -Path $_ -ErrorAction Stop } | Should -Throw -ErrorId 'PathNotOnFileSystem,*'
            { Export-IotRunReport -JournalPath $_ -ErrorAction Stop } | Should -Throw -ErrorId 'PathNotOnFileSystem,*'
            $simulator.RequestCount | Should -Be 0
        }

        It 'and not a blank' {
            { 'd1' | Invoke-IotThingsService Set -JournalPath ' ' } | Should -Throw -ErrorId 'PathNotFound,*'
        }

        It 'and not a folder or a device' {
            { 'd1' | Invoke-IotThingsService Set -JournalPath $folder } | Should -Throw -ErrorId 'JournalNotWritable,*'
            if (-not $IsWindows) {
                { 'd1' | Invoke-IotThingsService Set -JournalPath /dev/null } | Should -Throw -ErrorId 'JournalNotWritable,*'
            }
        }

        It 'of one run at a time, whatever path leads to it, while others read it' -Skip:$IsWindows {
            $slow = Start-IotSimulator -ProductKey pk1 -Fault 'Hang when=before'
            $run = [powershell]::Create().AddScript({
                    param($Manifest, $Simulator, $Journal)
                    Import-Module -Name $Manifest
                    $Simulator | Set-IotCredential -RequestsPerSecond 0
                    'd1' | Invoke-IotThingsService Set -JournalPath $Journal
                }).AddArgument($manifest).AddArgument($slow).AddArgument($journal)
            try {
                $null = $run.BeginInvoke()
                $clock = [Diagnostics.Stopwatch]::StartNew()
                while ($slow.RequestCount -eq 0 -and $clock.Elapsed.TotalSeconds -lt 60) { Start-Sleep -Milliseconds 20 }
                $null = New-Item -ItemType Directory -Path "$folder/sub"
                $null = New-Item -ItemType SymbolicLink -Path "$folder/latest.jsonl" -Target $journal
                $null = New-Item -ItemType HardLink -Path "$folder/hard.jsonl" -Target $journal
                $null = New-Item -ItemType SymbolicLink -Path "$folder/sub/jobs" -Target $folder

                foreach ($path in $journal, "$folder/latest.jsonl", "$folder/hard.jsonl", "$folder/sub/../night.jsonl", "$folder/sub/jobs/latest.jsonl") {
                    { 'd1' | Invoke-IotThingsService Set -JournalPath $path } | Should -Throw -ErrorId 'JournalInUse,*'
                    (Get-IotJournal -Path $path).Unknown | Should -Be 1
                    Export-IotRunReport -JournalPath $path -Path "$folder/report.html" | Should -Exist
                }

                foreach ($path in "$folder/latest.jsonl", "$folder/hard.jsonl") {
                    Invoke-OtherRun '''d1'' | Invoke-IotThingsService Set -JournalPath $args[2]' $path | Should -BeLike 'JournalInUse,*'
                }
            }
            finally {
                $run.Stop()
                $run.Dispose()
                $slow | Stop-IotSimulator
            }

            $simulator.RequestCount | Should -Be 0
        }

        It 'and leaves a file beside it alone' {
            Set-Content -Path "$journal.lock" -Value 'mine'
            $null = 'd1' | Invoke-IotThingsService Set -JournalPath $journal
            { 'd1' | Invoke-IotThingsService Other -JournalPath $journal } | Should -Throw -ErrorId 'JournalOfAnotherCommand,*'
            Get-Content -Path "$journal.lock" | Should -Be 'mine'
        }

        It 'and a changed letter in a name is damage, not another device' {
            $null = 'device1', 'device2' | Invoke-IotThingsService Set -JournalPath $journal
            Set-Content -Path $journal -Value (Get-Content -Path $journal -Raw).Replace('device1', 'device7') -NoNewline
            { 'device1' | Invoke-IotThingsService Set -JournalPath $journal } | Should -Throw -ErrorId 'JournalDamaged,*'
            { Get-IotJournal -Path $journal -ErrorAction Stop } | Should -Throw -ErrorId 'JournalDamaged,*'
            $simulator.RequestCount | Should -Be 1
        }
    }

    Context 'A result means the same' {
        BeforeEach {
            $results = 'd1', 'd2' | Invoke-IotThingsService Set @{ level = 7 } -Qos 1
            $devices = 'd1', 'd2' | Invoke-IotThingsService Set @{ level = 7 } -Qos 1 -PerDevice
            $sent = $simulator.RequestCount
        }

        It 'after <Way>' -ForEach @(
            @{ Way = 'Export-Clixml'; Save = { param($It, $Folder) $It | Export-Clixml -Path "$Folder/r.xml"; Import-Clixml -Path "$Folder/r.xml" } }
            @{ Way = 'ConvertTo-Json'; Save = { param($It) ConvertTo-Json -InputObject @($It) | ConvertFrom-Json } }
            @{ Way = 'Start-Job'; Save = { param($It) Start-Job -ScriptBlock { param($It) $It } -ArgumentList (, $It) | Receive-Job -Wait -AutoRemoveJob } }
            @{ Way = 'Select-Object'; Save = { param($It) $It | Select-Object -Property * } }
        ) {
            foreach ($original in $results, $devices) {
                $saved = & $Save $original $folder

                @($saved | Where-Object Status -EQ Accepted).Count | Should -Be @($original).Count
                $saved | Where-Object Status -NE Accepted | Should -BeNullOrEmpty
                $null = $saved | Invoke-IotThingsService
                $said = Get-Said | Select-Object -Last 1
                $said.DeviceName | Should -Be d1, d2
                $said.Identifier | Should -Be Set
                $said.Args | Should -BeExactly '{"level":7}'
                $said.Qos | Should -Be 1
            }
        }

        It 'after Export-Csv with -PerDevice' {
            $devices | Export-Csv -Path "$folder/r.csv"
            $null = Import-Csv -Path "$folder/r.csv" | Where-Object Status -EQ Accepted | Invoke-IotThingsService
            (Get-Said | Select-Object -Last 1).DeviceName | Should -Be d1, d2
        }

        It 'or says that -PerDevice is the way, after Export-Csv without it' {
            $results | Export-Csv -Path "$folder/r.csv"
            Import-Csv -Path "$folder/r.csv" | Invoke-IotThingsService -ErrorVariable wrong -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            $wrong.FullyQualifiedErrorId | Should -BeLike 'InvalidDeviceName,*'
            $wrong.ErrorDetails.RecommendedAction | Should -BeLike '*-PerDevice*'
            $simulator.RequestCount | Should -Be $sent
        }

        It 'and yields to the command line, which sends another service with nothing of its own' {
            foreach ($given in $results, ($results | ConvertTo-Json | ConvertFrom-Json), ($results | Select-Object -Property DeviceName, Identifier, Args, Qos)) {
                $null = $given | Invoke-IotThingsService Reboot
                $said = Get-Said | Select-Object -Last 1
                $said.Identifier | Should -Be Reboot
                $said.Args | Should -BeExactly '{}' -Because 'the Args of Set are no Args of Reboot'
                $said.Qos | Should -BeNullOrEmpty
            }
        }

        It 'and yields to other Args of its own service' {
            $null = $results | Invoke-IotThingsService Set @{ level = 8 }
            $said = Get-Said | Select-Object -Last 1
            $said.Args | Should -BeExactly '{"level":8}'
            $said.Qos | Should -Be 1
        }
    }

    Context 'A row that contradicts the command line is not sent' {
        It 'as <Kind>' -ForEach @(
            @{ Kind = 'an object'; Row = { [pscustomobject]@{ DeviceName = 'd1'; Args = '{"level":7}' } } }
            @{ Kind = 'an object with a table'; Row = { [pscustomobject]@{ DeviceName = 'd1'; Args = @{ level = 7 } } } }
            @{ Kind = 'a row of CSV'; Row = { 'DeviceName;Args', 'd1;{"level":7}' | ConvertFrom-Csv -Delimiter ';' } }
            @{ Kind = 'JSON'; Row = { '[{"DeviceName":"d1","Args":{"level":7}}]' | ConvertFrom-Json } }
            @{ Kind = 'a class'; Row = { [RowOfClass]@{ DeviceName = 'd1'; Args = @{ level = 7 } } } }
            @{ Kind = 'a DataRow'; Row = {
                    $table = [Data.DataTable]::new()
                    'DeviceName', 'Args' | ForEach-Object { $null = $table.Columns.Add($_) }
                    $null = $table.Rows.Add('d1', '{"level":7}')
                    $table.Rows
                }
            }
        ) {
            & $Row | Invoke-IotThingsService Set @{ level = 0 } -ErrorVariable wrong -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            $wrong.FullyQualifiedErrorId | Should -BeLike 'RowContradictsCommandLine,*'
            $wrong.Exception.Message | Should -BeLike '*Args*'
            $simulator.RequestCount | Should -Be 0

            $null = & $Row | Invoke-IotThingsService Set @{ level = 7 }
            $simulator.RequestCount | Should -Be 1 -Because 'the same in other words is no contradiction'
        }

        It 'where $PSDefaultParameterValues has another <Parameter>' -ForEach @(
            @{ Parameter = 'Args'; Value = @{ level = 0 } }
            @{ Parameter = 'Qos'; Value = 0 }
            @{ Parameter = 'ProductKey'; Value = 'pk2' }
            @{ Parameter = 'Identifier'; Value = 'Other' }
        ) {
            $PSDefaultParameterValues = @{ "Invoke-IotThingsService:$Parameter" = $Value }
            [pscustomobject]@{ DeviceName = 'd1'; Identifier = 'Set'; Args = '{"level":7}'; Qos = 1; ProductKey = 'pk1' } |
                Invoke-IotThingsService -ErrorVariable wrong -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            $wrong.FullyQualifiedErrorId | Should -BeLike 'RowContradictsCommandLine,*'
            $wrong.Exception.Message | Should -BeLike "*$Parameter*"
            $wrong.Exception.Message | Should -BeLike '*$PSDefaultParameterValues*'
            $simulator.RequestCount | Should -Be 0
        }

        It 'and the other rows are' {
            $null = 'd1', 'd2' | ForEach-Object { [pscustomobject]@{ DeviceName = $_; Qos = [int]($_ -eq 'd2') } } |
                Invoke-IotThingsService Set -Qos 0 -ErrorVariable wrong -ErrorAction SilentlyContinue
            @($wrong).Count | Should -Be 1
            (Get-Said).DeviceName | Should -Be d1
        }
    }

    Context 'Only a name is a device' {
        It 'and not <Kind>' -ForEach @(
            @{ Kind = 'a process'; Value = { Get-Process -Id $PID } }
            @{ Kind = 'a file'; Value = { Get-Item -Path $PSHOME } }
            @{ Kind = 'a simulator'; Value = { $simulator } }
            @{ Kind = 'a credential'; Value = { Get-IotCredential } }
            @{ Kind = 'a variable'; Value = { Get-Variable -Name PID } }
            @{ Kind = 'a command'; Value = { Get-Command -Name Get-Date } }
            @{ Kind = 'a drive'; Value = { Get-PSDrive -Name Env } }
            @{ Kind = 'a table'; Value = { @{ DeviceName = 'd1' } } }
            @{ Kind = 'a date'; Value = { Get-Date } }
            @{ Kind = 'a switch'; Value = { $true } }
            @{ Kind = 'a number that lost digits'; Value = { 12345678901234567890.0 } }
            @{ Kind = 'a fraction'; Value = { 1.5 } }
            @{ Kind = 'a name with a lost letter'; Value = { "M$([char]0xFFFD)ller" } }
            @{ Kind = 'a name with a mark that nobody sees'; Value = { "d$([char]0x200B)1" } }
            @{ Kind = 'a name that turns the line around'; Value = { "d$([char]0x202E)1" } }
            @{ Kind = 'a name that drives the terminal'; Value = { "d$([char]27)[31m1" } }
        ) {
            & $Value | Invoke-IotThingsService Set -ErrorVariable piped -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            Invoke-IotThingsService Set -DeviceName (& $Value) -ErrorVariable given -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            $piped.FullyQualifiedErrorId | Should -BeLike 'InvalidDeviceName,*'
            $given.FullyQualifiedErrorId | Should -BeLike 'InvalidDeviceName,*'
            $simulator.RequestCount | Should -Be 0
        }

        It 'and not a result, given as -DeviceName' {
            $result = 'd1' | Invoke-IotThingsService Set
            Invoke-IotThingsService Set -DeviceName $result -ErrorVariable wrong -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            $wrong.FullyQualifiedErrorId | Should -BeLike 'InvalidDeviceName,*'
            $simulator.RequestCount | Should -Be 1
        }

        It 'and a whole number is one, digit by digit' {
            $numbers = 7, 5.0, 1234567890123456.0, [long]::MaxValue, ([decimal]1.5)
            $null = $numbers | Invoke-IotThingsService Set
            $null = Invoke-IotThingsService Set -DeviceName $numbers
            foreach ($said in Get-Said) {
                $said.DeviceName | Should -Be '7', '5', '1234567890123456', '9223372036854775807', '1.5'
            }
        }
    }

    Context 'The command line comes first' {
        It 'with the service and its Args in this order' {
            $null = 'd1' | Invoke-IotThingsService Set @{ param1 = 1 }
            $said = Get-Said
            $said.Identifier | Should -Be Set
            $said.Args | Should -BeExactly '{"param1":1}'
        }

        It 'and no device is called after the service' {
            { Invoke-IotThingsService Set @{ param1 = 1 } } | Should -Throw -ErrorId 'NoDeviceName,*'
            { 'd1' | Invoke-IotThingsService @{ param1 = 1 } Set } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
            $simulator.RequestCount | Should -Be 0
        }

        It 'and what it lacks is one error, however many <Kind> follow' -ForEach @(
            @{ Kind = 'names'; Values = { 1..1000 | ForEach-Object { "d$_" } } }
            @{ Kind = 'numbers'; Values = { 1..1000 } }
            @{ Kind = 'rows'; Values = { 1..1000 | ForEach-Object { [pscustomobject]@{ DeviceName = "d$_"; Qos = 1 } } } }
        ) {
            $warnings = $null
            # Not in a script block for Should -Throw, whose variables would be gone.
            $failure = try { & $Values | Invoke-IotThingsService -WarningVariable warnings -WarningAction SilentlyContinue } catch { $_ }
            $failure.FullyQualifiedErrorId | Should -BeLike 'NoIdentifier,*'
            $warnings | Should -BeNullOrEmpty -Because 'nothing was begun, so nothing was stopped'
            $simulator.RequestCount | Should -Be 0
        }
    }
}
