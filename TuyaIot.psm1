# The cmdlets are in an assembly of their own for each edition of PowerShell. The manifest is static data, so the choice is made here.
# An import that fails must not leave a module without cmdlets, whatever the session's preference.
$ErrorActionPreference = 'Stop'
$framework = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'netstandard2.0' }
$assembly = "$PSScriptRoot/bin/$framework/TuyaIot.dll"

# A process keeps the assembly that it loaded first, even after Remove-Module. The cmdlets of one build must not run with the manifest,
# the views and the libraries of another, so only copies of the loaded build are imported.
$loaded = 'TuyaIot.ModuleLoader' -as [type]

# A block of its own, because the engine compiles it only where it is needed. That makes an import 15 ms shorter.
if ($loaded) {
    & {
        $loaded = $loaded.Assembly

        # Of .NET alone: a host may have no cmdlet but those of the engine.
        $isCopy = [IO.File]::Exists($loaded.Location) -and
            [Linq.Enumerable]::SequenceEqual([IO.File]::ReadAllBytes($loaded.Location), [IO.File]::ReadAllBytes($assembly))

        if (-not $isCopy) {
            $version = [Reflection.AssemblyName]::GetAssemblyName($assembly).Version.ToString(3)
            $loadedVersion = $loaded.GetName().Version.ToString(3)
            $text = "TuyaIot $version in '$PSScriptRoot' was not imported. This process has loaded another build of TuyaIot, version $loadedVersion, from '$($loaded.Location)'."
            $failure = [Management.Automation.ErrorRecord]::new([InvalidOperationException]::new($text), 'AnotherVersionLoaded', 'ResourceExists', $PSScriptRoot)
            $failure.ErrorDetails = [Management.Automation.ErrorDetails]::new($text)
            $failure.ErrorDetails.RecommendedAction = "Start a new PowerShell process and import version $version there; Remove-Module does not unload version $loadedVersion. A thread job runs in the same process. Start-Job runs in a new one."
            throw $failure
        }
    }
}

Import-Module -Name $assembly
