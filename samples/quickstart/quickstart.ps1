# Sends a command to 250 simulated devices and checks what the gateway received. Nothing here leaves this computer.

$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../../TuyaIot.psd1" # an installed module: Import-Module TuyaIot

# A simulated gateway. It checks every request as Hedwig on Cloud does.
$simulator = Start-IotSimulator -ProductKey a1BwAGV0001
try {
    # The real gateway: Set-IotCredential -AccessKeyId <id> -AccessKeySecret <secret> -Endpoint <host> -ProductKey <key>
    $simulator | Set-IotCredential

    Get-Content "$PSScriptRoot/devices.txt" |
        Invoke-IotThingsService -Identifier Set -Args @{ param1 = 1 } -OutVariable results

    $signatures = if ($simulator.SignatureErrorCount -eq 0) { 'every signature correct' } else { "$($simulator.SignatureErrorCount) signatures wrong" }
    "The gateway received $($simulator.RequestCount) requests for $($simulator.DeviceCount) devices, $signatures."

    $accepted = $results | Where-Object Status -EQ Accepted
    $sizes = $accepted.DeviceCount | Sort-Object
    if ("$sizes" -ne '50 100 100' -or $simulator.RequestCount -ne 3 -or $simulator.DeviceCount -ne 250 -or $simulator.SignatureErrorCount -ne 0) {
        throw "Expected 3 accepted requests for 100, 100 and 50 devices, every signature correct. Accepted: $(@($accepted).Count)."
    }
}
finally {
    $simulator | Stop-IotSimulator
}
