# The module as one that keeps its libraries to itself, in a load context of its own.
$context = [Runtime.Loader.AssemblyLoadContext]::new('Neighbour')
Get-ChildItem -Path $PSScriptRoot -Filter *.dll | ForEach-Object { $null = $context.LoadFromAssemblyPath($_.FullName) }
$libraries = $context.LoadFromAssemblyName('Neighbour').GetType('TuyaIot.Neighbour.Libraries')

function Use-OwnNeighbour([string] $Library) {
    $libraries::Use($Library)
}
