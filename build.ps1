<#
.SYNOPSIS
    Builds, tests, documents, packages or cleans the module with the dotnet CLI.
.DESCRIPTION
    Build   makes both editions of the module, so that Import-Module ./TuyaIot.psd1 works in this folder.
    Test    builds everything and runs every test project.
    Soak    tells 1,000,000 devices through a gateway where one request in ten fails, by GET and by POST.
    Help    makes en-US/TuyaIot.dll-Help.xml, which Get-Help reads, out of the pages beside it.
    Bench   prints one table of what signing, a call, a run and the import cost, each beside the least it could.
    Package makes out/TuyaIot/<version>/, which is what users get; out/TuyaIot.zip of it, for Azure Automation and file shares;
            and out/TuyaIot.<version>.nupkg, for the PowerShell Gallery. The same sources give the same bytes.
    Clean   removes what the others made.

    Only the language and the dotnet CLI are used, so it runs in PowerShell and in the embedded shell alike:
    dotnet run --project src/TuyaIot.Shell -- -File build.ps1 Test
.EXAMPLE
    ./build.ps1
.EXAMPLE
    ./build.ps1 Test
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Soak', 'Bench', 'Help', 'Package', 'Clean')]
    [string] $Task = 'Build'
)

$ErrorActionPreference = 'Stop'

$project = "$PSScriptRoot/src/TuyaIot/TuyaIot.csproj"
$out = "$PSScriptRoot/out"

# What ships beside the assemblies. The pages of the help are not among it: Get-Help reads what was made of them.
$shipped = @(
    'TuyaIot.psd1', 'TuyaIot-Automation.json', 'CHANGELOG.md', 'LICENSE', 'ThirdPartyNotices.txt'
    'en-US/*.help.txt', 'en-US/*-Help.xml', 'samples/azure-automation/*.ps1'
)

# What a file in the zip and the nupkg was last written at, whenever that was.
$timestamp = [DateTimeOffset]::new(2000, 1, 1, 0, 0, 0, [TimeSpan]::Zero)

function Assert-Success {
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

function Clear-Output {
    if ([IO.Directory]::Exists($out)) { [IO.Directory]::Delete($out, $true) }
}

function Get-ManifestData {
    & ([scriptblock]::Create([IO.File]::ReadAllText("$PSScriptRoot/TuyaIot.psd1")))
}

# Every file below a folder, by its path in there, in the same order on every machine.
function Get-RelativeFile([string] $Folder) {
    $root = [IO.Path]::GetFullPath($Folder).TrimEnd('\', '/')
    $names = [string[]]@([IO.Directory]::GetFiles($root, '*', 'AllDirectories') | ForEach-Object { $_.Substring($root.Length + 1).Replace('\', '/') })
    [Array]::Sort($names, [StringComparer]::Ordinal)
    $names
}

function Write-ModuleFolder([string] $Folder) {
    dotnet build $project --configuration Release "-p:ModuleBin=$Folder/bin/"
    Assert-Success
    Get-RelativeFile "$Folder/bin" | Where-Object { $_ -notmatch '\.(dll|ps1xml)$' } | ForEach-Object { [IO.File]::Delete("$Folder/bin/$_") }

    foreach ($pattern in $shipped) {
        $source, $name = [IO.Path]::GetDirectoryName("$PSScriptRoot/$pattern"), [IO.Path]::GetFileName($pattern)
        $target = "$Folder/$([IO.Path]::GetDirectoryName($pattern))"
        $null = [IO.Directory]::CreateDirectory($target)
        [IO.Directory]::GetFiles($source, $name) | ForEach-Object { [IO.File]::Copy($_, "$target/$([IO.Path]::GetFileName($_))") }
    }
}

# A folder of the module's name in a zip of the module's name, and no version in between: what Azure Automation takes.
function Write-ModuleZip([string] $Folder, [string] $Path) {
    $null = [Reflection.Assembly]::Load('System.IO.Compression, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089')
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
        description              = $Manifest.Description
        releaseNotes             = $data.ReleaseNotes
        copyright                = $Manifest.Copyright
        tags                     = @('PSModule', 'PSIncludes_Cmdlet') + $data.Tags + $commands
    }
    $elements = $metadata.Keys | ForEach-Object { "    <$_>$([Security.SecurityElement]::Escape($metadata[$_]))</$_>" }
    [IO.File]::WriteAllLines("$out/TuyaIot.nuspec", [string[]]@(
            '<?xml version="1.0" encoding="utf-8"?>'
            '<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd">'
            '  <metadata>'
            $elements
            '  </metadata>'
            '  <files><file src="**" target="" /></files>'
            '</package>'
        ))
    dotnet pack $project --configuration Release --no-build --output $out "-p:NuspecFile=$out/TuyaIot.nuspec" "-p:NuspecBasePath=$Folder" `
        -p:NoPackageAnalysis=true "-p:DeterministicTimestamp=$($timestamp.ToUnixTimeSeconds())"
    Assert-Success
    [IO.File]::Delete("$out/TuyaIot.nuspec")
}

switch ($Task) {
    Build { dotnet build $project --configuration Release }
    Test { dotnet test "$PSScriptRoot/Module.sln" }
    Soak {
        $env:TUYA_IOT_SOAK_DEVICES = '1000000'
        dotnet test "$PSScriptRoot/tests/TuyaIot.Tests" --configuration Release --filter FullyQualifiedName~Soak --logger 'console;verbosity=detailed'
    }
    Bench { dotnet run --configuration Release --project "$PSScriptRoot/tests/TuyaIot.Benchmarks" }
    Help { dotnet run --project "$PSScriptRoot/tools/TuyaIot.Help" -- $PSScriptRoot }
    Package {
        Clear-Output
        $manifest = Get-ManifestData
        $folder = "$out/TuyaIot/$($manifest.ModuleVersion)"
        Write-ModuleFolder $folder
        Write-ModuleZip $folder "$out/TuyaIot.zip"
        Write-ModuleNupkg $folder $manifest
    }
    Clean {
        Clear-Output
        foreach ($configuration in 'Debug', 'Release') {
            dotnet clean "$PSScriptRoot/Module.sln" --configuration $configuration
            if ($LASTEXITCODE -ne 0) { break }
        }
    }
}

exit $LASTEXITCODE
