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

        # An example that runs until Ctrl-C is left out. Samples.Tests.ps1 runs the tests of the sample.
        @{ Name = $file.BaseName; Examples = @($examples | Where-Object Code -NotMatch 'Start-IotSimulator .*-Wait') }
    }

    # A text is PowerShell if it parses and all that it calls is named like a cmdlet.
    function Test-Code([string] $Text) {
        $errors = $null
        $tree = [Management.Automation.Language.Parser]::ParseInput($Text, [ref]$null, [ref]$errors)
        $commands = @($tree.FindAll({ param($node) $node -is [Management.Automation.Language.CommandAst] }, $true) | ForEach-Object { "$($_.GetCommandName())" })
        $errors.Count -eq 0 -and $commands.Count -gt 0 -and @($commands -notmatch '^[A-Z]\w+-[A-Z]\w+$').Count -eq 0
    }

    # A reader puts in values of his own where a text has <id>.
    function Get-FilledText([string] $Text) {
        $Text.Replace('<id>', 'simulator').Replace('<host>', '$endpoint').Replace('<key>', 'a1BwAGV0001').Replace('…', '-AccessKeyId simulator -AccessKeySecret (Read-Host) -Endpoint $endpoint')
    }

    # What topics show: commands with their output, values of -Fault, and scenarios. All are indented by 8 and more.
    $texts = @(foreach ($file in Get-ChildItem -Path "$PSScriptRoot/../../en-US" -Filter *.help.txt) {
            $examples = foreach ($block in [regex]::Matches(((Get-Content -Path $file.FullName -Raw) -replace '\r'), '(?m)(^ {8}.*\n(\n(?= {8}))?)+')) {
                $text = Get-FilledText ($block.Value -replace '(?m)^ {8}').Trim()
                $parts = @(if (Test-Code $text) { $text } else { $text -split '\n\n' })
                foreach ($index in 0..($parts.Count - 1)) {
                    $part = $parts[$index]
                    $code = if ($part.StartsWith('-Fault ')) { $part -split '\n' | ForEach-Object { "Start-IotSimulator $_ | Stop-IotSimulator" } }
                    elseif ($part.StartsWith('{')) { "Set-Content scenario.json '$($part -replace "'", "''")'; Start-IotSimulator -ScenarioPath scenario.json | Stop-IotSimulator" }
                    elseif (Test-Code $part) { $part }
                    # An example that runs until Ctrl-C is left out. Samples.Tests.ps1 runs the tests of the sample.
                    if ($code -and "$code" -notmatch '-Wait$|Invoke-Pester') {
                        $next = if ($index + 1 -lt $parts.Count) { $parts[$index + 1] }
                        @{ Title = ($part -split '\n')[0]; Code = $code -join "`n"; Output = if ($next -and -not (Test-Code $next) -and $next -notmatch '^[{-]') { $next } }
                    }
                }
            }
            @{ Name = $file.Name -replace '\.help\.txt$'; Examples = @($examples) }
        })

    # The README has blocks of commands, and tables with a command in each row. A row that begins with a parameter is for Invoke-IotThingsService.
    $readme = (Get-Content -Path "$PSScriptRoot/../../README.md" -Raw -Encoding UTF8) -replace '\r'
    $blocks = [regex]::Matches($readme, '(?s)```powershell\n(.*?)\n```') | ForEach-Object { Get-FilledText $_.Groups[1].Value }
    $spans = [regex]::Matches($readme, '(?m)^\|[^|\n]+\| (.*) \|$') | ForEach-Object { [regex]::Matches($_.Groups[1].Value, '`([^`]+)`') } |
        ForEach-Object { $_.Groups[1].Value.Replace('\|', '|') } | Where-Object { $_ -notmatch '^(TuyaIot\.zip|Import-Module|dotnet|Install-|Invoke-Pester|\$env:|samples/|out/)' }
    $examples = @($blocks) + @($spans | Where-Object { $_ -notmatch '^-' -and $_ -notmatch '^\w+-\w+$' } | ForEach-Object { Get-FilledText $_ })
    # These wait for messages of devices, and the simulator of these examples has none.
    $examples = @($examples | Where-Object { $_ -notmatch 'Receive-IotMessage|Wait-IotCommand' })
    $texts += @{ Name = 'README.md'; Examples = @($examples | ForEach-Object { @{ Title = ($_ -split '\n')[-1]; Code = $_ } }) }
    foreach ($text in $texts) {
        for ($index = 0; $index -lt $text.Examples.Count; $index++) { $text.Examples[$index].Number = $index }
    }

    $names = @($spans | Where-Object { $_ -match '^\w+-\w+$' } | ForEach-Object { @{ Name = $_ } })
    $parameters = @($spans | Where-Object { $_ -match '^-' } | ForEach-Object { @{ Name = ($_ -split '[ ,]')[0].TrimStart('-') } })
}

BeforeAll {
    . "$PSScriptRoot/Package.ps1"

    # Times, rates, folders and the order in which requests end differ from run to run.
    function ConvertTo-ComparableText([string] $Text) {
        $lines = $Text -split '\r?\n' | ForEach-Object {
            ($_ -replace '[\d.,]+ m?s\b', 'TIME' -replace '[\d.,]+ devices/s', 'RATE' -replace '(?<=DevicesPerSecond *: ).*', 'RATE' -replace "'[^']*[/\\]", "'" -replace '\s+', ' ').Trim()
        }
        ($lines | Where-Object { $_ } | Sort-Object) -join "`n"
    }

    # Runs scripts, and returns by their names what each printed. They are shared out among a few processes, in which each has a runspace of
    # its own: a process for each would take longer to start than most examples do. Output and warnings of a script go to the one host.
    function Invoke-Script([Collections.IDictionary] $Scripts) {
        $root = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'scripts')
        $lanes = [Collections.Generic.List[string]]::new(), [Collections.Generic.List[string]]::new()
        $number = 0
        foreach ($name in $Scripts.Keys) {
            Set-Content -Path "$root/$name.ps1" -Value $Scripts[$name] -Encoding UTF8
            $lanes[$number++ % $lanes.Count].Add("$root/$name.ps1")
        }

        $modules = Split-Path -Path (Split-Path -Path (Split-Path -Path $manifest))
        $start = "param(`$TestDrive, `$Script, `$Arguments) function Invoke-NewProcess {${function:Invoke-NewProcess}}; Invoke-NewProcess `$Script `$Arguments"
        $running = foreach ($lane in $lanes) {
            $shell = [powershell]::Create().AddScript($start).AddArgument($root.FullName).AddArgument(@'
                if ($PSStyle) { $PSStyle.OutputRendering = 'PlainText' }
                $env:PSModulePath = "$($args[0])$([IO.Path]::PathSeparator)$env:PSModulePath"
                foreach ($file in $args | Select-Object -Skip 1) {
                    $Host.UI.WriteLine("#### $([IO.Path]::GetFileNameWithoutExtension($file))")
                    $runspace = [runspacefactory]::CreateRunspace($Host)
                    $runspace.Open()
                    $shell = [powershell]::Create()
                    $shell.Runspace = $runspace
                    $null = $shell.AddScript('param($File) & $File | ForEach-Object { $Host.UI.WriteLine($_) }').AddArgument($file).Invoke()
                    $shell.Streams.Error | ForEach-Object { $Host.UI.WriteLine("$_") }
                    # Its simulators end with its module, and no example sees those of another script.
                    $shell.Commands.Clear()
                    $null = $shell.AddScript('Remove-Module -Name TuyaIot').Invoke()
                    $shell.Dispose()
                    $runspace.Dispose()
                }
'@).AddArgument(@($modules) + $lane)
            @{ Shell = $shell; Result = $shell.BeginInvoke() }
        }

        $printed = @{}
        foreach ($run in $running) {
            $screen = $run.Shell.EndInvoke($run.Result) -join "`n"
            $run.Shell.Dispose()
            foreach ($part in $screen -split '(?m)^#### ' | Select-Object -Skip 1) {
                $name, $rest = $part -split '\n', 2
                $printed[$name.Trim()] = $rest
            }
        }

        $printed
    }

    # What each example printed, by its title or number.
    function Split-Screen([string] $Screen) {
        $shown = @{}
        foreach ($part in $Screen -split '(?m)^==== ' | Select-Object -Skip 1) {
            $title, $rest = $part -split '\n', 2
            $shown[$title.Trim()] = "$rest"
        }

        $shown
    }
}

Describe 'Examples' -ForEach @{ Pages = $pages; Texts = $texts } {
    BeforeAll {
        $scripts = [ordered]@{}
        foreach ($page in $Pages) {
            $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive $page.Name)
            $null = New-Item -ItemType Directory -Path (Join-Path $folder 'reports')
            1..250 | ForEach-Object { "device$_" } | Set-Content -Path (Join-Path $folder 'devices.txt')
            @(
                'DeviceName,ProductKey,Args'
                'device1,a1BwAGV0001,"{""param1"":1}"'
                'device2,a1BwAGV0001,"{""param1"":2}"'
                'device3,a1BwAGV0001,"{""param1"":1}"'
            ) | Set-Content -Path (Join-Path $folder 'rows.csv')

            $steps = foreach ($example in $page.Examples) { "'==== $($example.Title -replace "'", "''")'`n. {`n$($example.Code)`n} 2>&1 | Out-String -Stream -Width 110" }
            $scripts[$page.Name] = @(
                "Set-Location -LiteralPath '$folder'"
                'Import-Module TuyaIot'
                "function Read-Host { ConvertTo-SecureString -String 'secret' -AsPlainText -Force }"
                'function Get-Credential { [pscredential]::new("24681357", (Read-Host)) }'
                $steps
            ) -join "`n"
        }

        foreach ($text in $Texts) {
            $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive $text.Name)
            # An example of credentials imports the module once for each device.
            $devices = if ($text.Name -eq 'about_TuyaIot_Credentials') { 10 } else { 250 }
            1..$devices | ForEach-Object { "device$_" } | Set-Content -Path (Join-Path $folder 'devices.txt')
            'new1', 'new2' | Set-Content -Path (Join-Path $folder 'new.txt')
            'DeviceName,ProductKey,Args', 'device1,a1BwAGV0001,"{""param1"":1}"' | Set-Content -Path (Join-Path $folder 'rows.csv')
            'DeviceName,Nickname', 'device1,North' | Set-Content -Path (Join-Path $folder 'names.csv')
            Set-Content -Path (Join-Path $folder 'fleet.json') -Value @'
                { "products": [ { "productKey": "a1BwAGV0001", "name": "Pump", "devices": 250, "thingModel": {
                    "properties": [ { "identifier": "PowerSwitch", "dataType": { "type": "bool" } }, { "identifier": "level", "dataType": { "type": "double" } } ],
                    "services": [
                        { "identifier": "Set", "callType": "async", "inputData": [ { "identifier": "param1", "dataType": { "type": "int" } } ] },
                        { "identifier": "Reboot", "callType": "async" },
                        { "identifier": "Measure", "callType": "sync", "outputData": [ { "identifier": "level", "dataType": { "type": "double" } } ] }
                    ],
                    "events": [] } } ] }
'@

            $steps = for ($index = 0; $index -lt $text.Examples.Count; $index++) {
                # Errors are gathered whichever way they come out. Those of a run that is refused are terminating.
                "'==== $index'`n`$Error.Clear()`ntry { . {`n$($text.Examples[$index].Code)`n} *>&1 | Out-String -Width 110 } catch { }`n`$Error | ForEach-Object { `"ERROR `$_`" }"
            }
            $scripts[$text.Name] = @(
                "Set-Location -LiteralPath '$folder'"
                @'
                Import-Module TuyaIot
                $names = Get-Content devices.txt
                $gateway = Start-IotSimulator -ScenarioPath fleet.json
                $endpoint = $gateway.Endpoint
                $gateway | Set-IotCredential -ProductKey a1BwAGV0001 -RequestsPerSecond 0
                $results = 'device1' | Invoke-IotThingsService Set
                $firmware = Invoke-IotApi CreateOTAFirmware @{
                    FirmwareName = 'pump 1.1.0'; DestVersion = '1.1.0'; ProductKey = 'a1BwAGV0001'; FirmwareUrl = 'https://example.com/pump.bin'; NeedToVerify = $false
                }
                $target = @{ FirmwareId = $firmware.Data.FirmwareId; ProductKey = 'a1BwAGV0001'; TargetSelection = 'SPECIFIC'; TargetDeviceName = 'device1', 'device2' }
                $id = (Invoke-IotApi CreateOTAStaticUpgradeJob $target).Data.JobId
                function Read-Host { ConvertTo-SecureString -String 'simulator' -AsPlainText -Force }
                function Get-Credential { [pscredential]::new('simulator', (Read-Host)) }
                # What vaults and Azure bring.
                function Set-Secret { param($Name, $Secret) }
                function Get-Secret { param($Name) if ($Name -like '*Secret') { Read-Host } else { Get-Credential } }
                function Connect-AzAccount { param([switch] $Identity) }
                function Get-AzKeyVaultSecret { param($VaultName, $Name) @{ SecretValue = Read-Host } }
                function Get-AutomationVariable { param($Name) $endpoint }
                function Get-AutomationPSCredential { param($Name) Get-Credential }
                function Get-AutomationConnection { param($Name) @{ AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = $endpoint; ProductKey = 'a1BwAGV0001' } }
'@
                if ($text.Name -eq 'about_TuyaIot_Delivery') { '$null = $names | Invoke-IotThingsService Set -JournalPath run.jsonl' }
                $steps
            ) -join "`n"
        }

        $printed = Invoke-Script $scripts
    }

    Describe 'The examples of <Name>' -ForEach $pages {
        BeforeAll {
            $shown = Split-Screen $printed[$Name]
        }

        It '<Title>' -ForEach $Examples {
            # A page shows the closing warning of a run only where the example is about it.
            $screen = $shown[$Title]
            if ($Output -notmatch 'WARNING: ') { $screen = $screen -replace '(?m)^WARNING: .*\n' }
            ConvertTo-ComparableText $screen | Should -BeExactly (ConvertTo-ComparableText $Output)
        }
    }

    Describe 'The examples of <Name>' -ForEach $texts {
        BeforeAll {
            $shown = Split-Screen $printed[$Name]
        }

        It 'has examples' {
            $Examples.Count | Should -BeGreaterThan 0
            $shown.Count | Should -Be $Examples.Count -Because $printed[$Name]
        }

        It '<Title>' -ForEach $Examples -Skip:($PSEdition -eq 'Desktop' -and "$Code" -match '-Parallel') {
            $screen = $shown["$Number"]
            $screen | Should -Not -Match '(?m)^ERROR '
            if ($Output) { ConvertTo-ComparableText ($screen -replace '\s+', ' ') | Should -BeLike "*$(ConvertTo-ComparableText ($Output -replace '\s+', ' '))*" }
        }
    }
}

Describe 'The tables of the README' {
    It 'name <Name>, a cmdlet that exists' -ForEach $names {
        (Get-Command -Name $Name -Module TuyaIot).Name | Should -BeExactly $Name
    }

    It 'name -<Name>, a parameter that exists' -ForEach $parameters {
        (Get-Command -Name Invoke-IotThingsService).Parameters.Keys | Should -Contain $Name
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
