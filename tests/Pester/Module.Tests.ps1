BeforeDiscovery {
    . "$PSScriptRoot/Package.ps1"
}

BeforeAll {
    . "$PSScriptRoot/Package.ps1"
}

Describe 'The module' {
    It 'exports cmdlets and nothing else' {
        $module = Get-Module -Name TuyaIot
        $module.ExportedCmdlets.Keys | Should -Contain 'Invoke-IotThingsService'
        $module.ExportedCommands.Count | Should -Be $module.ExportedCmdlets.Count
        $module.ExportedVariables.Count | Should -Be 0
    }

    It 'exports what its manifest says' {
        $promised = (Test-ModuleManifest -Path $manifest).ExportedCmdlets.Keys | Sort-Object
        (Get-Module -Name TuyaIot).ExportedCmdlets.Keys | Sort-Object | Should -Be $promised
    }

    It 'says where it comes from and under which licence' {
        $module = Get-Module -Name TuyaIot
        $module.ProjectUri, $module.LicenseUri, $module.ReleaseNotes | Should -Not -BeNullOrEmpty
    }

    It 'has a manifest of static data, which tools read without running it' {
        $data = Import-PowerShellDataFile -Path $manifest
        $data.RootModule | Should -Be TuyaIot.psm1
        $data.FormatsToProcess | Should -Be TuyaIot.Format.ps1xml
        $data.CmdletsToExport | Sort-Object | Should -Be ((Get-Module -Name TuyaIot).ExportedCmdlets.Keys | Sort-Object)
    }

    It 'is found by a cmdlet, and loaded by the first that is used' {
        $modules = Split-Path (Split-Path (Split-Path $manifest))
        $lines = Invoke-NewProcess -Environment @{ PSModulePath = $modules } -Script @'
            function Test-Loaded { [bool]([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'TuyaIot' }) }
            (Get-Command -Name *-IotThingsService).Name
            Test-Loaded
            $simulator = start-iotsimulator
            Test-Loaded
            $simulator | Stop-IotSimulator
'@
        $lines | Should -Be Invoke-IotThingsService, False, True
    }

    # A script that states a parameter's type needs the type's name to be known before any cmdlet has run.
    It 'brings every type that help names' {
        $help = (Get-Command -Module TuyaIot).Name | ForEach-Object { Get-Help -Name $_ -Full }
        $names = $help.inputTypes.inputType.type.name, $help.returnValues.returnValue.type.name |
            ForEach-Object { $_ -replace '\[\]$' } | Where-Object { $_ -like 'TuyaIot.*' } | Sort-Object -Unique
        $names | Should -Contain TuyaIot.Simulator.IotSimulator

        $lines = Invoke-NewProcess -Arguments (@($manifest) + $names) -Script @'
            Import-Module $args[0]
            foreach ($name in $args | Select-Object -Skip 1) {
                try { $null = & ([scriptblock]::Create("param([$name] `$Value)")) } catch { "$name is not found" }
            }
'@
        # These two are not in an assembly that a script sees.
        $lines | Where-Object { $_ -notmatch '^TuyaIot\.(Connection\.IotCredential|Delivery\.IotJournalSummary) ' } | Should -BeNullOrEmpty
    }
}

Describe 'The module that is imported again or removed' {
    AfterEach {
        Import-Module -Name $manifest
        Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }

    It 'works after an import with -Force' {
        Import-Module -Name $manifest -Force
        Import-Module -Name $manifest -Force
        $simulator = Start-IotSimulator -ProductKey pk1
        $simulator | Set-IotCredential -RequestsPerSecond 0
        (Invoke-IotThingsService Set -DeviceName device1).Status | Should -Be Accepted
    }

    It 'leaves no cmdlet behind' {
        Remove-Module -Name TuyaIot
        Get-Command -Name *-Iot* | Should -BeNullOrEmpty
        Get-Module -All | Where-Object Name -Like 'TuyaIot*' | Should -BeNullOrEmpty
    }

    It 'stops the simulators that it started' {
        $simulators = 1..2 | ForEach-Object { Start-IotSimulator }
        Remove-Module -Name TuyaIot
        $simulators.IsRunning | Should -Be $false, $false
    }

    It 'stops those of an import with -Force too' {
        $before = Start-IotSimulator
        Import-Module -Name $manifest -Force
        $after = Start-IotSimulator
        Remove-Module -Name TuyaIot
        $before.IsRunning, $after.IsRunning | Should -Be $false, $false
    }

    It 'leaves a simulator of another runspace alone' {
        $run = [powershell]::Create().AddScript({ param($Manifest) Import-Module -Name $Manifest; Start-IotSimulator }).AddArgument($manifest)
        try {
            $simulator = $run.Invoke()[0]
            Remove-Module -Name TuyaIot
            $simulator.IsRunning | Should -BeTrue
        }
        finally {
            $run.Dispose()
        }
    }
}

Describe 'Stop-IotSimulator' {
    BeforeEach {
        $simulator = Start-IotSimulator
    }

    AfterEach {
        $simulator | Stop-IotSimulator
    }

    It 'stops nothing where it is given <Name>' -ForEach @(
        @{ Name = 'null'; Stop = { $null | Stop-IotSimulator } }
        @{ Name = 'a parameter that is null'; Stop = { Stop-IotSimulator -Simulator $null } }
        @{ Name = 'a variable that was never set'; Stop = { Stop-IotSimulator $noSuchVariable } }
        @{ Name = 'an empty pipeline'; Stop = { @() | Stop-IotSimulator } }
        @{ Name = 'an empty array'; Stop = { Stop-IotSimulator @() } }
    ) {
        & $Stop
        $simulator.IsRunning | Should -BeTrue
    }

    It 'stops what stands beside null' {
        Stop-IotSimulator $null, $simulator
        $simulator.IsRunning | Should -BeFalse
    }

    It 'stops all where it is given nothing' {
        Stop-IotSimulator
        $simulator.IsRunning | Should -BeFalse
    }
}

Describe 'The help of <_>' -ForEach (Get-Command -Module TuyaIot).Name {
    BeforeAll {
        $script:cmdlet = $_
        $script:help = Get-Help -Name $cmdlet -Full
    }

    It 'has a synopsis, a description and a link' {
        $help.Synopsis | Should -Not -BeLike "*$cmdlet*"
        $help.description.Text | Should -Not -BeNullOrEmpty
        $help.relatedLinks.navigationLink | Should -Not -BeNullOrEmpty
    }

    It 'has at least three examples' {
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
        $help.examples.example | ForEach-Object { $_.code | Should -Not -BeNullOrEmpty }
    }

    It 'explains every parameter' {
        $common = [Management.Automation.Cmdlet]::CommonParameters
        $own = (Get-Command -Name $cmdlet).Parameters.Keys | Where-Object { $_ -notin $common }
        foreach ($name in $own) {
            (Get-Help -Name $cmdlet -Parameter $name).description.Text | Should -Not -BeNullOrEmpty -Because "-$name must be explained"
        }
    }
}

Describe 'The topic <_>' -ForEach ((Get-ChildItem -Path "$PSScriptRoot/../../en-US" -Filter about_*.help.txt).Name -replace '\.help\.txt$') {
    It 'is found' {
        Get-Help -Name $_ | Should -BeLike "*$_*"
    }
}
