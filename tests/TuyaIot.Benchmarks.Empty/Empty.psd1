@{
    RootModule           = 'TuyaIot.Benchmarks.Empty.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '5b1f3c52-6d54-4d0e-9d0c-3a4b8f2f6a11'
    Author               = 'TuyaIot contributors'
    Description          = 'A cmdlet that does nothing.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Core', 'Desktop')
    FunctionsToExport    = @()
    CmdletsToExport      = @('Receive-Nothing', 'Receive-Name')
    VariablesToExport    = @()
    AliasesToExport      = @()
}
