# Peak memory of runs of 10,000 and of 1,000,000 devices, each in a process of its own; the gateway has another one.
# dotnet run --project src/TuyaIot.Shell -- -File tests/TuyaIot.Benchmarks/memory.ps1
param([int] $Devices, [int] $Port, [switch] $Serve)

if ($Serve) {
    Start-IotSimulator -Port $Port -RecordCapacity 0 -Wait
    return
}

if ($Devices) {
    Set-IotCredential -Connection @{
        AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = "http://127.0.0.1:$Port"; ProductKey = 'pk1'; RequestsPerSecond = 0
    }
    $accepted = 0
    [Linq.Enumerable]::Range(1, $Devices) | Invoke-IotThingsService -Identifier Set | ForEach-Object { if ($_.Success) { $accepted += $_.DeviceCount } }
    '{0:#,0} devices, {1:#,0} accepted: peak {2:0} MB' -f $Devices, $accepted, ([Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB)
    return
}

$listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
$listener.Start()
$Port = $listener.LocalEndpoint.Port
$listener.Stop()

$shell = [Environment]::ProcessPath
$gateway = [Diagnostics.Process]::Start($shell, [string[]]('-File', $PSCommandPath, '-Serve', '-Port', $Port))
try {
    do {
        [Threading.Thread]::Sleep(100)
        $client = [Net.Sockets.TcpClient]::new()
        try { $client.Connect('127.0.0.1', $Port) } catch { $null = $_ }
        $isUp = $client.Connected
        $client.Dispose()
    } until ($isUp)

    foreach ($count in 10000, 1000000) { & $shell -File $PSCommandPath -Devices $count -Port $Port }
}
finally {
    $gateway.Kill()
}
