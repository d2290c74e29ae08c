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
