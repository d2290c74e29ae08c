@{
    RootModule           = if ($PSEdition -eq 'Core') { 'bin/net8.0/TuyaIot.dll' } else { 'bin/netstandard2.0/TuyaIot.dll' }
    ModuleVersion        = '0.1.0'
    GUID                 = '423a47fa-541c-4dee-9e78-66292c775d6c'
    Author               = 'TuyaIot contributors'
    CompanyName          = 'TuyaIot contributors'
    Copyright            = 'Copyright (c) TuyaIot contributors. MIT License.'
    Description          = 'Tells 10 or 1,000,000 devices on Hedwig on Cloud, Tuya''s IoT platform, what to do: names stream in, groups of 100 are signed and sent, typed results stream out.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Core', 'Desktop')
    FormatsToProcess     = if ($PSEdition -eq 'Core') { 'bin/net8.0/TuyaIot.Format.ps1xml' } else { 'bin/netstandard2.0/TuyaIot.Format.ps1xml' }
    FunctionsToExport    = @()
    CmdletsToExport      = @(
        'Export-IotRunReport'
        'Get-IotCredential'
        'Get-IotJournal'
        'Get-IotSimulatorDevice'
        'Get-IotSimulatorRequest'
        'Invoke-IotThingsService'
        'Remove-IotCredential'
        'Set-IotCredential'
        'Start-IotSimulator'
        'Stop-IotSimulator'
    )
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags = @('IoT', 'Tuya', 'Hedwig', 'Devices', 'Fleet', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
        }
    }
}
