# The help in the real shell. Each example of a page runs as a user would type it, and shows what the page says.
BeforeDiscovery {
    . "$PSScriptRoot/Package.ps1"

    $pages = foreach ($file in Get-ChildItem -Path "$PSScriptRoot/../../en-US" -Filter *.md) {
        $text = (Get-Content -Path $file.FullName -Raw) -replace '\r'
        $examples = foreach ($example in [regex]::Matches($text, '(?ms)^### (?<title>Example \d+: [^\n]+)\n(?<body>.*?)(?=^##)')) {
            $body = $example.Groups['body'].Value
            @{
                Title  = $example.Groups['title'].Value
                Code   = [regex]::Match($body, '(?s)```powershell\n(.*?)\n```').Groups[1].Value
                Output = [regex]::Match($body, '(?s)```Output\n(.*?)\n```').Groups[1].Value
            }
        }

        # An example that runs until Ctrl-C is left out.
        @{ Name = $file.BaseName; Examples = @($examples | Where-Object Code -NotMatch 'Start-IotSimulator .*-Wait') }
    }
}

BeforeAll {
    . "$PSScriptRoot/Package.ps1"

    # Times, rates, folders and the order in which requests end differ from run to run.
    function ConvertTo-ComparableText([string] $Text) {
        $lines = $Text -split '\r?\n' | ForEach-Object {
            ($_ -replace '\d+(\.\d+)? m?s\b', 'TIME' -replace '[\d.,]+ devices/s', 'RATE' -replace '(?<=DevicesPerSecond *: ).*', 'RATE' -replace "'[^']*[/\\]", "'" -replace '\s+', ' ').Trim()
        }
        ($lines | Where-Object { $_ } | Sort-Object) -join "`n"
    }

    # This very PowerShell, which may be a program of its own or a library that dotnet runs.
    function Invoke-Script([string] $Path) {
        $engine = @(if ([IO.Path]::GetFileNameWithoutExtension([Environment]::ProcessPath) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
        & ([Environment]::ProcessPath) @engine -NoProfile -NonInteractive -File $Path
    }
}

Describe 'The examples of <Name>' -ForEach $pages {
    BeforeAll {
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive $Name)
        $null = New-Item -ItemType Directory -Path (Join-Path $folder 'reports')
        1..250 | ForEach-Object { "device$_" } | Set-Content -Path (Join-Path $folder 'devices.txt')
        @(
            'DeviceName,ProductKey,Args'
            'device1,a1BwAGV0001,"{""param1"":1}"'
            'device2,a1BwAGV0001,"{""param1"":2}"'
            'device3,a1BwAGV0001,"{""param1"":1}"'
        ) | Set-Content -Path (Join-Path $folder 'rows.csv')

        $modules = Split-Path -Path (Split-Path -Path (Split-Path -Path $manifest))
        $steps = foreach ($example in $Examples) { "'==== $($example.Title -replace "'", "''")'`n. {`n$($example.Code)`n} 2>&1 | Out-String -Stream -Width 110" }
        @(
            "`$PSStyle.OutputRendering = 'PlainText'"
            "`$env:PSModulePath = '$modules' + [IO.Path]::PathSeparator + `$env:PSModulePath"
            "Set-Location -LiteralPath '$folder'"
            'Import-Module TuyaIot'
            "function Read-Host { ConvertTo-SecureString -String 'secret' -AsPlainText -Force }"
            'function Get-Credential { [pscredential]::new("24681357", (Read-Host)) }'
            $steps
        ) | Set-Content -Path (Join-Path $folder 'run.ps1')

        $screen = (Invoke-Script (Join-Path $folder 'run.ps1')) -join "`n"
        $shown = @{}
        foreach ($part in $screen -split '(?m)^==== ' | Select-Object -Skip 1) {
            $title, $rest = $part -split '\n', 2
            $shown[$title.Trim()] = $rest
        }
    }

    It '<Title>' -ForEach $Examples {
        # A page shows the closing warning of a run only where the example is about it.
        $screen = $shown[$Title]
        if ($Output -notmatch 'WARNING: ') { $screen = $screen -replace '(?m)^WARNING: .*\n' }
        ConvertTo-ComparableText $screen | Should -BeExactly (ConvertTo-ComparableText $Output)
    }
}

# Linux opens an address with the first xdg-open on the path.
Describe 'Get-Help -Online' -Skip:(-not $IsLinux) {
    BeforeAll {
        $opened = Join-Path $TestDrive 'opened'
        $browser = Join-Path $TestDrive 'xdg-open'
        "#!/bin/sh`necho `"`$1`" > '$opened'" | Set-Content -Path $browser
        chmod +x $browser
        $path = $env:PATH
        $env:PATH = "$TestDrive$([IO.Path]::PathSeparator)$path"
    }

    AfterAll {
        $env:PATH = $path
    }

    It 'opens the page of <_>' -ForEach (Get-Command -Module TuyaIot).Name {
        Remove-Item -Path $opened -ErrorAction Ignore
        Get-Help -Name $_ -Online
        $end = [datetime]::UtcNow.AddSeconds(10)
        while (-not (Get-Content -Path $opened -ErrorAction Ignore) -and [datetime]::UtcNow -lt $end) { Start-Sleep -Milliseconds 20 }
        Get-Content -Path $opened | Should -BeExactly "https://github.com/tuyaiot/TuyaIot-PowerShell/blob/main/en-US/$_.md"
        "$PSScriptRoot/../../en-US/$_.md" | Should -Exist
    }
}
