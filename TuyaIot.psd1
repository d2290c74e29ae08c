@{
    RootModule             = 'TuyaIot.psm1'
    ModuleVersion          = '0.1.0'
    GUID                   = '423a47fa-541c-4dee-9e78-66292c775d6c'
    Author                 = 'TuyaIot contributors'
    CompanyName            = 'TuyaIot contributors'
    Copyright              = 'Copyright (c) TuyaIot contributors. MIT License.'
    Description            = 'Finds, commands and manages 10 or 1,000,000 devices on Hedwig on Cloud, Tuya''s IoT platform. Device names stream in, groups of 100 are signed and sent, and typed results stream out. No device is lost and none is called twice. A run can be killed and resumed. A simulated gateway is included. For PowerShell 7.4 and later; built for Windows PowerShell 5.1 too.'
    CompatiblePSEditions   = @('Core', 'Desktop')
    # The minimum of Windows PowerShell. PowerShell 7 ignores the second line; the module needs .NET 8, which came with 7.4.
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess       = 'TuyaIot.Format.ps1xml'
    FunctionsToExport      = @()
    CmdletsToExport        = @(
        'Clear-IotDesiredProperty'
        'Disable-IotDevice'
        'Enable-IotDevice'
        'Export-IotRunReport'
        'Get-IotCredential'
        'Get-IotDesiredProperty'
        'Get-IotDevice'
        'Get-IotDeviceHistory'
        'Get-IotDeviceProperty'
        'Get-IotDeviceStatus'
        'Get-IotJournal'
        'Get-IotProduct'
        'Get-IotSimulatorDevice'
        'Get-IotSimulatorRequest'
        'Get-IotThingModel'
        'Invoke-IotApi'
        'Invoke-IotRrpc'
        'Invoke-IotThingService'
        'Invoke-IotThingsService'
        'Publish-IotMessage'
        'Receive-IotMessage'
        'Register-IotDevice'
        'Remove-IotCredential'
        'Remove-IotDevice'
        'Set-IotCredential'
        'Set-IotDesiredProperty'
        'Set-IotDeviceNickname'
        'Set-IotDeviceProperty'
        'Start-IotSimulator'
        'Stop-IotSimulator'
        'Test-IotCredential'
        'Wait-IotCommand'
    )
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('IoT', 'Tuya', 'Hedwig', 'Devices', 'Fleet', 'AzureAutomation', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://github.com/tuyaiot/TuyaIot-PowerShell/blob/main/LICENSE'
            ProjectUri   = 'https://github.com/tuyaiot/TuyaIot-PowerShell'
            IconUri      = 'https://raw.githubusercontent.com/tuyaiot/TuyaIot-PowerShell/main/docs/icon.png'
            ReleaseNotes = 'The changes of each version are in CHANGELOG.md, beside the manifest and at https://github.com/tuyaiot/TuyaIot-PowerShell/blob/main/CHANGELOG.md'
        }
    }
}
