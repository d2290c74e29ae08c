# The module as users get it: what build.ps1 Package made, and nothing of the clone. Every file of the suite begins with this, and has
# the manifest's path in $manifest.
$packages = @(Get-ChildItem -Path "$PSScriptRoot/../../out/TuyaIot" -Directory -ErrorAction Ignore)
if ($packages.Count -ne 1) {
    throw 'There is no package to test. Make it first: ./build.ps1 Package'
}

$manifest = Join-Path $packages[0].FullName 'TuyaIot.psd1'
Get-Module -Name TuyaIot | Where-Object ModuleBase -NE $packages[0].FullName | Remove-Module
Import-Module -Name $manifest

$loaded = (Get-Command -Name Invoke-IotThingsService).ImplementingType.Assembly.Location
if (-not $loaded.StartsWith($packages[0].FullName)) {
    throw "This process has loaded another build of the module, $loaded. Run the suite in a new one."
}

# A run in which something is not accepted ends with a warning. Tests of warnings read them from -WarningVariable.
$WarningPreference = 'SilentlyContinue'

# Runs a script in a new process of the PowerShell that runs the suite. All that it prints comes out, and $LASTEXITCODE is its own.
function Invoke-NewProcess {
    param(
        [string] $Script,
        [string[]] $Arguments = @(),
        [hashtable] $Environment = @{}
    )

    $file = Join-Path $TestDrive "$([Guid]::NewGuid()).ps1"
    Set-Content -Path $file -Value $Script -Encoding UTF8
    $program = (Get-Process -Id $PID).Path
    $shell = @(if ([IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
    $before = @{}
    foreach ($name in $Environment.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $Environment[$name])
    }

    try {
        & $program @shell -NoProfile -NonInteractive -File $file @Arguments 2>&1 | ForEach-Object { "$_" -replace '\x1b\[[0-9;]*m' }
    }
    finally {
        foreach ($name in $before.Keys) {
            [Environment]::SetEnvironmentVariable($name, $before[$name])
        }
    }
}
