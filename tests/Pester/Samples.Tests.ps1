BeforeAll {
    . "$PSScriptRoot/Package.ps1"
    $script:samples = Join-Path (Split-Path $manifest) 'samples'

    # The tests of the sample, as its reader runs them, with the Pester that runs this suite.
    function Invoke-SampleTest {
        param([string] $Folder)
        Invoke-NewProcess -Arguments (Get-Module -Name Pester).Path, $Folder -Script @'
            Import-Module -Name $args[0]
            $run = Invoke-Pester -Path $args[1] -PassThru
            "passed $($run.PassedCount), failed $($run.FailedCount)"
'@ | Select-Object -Last 1
    }
}

Describe 'The sample of Pester' {
    It 'passes' {
        Invoke-SampleTest (Join-Path $samples 'pester') | Should -Be 'passed 5, failed 0'
    }

    It 'is what its topic shows' {
        $topic = Get-Content -Path (Join-Path (Split-Path $manifest) 'en-US/about_TuyaIot_Simulator.help.txt') -Raw
        $shown = [regex]::Match($topic, '(?s) {8}BeforeAll \{.*?(?=\n    \S)').Value -split '\r?\n' | ForEach-Object Trim | Where-Object { $_ }
        $shown.Count | Should -BeGreaterThan 10
        $shown | Should -BeIn (Get-Content -Path "$samples/pester/Update-Pumps.Tests.ps1" | ForEach-Object Trim)
    }

    It 'fails for a script that sends again what may have been carried out' {
        $copy = New-Item -Path (Join-Path $TestDrive 'module/samples/pester') -ItemType Directory
        Copy-Item -Path "$samples/pester/*" -Destination $copy
        Set-Content -Path (Join-Path $TestDrive 'module/TuyaIot.psd1') -Value "@{ RootModule = '$manifest'; ModuleVersion = '0.1' }"
        $script = Get-Content -Path "$copy/Update-Pumps.ps1" -Raw
        Set-Content -Path "$copy/Update-Pumps.ps1" -Value $script.Replace('-OnRejected Split', '-OnRejected Split -RetryUnknown -MaxAttempts 2')

        Invoke-SampleTest $copy | Should -Be 'passed 3, failed 2'
    }
}
