#requires -Version 7.4

<#
.SYNOPSIS
    Builds, tries, tests, documents, packages or cleans the module.
.DESCRIPTION
    Try     builds the module and runs samples/quickstart/quickstart.ps1 against a simulated gateway.
    Build   makes both editions of the module, so that Import-Module ./TuyaIot.psd1 works in this folder.
    Test    builds everything, checks the format of the code, and runs every test project and the Pester suite on the package.
            With -Coverage it runs the client's own tests alone, and prints which part of the client they run.
    Soak    sends a command to 1,000,000 devices through a gateway where one request in ten fails, by GET and by POST.
    Fuzz    reads 1,000,000 mutated inputs of each kind that others write: replies, messages, journals, scenarios and -Args.
    Help    generates en-US/TuyaIot.dll-Help.xml, which Get-Help reads, from the pages beside it and the built module.
    Bench   prints one table of what signing, a call, a message, a run and the import cost, each beside the least it could.
    Package makes out/TuyaIot/<version>/, which is what users get; out/TuyaIot.zip of it, for Azure Automation and file shares;
            and out/TuyaIot.<version>.nupkg, for the PowerShell Gallery. The same sources give the same bytes.
    Clean   removes what the others made.

    It needs the .NET SDK 10, and PowerShell 7.4 or later. The SDK brings PowerShell:
    dotnet tool exec --yes PowerShell -- -NoProfile -File build.ps1 Test
.EXAMPLE
    ./build.ps1 Try
.EXAMPLE
    ./build.ps1 Test
.EXAMPLE
    ./build.ps1 Test -Coverage
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Try', 'Build', 'Test', 'Soak', 'Fuzz', 'Bench', 'Help', 'Package', 'Clean')]
    [string] $Task = 'Build',

    # For the task Test.
    [switch] $Coverage,

    # For the task Fuzz: the seed of another run makes its inputs again. The output names it.
    [ValidateRange(0, [int]::MaxValue)]
    [int] $Seed = (Get-Random),

    # For the task Fuzz: how many inputs of each kind are read.
    [ValidateRange(1, [int]::MaxValue)]
    [int] $Count = 1000000
)

$ErrorActionPreference = 'Stop'

$solution = "$PSScriptRoot/Module.sln"
$project = "$PSScriptRoot/src/TuyaIot/TuyaIot.csproj"
$helpTool = "$PSScriptRoot/tools/TuyaIot.Help"
$tests = "$PSScriptRoot/tests/TuyaIot.Tests"
$clientTests = "$PSScriptRoot/tests/TuyaIot.Client.Tests"
$fuzzTests = "$PSScriptRoot/tests/TuyaIot.Fuzz.Tests"
$out = "$PSScriptRoot/out"

# What ships beside the assemblies. The pages of the help are not among it: Get-Help reads what was made of them.
$shipped = @(
    'TuyaIot.psd1', 'TuyaIot.psm1', 'TuyaIot.Format.ps1xml', 'TuyaIot-Automation.json', 'CHANGELOG.md', 'LICENSE', 'ThirdPartyNotices.txt'
    'en-US/*.help.txt', 'en-US/*-Help.xml', 'samples/azure-automation/*.ps1', 'samples/many-machines/*', 'samples/pester/*', 'samples/quickstart/*', 'samples/waves/*'
)

# What the client's own tests must cover of it, in percent.
$minCoverage = @{ Lines = 97; Branches = 95 }

# What a file in the zip and the nupkg was last written at, whenever that was.
$timestamp = [DateTimeOffset]::new(2000, 1, 1, 0, 0, 0, [TimeSpan]::Zero)

function Assert-Success([string] $Command) {
    if ($LASTEXITCODE -ne 0) { throw "$Command ended with $LASTEXITCODE." }
}

function Clear-Output {
    if (Test-Path $out) { Remove-Item $out -Recurse -Force }
}

# The PowerShell that runs this, in a process of its own: a loaded assembly stays loaded, and locked on Windows.
function Invoke-Shell {
    $shell = @(if ([IO.Path]::GetFileNameWithoutExtension([Environment]::ProcessPath) -eq 'dotnet') { "$PSHOME/pwsh.dll" })
    & ([Environment]::ProcessPath) @shell -NoProfile -NonInteractive -File @args
}

# Every file below a folder, by its path in there, in the same order on every machine.
function Get-RelativeFile([string] $Folder) {
    $names = [string[]]@(Get-ChildItem $Folder -File -Recurse | ForEach-Object { [IO.Path]::GetRelativePath($Folder, $_.FullName).Replace('\', '/') })
    [Array]::Sort($names, [StringComparer]::Ordinal)
    $names
}

function Write-ModuleFolder([string] $Folder) {
    dotnet build $project --configuration Release "-p:ModuleBin=$Folder/bin/"
    Assert-Success 'dotnet build'
    Get-ChildItem "$Folder/bin" -File -Recurse -Exclude *.dll | Remove-Item

    foreach ($pattern in $shipped) {
        $target = New-Item "$Folder/$(Split-Path $pattern)" -ItemType Directory -Force
        Copy-Item "$PSScriptRoot/$pattern" $target
    }

    Write-ReleaseNote "$Folder/TuyaIot.psd1"
    & "$PSScriptRoot/tools/Write-Sbom.ps1" -Folder $Folder -Assets "$PSScriptRoot/src/TuyaIot/obj/project.assets.json" -Timestamp $timestamp `
        -Path "$Folder/TuyaIot.cdx.json"
}

# The Gallery shows the release notes of the manifest as text. In the clone they are a link, and in the package the newest section of the changelog.
# Windows PowerShell reads a file without a byte order mark in the code page of its machine.
function Write-ReleaseNote([string] $Path) {
    $section = ((Get-Content "$PSScriptRoot/CHANGELOG.md" -Raw) -replace '\r' -split '(?m)^## .+\n')[1].Trim()
    $pattern = [regex]"(?m)^(\s*ReleaseNotes\s*=\s*)'[^'\n]*'"
    $manifest = Get-Content $Path -Raw
    if (-not $pattern.IsMatch($manifest)) { throw "$Path has no release notes to replace." }
    $changed = $pattern.Replace($manifest, { param($match) "$($match.Groups[1])'$($section.Replace("'", "''"))'" })
    [IO.File]::WriteAllText($Path, $changed, [Text.UTF8Encoding]::new($true))
}

# A folder of the module's name in a zip of the module's name, and no version in between: what Azure Automation takes.
function Write-ModuleZip([string] $Folder, [string] $Path) {
    Add-Type -AssemblyName System.IO.Compression
    $zip = [IO.Compression.ZipArchive]::new([IO.File]::Create($Path), [IO.Compression.ZipArchiveMode]::Create)
    try {
        foreach ($name in Get-RelativeFile $Folder) {
            $entry = $zip.CreateEntry("TuyaIot/$name")
            $entry.LastWriteTime = $timestamp
            $content = [IO.File]::ReadAllBytes("$Folder/$name")
            $stream = $entry.Open()
            $stream.Write($content, 0, $content.Length)
            $stream.Dispose()
        }
    }
    finally {
        $zip.Dispose()
    }
}

# The Gallery reads the nuspec, and Find-Module and Find-Command search its tags. These are what Publish-Module writes.
function Write-ModuleNupkg([string] $Folder, [hashtable] $Manifest) {
    $data = $Manifest.PrivateData.PSData
    $commands = $Manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_", "PSCommand_$_" }
    $metadata = [ordered]@{
        id                       = 'TuyaIot'
        version                  = $Manifest.ModuleVersion
        authors                  = $Manifest.Author
        owners                   = $Manifest.CompanyName
        requireLicenseAcceptance = 'false'
        licenseUrl               = $data.LicenseUri
        projectUrl               = $data.ProjectUri
        iconUrl                  = $data.IconUri
        description              = $Manifest.Description
        releaseNotes             = $data.ReleaseNotes
        copyright                = $Manifest.Copyright
        tags                     = @('PSModule', 'PSIncludes_Cmdlet') + $data.Tags + $commands
    }
    $elements = $metadata.Keys | ForEach-Object { "    <$_>$([Security.SecurityElement]::Escape($metadata[$_]))</$_>" }
    Set-Content "$out/TuyaIot.nuspec" @(
        '<?xml version="1.0" encoding="utf-8"?>'
        '<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd">'
        '  <metadata>'
        $elements
        '  </metadata>'
        '  <files><file src="**" target="" /></files>'
        '</package>'
    )
    dotnet pack $project --configuration Release --no-build --output $out "-p:NuspecFile=$out/TuyaIot.nuspec" "-p:NuspecBasePath=$Folder" `
        -p:NoPackageAnalysis=true "-p:DeterministicTimestamp=$($timestamp.ToUnixTimeSeconds())"
    Assert-Success 'dotnet pack'
    Remove-Item "$out/TuyaIot.nuspec"
}

function Write-Package {
    Clear-Output
    $version = (Import-PowerShellDataFile "$PSScriptRoot/TuyaIot.psd1").ModuleVersion
    $folder = "$out/TuyaIot/$version"
    Write-ModuleFolder $folder
    Write-ModuleZip $folder "$out/TuyaIot.zip"
    Write-ModuleNupkg $folder (Import-PowerShellDataFile "$folder/TuyaIot.psd1")
}

# The tests have made the package already. This one must be equal to it, whenever and wherever it is made.
function Write-PackageAgain {
    $first = Get-FileHash "$out/*.zip", "$out/*.nupkg" -ErrorAction Ignore
    Write-Package
    $second = Get-FileHash "$out/*.zip", "$out/*.nupkg"
    if ($first -and (Compare-Object $first.Hash $second.Hash)) { throw 'Two packages of the same sources differ.' }
}

# The build's own output is shown only where it fails.
function Invoke-Try {
    'Building the module. A first build takes about a minute.'
    $log = dotnet build $project --configuration Release 2>&1
    if ($LASTEXITCODE -ne 0) {
        $log
        exit $LASTEXITCODE
    }

    'Running samples/quickstart/quickstart.ps1.'
    Invoke-Shell "$PSScriptRoot/samples/quickstart/quickstart.ps1"
}

# The steps after one that fails still run where they can.
function Invoke-Step([string] $Name, [scriptblock] $Step) {
    "`n== $Name"
    $global:LASTEXITCODE = 0
    try {
        & $Step
        Assert-Success $Name
    }
    catch {
        $broken.Add($Name)
        "== failed: $_"
    }
}

# Adds up what a runner's output says, and passes the output on.
filter Add-Count([string] $Pattern) {
    $_
    if ("$_" -match $Pattern) {
        $counts.Passed += [int]$Matches.Passed
        $counts.Failed += [int]$Matches.Failed
    }
}

# What tests the package and the netstandard2.0 build, each part a command with its arguments. The whole Pester suite runs with the first version,
# which Windows PowerShell has too, and a part of it shows that the tests mean the same to the later version. The longest parts come first.
function Get-PartOfSuite {
    $build = dotnet msbuild $tests -getProperty:NuGetPackageRoot -getProperty:PesterVersions | ConvertFrom-Json
    Assert-Success 'dotnet msbuild'
    $shell = @([Environment]::ProcessPath) + @(if ([IO.Path]::GetFileNameWithoutExtension([Environment]::ProcessPath) -eq 'dotnet') { "$PSHOME/pwsh.dll" })
    $first, $later = $build.Properties.PesterVersions -split ';'
    $parts = @('[M-R]', 'W', '[S-V]', '[A-L]' | ForEach-Object { @{ Version = $first; Prefix = $_ } }) + @{ Version = $later; Prefix = 'In' }
    foreach ($part in $parts) {
        $pester = Join-Path $build.Properties.NuGetPackageRoot "pester/$($part.Version)/tools/Pester.psd1"
        @{
            Name    = "the package, with Pester $($part.Version): $($part.Prefix)*"
            Command = $shell + '-NoProfile', '-NonInteractive', '-File', "$PSScriptRoot/tests/Pester/Run.ps1", $pester, '-Prefix', $part.Prefix
            Pattern = '^Pester \S+: (?<Passed>\d+) passed, (?<Failed>\d+) failed'
        }
    }

    # Mono comes nearest to .NET Framework on other systems. It needs netstandard.dll, which Debian has in mono-devel.
    $mono = Get-Command mono -CommandType Application -ErrorAction Ignore | Select-Object -First 1 | Get-Item
    $target = if ($mono.LinkTarget) { $mono.ResolveLinkTarget($true) } else { $mono }
    if ($IsWindows -or -not $mono -or -not (Test-Path "$($target.Directory)/../lib/mono/4.5/Facades/netstandard.dll")) {
        Write-Host "`nMono: the client's tests are not run on it, because mono or its netstandard.dll is not on this machine."
        return
    }

    @{
        Name    = "the client's tests on Mono"
        Command = , "$PSScriptRoot/tests/TuyaIot.Client.Tests.Mono/run"
        Pattern = '^Mono: (?<Passed>\d+) passed, (?<Failed>\d+) failed'
    }
}

# Three parts run beside each other, since most tests wait for something.
function Invoke-Suite {
    $runs = Get-PartOfSuite | ForEach-Object -ThrottleLimit 3 -Parallel {
        $program, $arguments = $_.Command
        $_.Output = & $program @arguments 2>&1
        $_.ExitCode = $LASTEXITCODE
        $_
    }
    foreach ($run in $runs) {
        Invoke-Step $run.Name {
            $run.Output | Add-Count $run.Pattern
            $global:LASTEXITCODE = $run.ExitCode
        }
    }
}

# PowerShell's own rules, and those that the Gallery holds what is published there to.
function Invoke-Analyzer {
    if (-not (Get-Module -ListAvailable PSScriptAnalyzer | Where-Object Version -GE '1.20')) {
        "`nPSScriptAnalyzer: not run, because it is not on this machine."
        return
    }

    Invoke-Step 'PSScriptAnalyzer' {
        $found = foreach ($path in 'build.ps1', 'TuyaIot.psd1', 'TuyaIot.psm1', 'samples', 'tests') {
            Invoke-ScriptAnalyzer -Path "$PSScriptRoot/$path" -Recurse
            Invoke-ScriptAnalyzer -Path "$PSScriptRoot/$path" -Recurse -Settings PSGallery
        }
        $found | Format-Table -Property RuleName, ScriptName, Line, Message -AutoSize -Wrap
        $global:LASTEXITCODE = [int][bool]$found
    }
}

# The last line is the sum: "N passed, N failed".
function Invoke-Test {
    $counts = @{ Passed = 0; Failed = 0 }
    $broken = [Collections.Generic.List[string]]::new()

    # The lines that are added up are English everywhere.
    $env:DOTNET_CLI_UI_LANGUAGE = 'en'
    $env:POWERSHELL_TELEMETRY_OPTOUT = 1

    Invoke-Step 'build' { dotnet build $solution --configuration Release }
    if ($broken.Count -eq 0) {
        # The build has looked at styles and analyzers already, and the conventions tests look at what neither does.
        Invoke-Step 'format' { dotnet format whitespace $PSScriptRoot --folder --verify-no-changes }
        Invoke-Step 'xunit' {
            dotnet test $solution --configuration Release --no-build | Add-Count '^\w+!\s+- Failed:\s+(?<Failed>\d+), Passed:\s+(?<Passed>\d+),'
        }
        "`nxunit: $($counts.Passed) passed, $($counts.Failed) failed"
        Invoke-Step 'package' { Write-PackageAgain }
        Invoke-Suite
        Invoke-Analyzer
    }

    # A step that failed without a count of its own is a failure too.
    $failed = [Math]::Max($counts.Failed, $broken.Count)
    if ($broken) { "`nFailed: $($broken -join ', ')" }
    "`n$($counts.Passed) passed, $failed failed"
    exit [int]($failed -gt 0 -or $counts.Passed -eq 0)
}

function Get-Percentage($Counts) {
    $sum = @{ Covered = 0; All = 0 }
    foreach ($count in $Counts) {
        $sum.Covered += $count.Covered
        $sum.All += $count.All
    }

    if ($sum.All -eq 0) { 100 } else { [Math]::Floor(1000 * $sum.Covered / $sum.All) / 10 }
}

# Which lines and branches of the client its own tests run. The build has a folder of its own, and no PathMap: the paths in its symbols
# lead to the sources, which the collector reads. What generators write is left out.
function Invoke-Coverage {
    $results = "$out/coverage/results"
    if (Test-Path $results) { Remove-Item $results -Recurse -Force }
    $settings = 'DataCollectionRunSettings.DataCollectors.DataCollector.Configuration'
    dotnet test $clientTests --artifacts-path "$out/coverage" '-p:PathMap=' --results-directory $results --collect 'XPlat Code Coverage' `
        -- "$settings.Include=[TuyaIot.Client]*" "$settings.ExcludeByFile=**/obj/**"
    Assert-Success 'dotnet test'

    $report = [xml](Get-Content "$results/*/coverage.cobertura.xml" -Raw)
    $lines = foreach ($class in $report.coverage.packages.package.classes.class) {
        foreach ($line in $class.lines.line) {
            [pscustomobject]@{
                Folder   = Split-Path $class.filename
                Line     = @{ Covered = [int]([int]$line.hits -gt 0); All = 1 }
                Branches = if ($line.'condition-coverage' -match '\((?<Covered>\d+)/(?<All>\d+)\)') { @{ Covered = [int]$Matches.Covered; All = [int]$Matches.All } }
            }
        }
    }
    $row = '{0,-32}{1,8:0.0} % of the lines{2,8:0.0} % of the branches'
    $lines | Group-Object Folder | Sort-Object Name | ForEach-Object { $row -f $_.Name, (Get-Percentage $_.Group.Line), (Get-Percentage $_.Group.Branches) }
    $covered = @{ Lines = Get-Percentage $lines.Line; Branches = Get-Percentage $lines.Branches }
    "Covered: $($covered.Lines) % of the lines, $($covered.Branches) % of the branches. Needed: $($minCoverage.Lines) % and $($minCoverage.Branches) %."
    exit [int]($covered.Lines -lt $minCoverage.Lines -or $covered.Branches -lt $minCoverage.Branches)
}

switch ($Task) {
    Try { Invoke-Try }
    Build { dotnet build $project --configuration Release }
    Test { if ($Coverage) { Invoke-Coverage } else { Invoke-Test } }
    Soak {
        $env:TUYA_IOT_SOAK_DEVICES = '1000000'
        dotnet test $tests --configuration Release --filter FullyQualifiedName~Soak --logger 'console;verbosity=detailed'
    }
    Fuzz {
        $env:TUYA_IOT_FUZZ_SEED = $Seed
        $env:TUYA_IOT_FUZZ_COUNT = $Count
        dotnet test $fuzzTests --configuration Release --filter FullyQualifiedName~FuzzTests --logger 'console;verbosity=detailed'
    }
    Bench { dotnet run --configuration Release --project "$PSScriptRoot/tests/TuyaIot.Benchmarks" }
    Help { dotnet run --project $helpTool -- $PSScriptRoot }
    Package { Write-Package }
    Clean {
        Clear-Output
        foreach ($configuration in 'Debug', 'Release') {
            dotnet clean $solution --configuration $configuration
            if ($LASTEXITCODE -ne 0) { break }
        }
    }
}

exit $LASTEXITCODE
