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

    It 'is imported again with -Force, and works' {
        Import-Module -Name $manifest -Force
        Get-IotCredential | Should -BeNullOrEmpty
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

Describe 'The topic <_>' -ForEach 'about_TuyaIot', 'about_TuyaIot_Credentials', 'about_TuyaIot_Delivery', 'about_TuyaIot_Simulator' {
    It 'is found' {
        Get-Help -Name $_ | Should -BeLike "*$_*"
    }
}
