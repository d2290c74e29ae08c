BeforeAll {
    . "$PSScriptRoot/Package.ps1"
    $script:version = Split-Path (Split-Path $manifest) -Leaf
    $script:nupkg = Join-Path $PSScriptRoot "../../out/TuyaIot.$version.nupkg" -Resolve

    # A user who has no modules and no repositories yet, and a folder that is a repository.
    function Invoke-NewUser {
        param([string] $Script)
        $userHome = New-Item -Path (Join-Path $TestDrive "$([Guid]::NewGuid())") -ItemType Directory
        # Without it .NET knows no folder for settings, and NuGet's code writes them into the current one.
        $null = New-Item -Path (Join-Path $userHome '.config') -ItemType Directory
        $repository = New-Item -Path (Join-Path $userHome 'repository') -ItemType Directory
        $environment = @{ HOME = "$userHome"; XDG_DATA_HOME = $null; XDG_CONFIG_HOME = $null; XDG_CACHE_HOME = $null; PSModulePath = $null }
        $prologue = 'param($Package, $Nupkg, $Repository) $ErrorActionPreference = "Stop"; $ProgressPreference = "SilentlyContinue"'
        Invoke-NewProcess -Script "$prologue`n$Script" -Arguments (Split-Path $manifest), $nupkg, $repository -Environment $environment
    }
}

# On Windows the environment does not say where a user's modules are, so nothing there is to be installed by a test.
Describe 'From a folder that is a repository' -Skip:$IsWindows {
    It 'is published with Publish-PSResource and installed with Install-PSResource' {
        $lines = Invoke-NewUser -Script @'
            Register-PSResourceRepository -Name Folder -Uri $Repository -Trusted
            Publish-PSResource -Path $Package -Repository Folder
            (Find-PSResource -Name TuyaIot -Repository Folder).Version.ToString()
            Install-PSResource -Name TuyaIot -Repository Folder
            $simulator = Start-IotSimulator
            (Get-Module -Name TuyaIot).ModuleBase.StartsWith($HOME)
            $simulator.IsRunning
'@
        $lines | Should -Be $version, True, True
    }

    It 'is installed with Install-PSResource from the package that the Gallery gets' {
        $lines = Invoke-NewUser -Script @'
            Register-PSResourceRepository -Name Folder -Uri $Repository -Trusted
            Publish-PSResource -NupkgPath $Nupkg -Repository Folder
            Install-PSResource -Name TuyaIot -Repository Folder
            (Get-Command -Name Invoke-IotThingsService).Version.ToString()
'@
        $lines | Should -Be $version
    }

    It 'is found with Find-Command and installed with Install-Module' {
        $lines = Invoke-NewUser -Script @'
            Copy-Item -Path $Nupkg -Destination $Repository
            Register-PSRepository -Name Folder -SourceLocation $Repository -InstallationPolicy Trusted
            (Find-Command -Name Invoke-IotThingsService -Repository Folder).ModuleName
            @(Find-Command -ModuleName TuyaIot -Repository Folder).Count -eq (Import-PowerShellDataFile -Path "$Package/TuyaIot.psd1").CmdletsToExport.Count
            Install-Module -Name TuyaIot -Repository Folder -Scope CurrentUser
            (Get-InstalledModule -Name TuyaIot).Version
            $simulator = Start-IotSimulator
            $simulator.IsRunning
'@
        $lines | Should -Be TuyaIot, True, $version, True
    }
}
