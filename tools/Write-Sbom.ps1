<#
.SYNOPSIS
    Writes the software bill of materials of the module's folder as CycloneDX JSON.
.DESCRIPTION
    The list is made from the files in bin/. NuGet's record of the restore says which package a file came from. A file of no package, and a
    file that differs from the package's, are errors. So is a package without a known licence.

    Nothing in the list depends on the machine or the time: it has a fixed time and no serial number. The tool of CycloneDX has neither a
    fixed time nor the files that ship, so it is not used.
.PARAMETER Folder
    The folder of the module, as users get it.
.PARAMETER Assets
    NuGet's record of the restore of the module's project: obj/project.assets.json.
.PARAMETER Timestamp
    The time that the list states.
.PARAMETER Path
    The file to write.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Folder,
    [Parameter(Mandatory)]
    [string] $Assets,
    [Parameter(Mandatory)]
    [DateTimeOffset] $Timestamp,
    [Parameter(Mandatory)]
    [string] $Path
)

$ErrorActionPreference = 'Stop'

$manifest = Import-PowerShellDataFile "$Folder/TuyaIot.psd1"
$restore = Get-Content $Assets -Raw | ConvertFrom-Json -AsHashtable
$packageRoots = @($restore.packageFolders.Keys)
$moduleReference = "TuyaIot@$($manifest.ModuleVersion)"

function Get-Sha256([string] $File) {
    (Get-FileHash -LiteralPath $File -Algorithm SHA256).Hash.ToLowerInvariant()
}

function Get-Sorted([string[]] $Names) {
    [Array]::Sort($Names, [StringComparer]::Ordinal)
    $Names
}

function Get-PackageFolder([string] $Library) {
    $packageRoots | ForEach-Object { Join-Path $_ $restore.libraries[$Library].path } | Where-Object { Test-Path $_ } | Select-Object -First 1
}

# An expression of SPDX. Packages from before NuGet knew these have the text of the licence.
function Get-License([string] $Library) {
    $package = Get-PackageFolder $Library
    $license = ([xml](Get-Content (Get-Item "$package/*.nuspec").FullName -Raw)).package.metadata.SelectSingleNode('*[local-name() = "license"]')
    if ($license.type -eq 'expression') { return $license.InnerText }
    if ((Get-Content "$package/LICENSE.TXT" -TotalCount 1) -eq 'The MIT License (MIT)') { return 'MIT' }
    throw "The licence of $Library is not known."
}

# The library that a file in bin/ is of, as NuGet names it, such as Polly.Core/8.9.1.
function Find-Library([string] $Framework, [string] $File) {
    $name = Split-Path $File -Leaf
    if ($name -eq 'TuyaIot.dll') { return "TuyaIot/$($manifest.ModuleVersion)" }

    $libraries = $restore.targets[$Framework]
    foreach ($library in $libraries.Keys) {
        $asset = $libraries[$library]['runtime']?.Keys | Where-Object { $_ -and (Split-Path $_ -Leaf) -eq $name }
        if ($asset) {
            if ($libraries[$library].type -eq 'package' -and (Get-Sha256 (Join-Path (Get-PackageFolder $library) $asset)) -ne (Get-Sha256 $File)) {
                throw "$File is not the file of $library."
            }

            return $library
        }
    }

    throw "$File is in no package that the module refers to."
}

function Get-Reference([string] $Library) {
    "$($restore.libraries[$Library].type -eq 'package' ? 'pkg:nuget/' : 'assembly:')$($Library.Replace('/', '@'))"
}

# The libraries that a library refers to. The module's project is not among the libraries of its own restore.
function Find-Dependency([string] $Framework, [string] $Library) {
    $libraries = $restore.targets[$Framework]
    $names = if ($libraries.ContainsKey($Library)) { $libraries[$Library]['dependencies']?.Keys }
    else { $restore.project.restore.frameworks[$Framework].projectReferences.Keys | Split-Path -LeafBase }
    $libraries.Keys | Where-Object { $_.Split('/')[0] -in $names }
}

$files = foreach ($file in Get-ChildItem "$Folder/bin" -Filter *.dll -File -Recurse) {
    $framework = $file.Directory.Name
    [pscustomobject]@{
        Name      = "bin/$framework/$($file.Name)"
        Hash      = Get-Sha256 $file.FullName
        Framework = $framework
        Library   = Find-Library $framework $file.FullName
    }
}

$libraries = Get-Sorted ($files.Library | Select-Object -Unique)
$components = foreach ($library in $libraries) {
    $reference = Get-Reference $library
    $isPackage = $reference.StartsWith('pkg:')
    $name, $version = $library.Split('/')
    $component = [ordered]@{
        'type'     = 'library'
        'bom-ref'  = $reference
        'name'     = $name
        'version'  = $version
        'licenses' = @([ordered]@{ expression = $isPackage ? (Get-License $library) : 'MIT' })
    }
    if ($isPackage) { $component['purl'] = $reference }
    $own = $files | Where-Object Library -EQ $library
    $component['components'] = @(Get-Sorted $own.Name | ForEach-Object {
            $file = $own | Where-Object Name -EQ $_
            [ordered]@{ type = 'file'; name = $file.Name; hashes = @([ordered]@{ alg = 'SHA-256'; content = $file.Hash }) }
        })
    $component
}

$dependencies = @([ordered]@{ ref = $moduleReference; dependsOn = @(Get-Reference "TuyaIot/$($manifest.ModuleVersion)") })
$dependencies += foreach ($library in $libraries) {
    $direct = $files | Where-Object Library -EQ $library | ForEach-Object { Find-Dependency $_.Framework $library } | Where-Object { $_ -in $libraries }
    $references = @($direct | Select-Object -Unique | ForEach-Object { Get-Reference $_ })
    [ordered]@{ ref = Get-Reference $library; dependsOn = @(if ($references) { Get-Sorted $references }) }
}

$list = [ordered]@{
    '$schema'    = 'http://cyclonedx.org/schema/bom-1.6.schema.json'
    bomFormat    = 'CycloneDX'
    specVersion  = '1.6'
    version      = 1
    metadata     = [ordered]@{
        timestamp = $Timestamp.UtcDateTime.ToString('yyyy-MM-ddTHH:mm:ssZ', [CultureInfo]::InvariantCulture)
        component = [ordered]@{
            'type'               = 'library'
            'bom-ref'            = $moduleReference
            'name'               = 'TuyaIot'
            'version'            = $manifest.ModuleVersion
            'description'        = $manifest.Description
            'licenses'           = @([ordered]@{ expression = 'MIT' })
            'copyright'          = $manifest.Copyright
            'externalReferences' = @([ordered]@{ type = 'website'; url = $manifest.PrivateData.PSData.ProjectUri })
        }
    }
    components   = @($components)
    dependencies = $dependencies
}

[IO.File]::WriteAllText($Path, (($list | ConvertTo-Json -Depth 9) -replace '\r\n', "`n") + "`n")
