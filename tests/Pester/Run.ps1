# Runs the suite with the Pester whose manifest it is given. To be started in a process of its own, since the module and Pester stay loaded.
param(
    [Parameter(Mandatory)]
    [string] $Pester,
    [string] $Path = $PSScriptRoot,
    [string] $Preference = 'Stop',
    # Only the files of the folder whose names begin with it, with wildcards.
    [string] $Prefix
)

# Windows PowerShell does not have it. Without a value, a test that is skipped on Windows is run.
if ($PSEdition -eq 'Desktop') { Set-Variable -Name IsWindows -Value $true -Scope Global }

Import-Module -Name $Pester
# The suite's own errors are failures, not lines between those of Pester.
$global:ErrorActionPreference = $Preference
if ($Prefix) { $Path = Join-Path $Path "$Prefix*.Tests.ps1" }
$configuration = New-PesterConfiguration -Hashtable @{ Run = @{ Path = $Path; PassThru = $true } }
$run = Invoke-Pester -Configuration $configuration
"Pester $((Get-Module -Name Pester).Version): $($run.PassedCount) passed, $($run.FailedCount) failed"
exit [int]($run.Result -ne 'Passed')
