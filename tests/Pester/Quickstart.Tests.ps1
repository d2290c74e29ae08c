BeforeAll {
    . "$PSScriptRoot/Package.ps1"
    $script:quickstart = Join-Path (Split-Path $manifest) 'samples/quickstart'
}

Describe 'The quickstart' {
    It 'shows three accepted requests and what the gateway received, as the README has it' {
        $lines = Invoke-NewProcess -Script '& $args[0]; exit $LASTEXITCODE' -Arguments "$quickstart/quickstart.ps1"
        $LASTEXITCODE | Should -Be 0
        $lines -match '\bAccepted\b' | Should -HaveCount 3
        $lines | Should -Contain 'The gateway received 3 requests for 250 devices, every signature correct.'

        # Durations and the order in which requests end differ from run to run.
        $readme = (Get-Content -Path "$PSScriptRoot/../../README.md" -Raw) -replace '\r'
        $sample = [regex]::Match($readme, '(?s)Running samples/quickstart/quickstart\.ps1\.\n(.*?)```').Groups[1].Value -split '\n'
        $shown, $said = $lines, $sample | ForEach-Object { , @($_ -replace '[\d.,]+ m?s\b', 'TIME' -replace '\s+', ' ' -replace '^ | $' | Where-Object { $_ } | Sort-Object) }
        $shown | Should -Be $said
    }

    It 'fails where a name is missing' {
        $copy = New-Item -Path (Join-Path $TestDrive 'samples/quickstart') -ItemType Directory
        Copy-Item -Path "$quickstart/*" -Destination $copy
        Set-Content -Path (Join-Path $TestDrive 'TuyaIot.psd1') -Value ''
        $names = Get-Content -Path "$copy/devices.txt"
        Set-Content -Path "$copy/devices.txt" -Value ($names | Select-Object -Skip 1)

        $lines = Invoke-NewProcess -Script 'Import-Module $args[0]; function Import-Module { }; & $args[1]' -Arguments $manifest, "$copy/quickstart.ps1"

        $LASTEXITCODE | Should -Be 1
        "$lines" | Should -BeLike '*Expected 3 accepted requests*'
    }

    It 'has 250 names' {
        Get-Content -Path "$quickstart/devices.txt" | Should -Be (1..250 | ForEach-Object { 'device-{0:0000}' -f $_ })
    }
}
