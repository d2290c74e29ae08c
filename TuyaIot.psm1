# The cmdlets are in an assembly of their own for each edition of PowerShell. The manifest is static data, so the choice is made here.
$framework = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'netstandard2.0' }
Import-Module -Name "$PSScriptRoot/bin/$framework/TuyaIot.dll"
