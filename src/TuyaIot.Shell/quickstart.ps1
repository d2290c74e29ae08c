# Tells 250 devices what to do, and checks what the gateway received. Nothing here leaves this computer.

# A gateway for the desk: it checks every request as Hedwig on Cloud does, and knows no device that exists.
$simulator = Start-IotSimulator -ProductKey a1BwAGV0001
try {
    # With the real gateway: Set-IotCredential -AccessKeyId <id> -AccessKeySecret <secret> -Endpoint <host> -ProductKey <key>
    $simulator | Set-IotCredential

    Get-Content "$PSScriptRoot/devices.txt" |
        Invoke-IotThingsService -Identifier Set -Args @{ param1 = 1 } -OutVariable results

    $signatures = if ($simulator.SignatureErrorCount -eq 0) { 'every signature right' } else { "$($simulator.SignatureErrorCount) signatures wrong" }
    "The gateway received $($simulator.RequestCount) requests for $($simulator.DeviceCount) devices, $signatures."

    $accepted = @($results | Where-Object Status -EQ Accepted)
    $sizes = [int[]]$accepted.DeviceCount
    [array]::Sort($sizes)
    if ("$sizes" -ne '50 100 100' -or $simulator.RequestCount -ne 3 -or $simulator.DeviceCount -ne 250 -or $simulator.SignatureErrorCount -ne 0) {
        throw "Expected 3 accepted requests for 100, 100 and 50 devices, every signature right; $($accepted.Count) were accepted."
    }
}
finally {
    $simulator | Stop-IotSimulator
}
