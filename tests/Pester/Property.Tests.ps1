# Properties, desired properties, services of single devices and histories, as a user works with them.
BeforeAll {
    . "$PSScriptRoot/Package.ps1"
}

Describe 'Properties and histories of devices' {
    BeforeEach {
        $simulator = Start-IotSimulator -ProductKey pk1 -Device 250
        $simulator | Set-IotCredential -RequestsPerSecond 0
    }

    AfterEach {
        $simulator | Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }

    It 'sets a property of many devices and reads it back with its type' {
        $results = 1..250 | ForEach-Object { "device$_" } | Set-IotDeviceProperty @{ level = 10.5; on = 1 }
        $results.DeviceCount | Sort-Object | Should -Be 50, 100, 100

        $level = 'device1', 'device250' | Get-IotDeviceProperty lev*
        $level.DeviceName | Should -Be device1, device250
        $level[0].Value | Should -BeOfType [double]
        $level[0].Value | Should -Be 10.5
        $level[0].Time.Kind | Should -Be Utc
    }

    It 'says the right form of a list that is sent by mistake' {
        { 'device1' | Set-IotDeviceProperty @(@{ key = 'level'; value = 10.0 }) } | Should -Throw '*{"level":10.0}*' -ErrorId 'InvalidProperty,*'
        Get-IotSimulatorRequest -Simulator $simulator | Should -BeNullOrEmpty
    }

    It 'gives each device the id of its message' {
        $results = 'device1', 'device2' | Set-IotDeviceProperty @{ on = 1 } -Individually -Qos 1
        ($results.MessageId | Sort-Object -Unique).Count | Should -Be 2
        ('device3' | Invoke-IotThingService Set @{ param1 = 1 }).MessageId | Should -Not -BeNullOrEmpty
    }

    It 'keeps the versions of desired values from a Get to a Set' {
        $null = 'device1', 'device2' | Set-IotDesiredProperty @{ level = 1.5; on = 1 }
        $read = 'device1', 'device2' | Get-IotDesiredProperty
        $null = 'device2' | Set-IotDesiredProperty @{ level = 2.5 }

        $results = $read | Set-IotDesiredProperty @{ level = 3.5; on = 0 } -ErrorAction SilentlyContinue
        ($results | Where-Object Status -EQ Accepted).DeviceName | Should -Be device1
        ($results | Where-Object Status -EQ Rejected).DeviceName | Should -Be device2
        ('device1' | Get-IotDesiredProperty level).Value | Should -Be 3.5
        ('device2' | Get-IotDesiredProperty level).Value | Should -Be 2.5

        $null = 'device1' | Clear-IotDesiredProperty *
        'device1' | Get-IotDesiredProperty | Where-Object { $null -ne $_.Value } | Should -BeNullOrEmpty
    }

    It 'shows whether a command whose reply was lost was carried out' {
        $lossy = Start-IotSimulator -ProductKey pk1 -Fault 'Reset nth=1 when=after'
        try {
            $lossy | Set-IotCredential -Name Lossy
            $result = 'device1' | Invoke-IotThingsService Set @{ n = 1 } -Credential Lossy -ErrorAction SilentlyContinue -ErrorVariable failure
            $result.Status | Should -Be Unknown
            $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-IotDeviceHistory*'
            ($result | Get-IotDeviceHistory Service -Credential Lossy).InputData.n | Should -Be 1
        }
        finally {
            $lossy | Stop-IotSimulator
        }
    }

    It 'reads every entry of a history once, page by page' {
        $null = 1..120 | ForEach-Object { "device1" | Invoke-IotThingService Set @{ n = $_ } }
        $entries = 'device1' | Get-IotDeviceHistory Service -Ascending
        $entries.InputData.n | Sort-Object | Should -Be (1..120)
        $newest = 'device1' | Get-IotDeviceHistory Service | Select-Object -First 1
        $newest.Time | Should -Be ($entries.Time | Measure-Object -Maximum).Maximum
        { 'device1' | Get-IotDeviceHistory -Since (New-TimeSpan -Days 31) } | Should -Throw -ErrorId 'HistoryTooOld,*'
    }
}
