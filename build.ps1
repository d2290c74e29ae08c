<#
.SYNOPSIS
    Builds, tests, documents or cleans the module with the dotnet CLI.
.DESCRIPTION
    Build makes both editions of the module, so that Import-Module ./TuyaIot.psd1 works in this folder.
    Test  builds everything and runs every test project.
    Soak  tells 1,000,000 devices through a gateway where one request in ten fails, by GET and by POST.
    Help  makes en-US/TuyaIot.dll-Help.xml, which Get-Help reads, out of the pages beside it.
    Bench prints one table of what signing, a call, a run and the import cost, each beside the least it could.
    Clean removes what Build and Test made.

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
    [ValidateSet('Build', 'Test', 'Soak', 'Bench', 'Help', 'Clean')]
    [string] $Task = 'Build'
)

$ErrorActionPreference = 'Stop'

switch ($Task) {
    Build { dotnet build "$PSScriptRoot/src/TuyaIot/TuyaIot.csproj" --configuration Release }
    Test { dotnet test "$PSScriptRoot/Module.sln" }
    Soak {
        $env:TUYA_IOT_SOAK_DEVICES = '1000000'
        dotnet test "$PSScriptRoot/tests/TuyaIot.Tests" --configuration Release --filter FullyQualifiedName~Soak --logger 'console;verbosity=detailed'
    }
    Bench { dotnet run --configuration Release --project "$PSScriptRoot/tests/TuyaIot.Benchmarks" }
    Help { dotnet run --project "$PSScriptRoot/tests/TuyaIot.Help" -- "$PSScriptRoot/en-US" }
    Clean {
        foreach ($configuration in 'Debug', 'Release') {
            dotnet clean "$PSScriptRoot/Module.sln" --configuration $configuration
            if ($LASTEXITCODE -ne 0) { break }
        }
    }
}

exit $LASTEXITCODE
