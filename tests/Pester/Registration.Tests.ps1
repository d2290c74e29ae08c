# Devices from their registration to their removal, as a user sees it.
BeforeAll {
    . "$PSScriptRoot/Package.ps1"
}

Describe 'The registry of devices' {
    BeforeEach {
        $simulator = Start-IotSimulator -ProductKey pk1, pk2
        $simulator | Set-IotCredential -ProductKey pk1 -RequestsPerSecond 0
    }

    AfterEach {
        $simulator | Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }

    Context 'Register-IotDevice' {
        It 'registers rows of a CSV file' {
            $path = Join-Path $TestDrive 'new.csv'
            Set-Content -Path $path -Value 'DeviceName,ProductKey,Nickname', 'pump-0001,pk1,Boiler 1', 'pump-0002,pk2,', 'pump-0003,,Boiler 3'
            $devices = Import-Csv -Path $path | Register-IotDevice
            $devices.Status | Should -Be Accepted, Accepted, Accepted
            $devices.DeviceName | Sort-Object | Should -Be pump-0001, pump-0002, pump-0003
            ($devices | Where-Object DeviceName -EQ pump-0001).Nickname | Should -Be 'Boiler 1'
            ($devices | Where-Object DeviceName -EQ pump-0002).ProductKey | Should -Be pk2
            $devices | ForEach-Object { $_.DeviceSecret | Should -BeOfType securestring }
        }

        It 'shows no secret, and help says how to read it' {
            $device = Register-IotDevice -DeviceName pump-0001
            $plain = [Net.NetworkCredential]::new("", $device.DeviceSecret).Password
            $plain | Should -Not -BeNullOrEmpty
            $device | Format-List -Property * | Out-String | Should -Not -Match ([regex]::Escape($plain))
            $device | Export-Csv -Path (Join-Path $TestDrive 'device.csv')
            Get-Content -Path (Join-Path $TestDrive 'device.csv') -Raw | Should -Not -Match ([regex]::Escape($plain))
            $device | ConvertTo-Json | Should -Not -Match ([regex]::Escape($plain))
        }

        It 'tells a name apart that exists' {
            $null = Register-IotDevice -DeviceName pump-0001
            $result = 'pump-0001', 'pump-0002' | Register-IotDevice -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures.FullyQualifiedErrorId | Should -Be 'DeviceAlreadyExists,TuyaIot.Commands.RegisterIotDeviceCommand'
            $result.Status | Sort-Object | Should -Be Accepted, Rejected
        }

        It 'refuses a name that breaks the rule before it sends anything' {
            $null = 'abc' | Register-IotDevice -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'InvalidDeviceName,*'
            $failures[0].TargetObject | Should -Be 'abc'
            Get-IotSimulatorRequest -Simulator $simulator | Should -BeNullOrEmpty
        }

        It 'registers devices with names of the platform and waits for them' {
            $devices = Register-IotDevice -Count 60 -Wait
            $devices.Count | Should -Be 60
            ($devices.DeviceName | Sort-Object -Unique).Count | Should -Be 60
        }

        It 'gives an application, which can be waited for later' {
            $application = Register-IotDevice -Count 2 -ProductKey pk2
            $application.Count | Should -Be 2
            $devices = Register-IotDevice -ApplyId $application.ApplyId -ProductKey pk2
            $devices.ProductKey | Should -Be pk2, pk2
        }

        It 'leaves -Count as it is on Invoke-IotThingsService' {
            'device1' | Invoke-IotThingsService -Identifier Set -Count 1 | ForEach-Object Status | Should -Be Accepted
            (Get-Command -Name Register-IotDevice).Parameters.ExpectedCount.Aliases | Should -BeNullOrEmpty
        }

        It 'resumes with a journal' {
            $journal = Join-Path $TestDrive 'register.jsonl'
            $null = 'pump-0001', 'pump-0002' | Register-IotDevice -JournalPath $journal
            $more = 'pump-0001', 'pump-0002', 'pump-0003' | Register-IotDevice -JournalPath $journal
            $more.DeviceName | Should -Be pump-0003
            (Get-IotJournal -Path $journal).Accepted | Should -Be 3
        }
    }

    Context 'Enable-, Disable- and Remove-IotDevice' {
        It 'walks a device from its registration to its removal' {
            $device = Register-IotDevice -DeviceName pump-0001
            ($device | Disable-IotDevice).Status | Should -Be Accepted
            (Get-IotSimulatorDevice pump-0001 -Simulator $simulator).Status | Should -Be Disabled
            ($device | Enable-IotDevice).Status | Should -Be Accepted
            (Get-IotSimulatorDevice pump-0001 -Simulator $simulator).Status | Should -Be Inactive
            ($device | Remove-IotDevice -Confirm:$false).Status | Should -Be Accepted
            $gone = $device | Remove-IotDevice -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures
            $gone.Status | Should -Be Rejected
            $failures.FullyQualifiedErrorId | Should -BeLike 'DeviceRefused,*'
        }

        It 'removes nothing where nobody can be asked' {
            $null = Register-IotDevice -DeviceName pump-0001
            $said = Invoke-NewProcess @"
Import-Module '$manifest'
`$secret = ConvertTo-SecureString '$([Net.NetworkCredential]::new("", $simulator.AccessKeySecret).Password)' -AsPlainText -Force
Set-IotCredential '$($simulator.AccessKeyId)' `$secret '$($simulator.Endpoint)' -ProductKey pk1
'pump-0001' | Remove-IotDevice
"@
            "$said" | Should -Match 'NonInteractive'
            (Get-IotSimulatorRequest -Simulator $simulator).Action | Should -Be RegisterDevice
        }

        It 'pipes what failed back' {
            $results = 'device1', 'nosuch' | Disable-IotDevice -ProductKey pk3 -ErrorAction SilentlyContinue
            $again = $results | Disable-IotDevice -ProductKey pk1
            $again.Status | Should -Be Accepted, Accepted
        }
    }

    Context 'Set-IotDeviceNickname' {
        It 'sets nicknames from rows, and says which rows are wrong' {
            $rows = 'DeviceName,Nickname', 'device1,Boiler 1', 'device2,', 'device3,abc', 'device4,Boiler 4' | ConvertFrom-Csv
            $result = $rows | Set-IotDeviceNickname -ErrorAction SilentlyContinue -ErrorVariable failures
            $result.DeviceName | Should -Be device1, device4
            $result.Nickname | Should -Be 'Boiler 1', 'Boiler 4'
            $failures.ForEach{ $_.FullyQualifiedErrorId.Split(',')[0] } | Should -Be NoNickname, InvalidNickname
        }

        It 'pipes what failed back, with its nicknames' {
            $failed = Set-IotDeviceNickname -DeviceName device1, device2 -Nickname 'Boiler 1', 'Boiler 2' -ProductKey pk3 -ErrorAction SilentlyContinue
            $failed.Status | Should -Be Rejected
            $again = $failed | Set-IotDeviceNickname -ProductKey pk1
            $again.Status | Should -Be Accepted
            $again.Nickname | Should -Be 'Boiler 1', 'Boiler 2'
        }

        It 'deletes nicknames' {
            $set = Set-IotDeviceNickname -DeviceName device1 -Nickname 'Boiler 1'
            ($set | Set-IotDeviceNickname -Clear).Status | Should -Be Accepted
        }
    }
}
