# Finding devices, as a user does it.
BeforeAll {
    . "$PSScriptRoot/Package.ps1"

    $scenario = Join-Path $TestDrive 'fleet.json'
    Set-Content -Path $scenario -Value (@{
            products = @(
                @{ productKey = 'pk1'; devices = 240 }
                @{
                    productKey = 'pk2'
                    devices    = @(
                        'on'
                        @{ deviceName = 'off'; status = 'offline'; nickname = 'Pump' }
                        @{ deviceName = 'never'; status = 'inactive' }
                        @{ deviceName = 'dis'; status = 'disabled' }
                        @{ deviceName = 'foreign'; otherAccount = $true }
                    )
                }
            )
        } | ConvertTo-Json -Depth 5)
    $simulator = Start-IotSimulator -ScenarioPath $scenario
    $simulator | Set-IotCredential -ProductKey pk1 -RequestsPerSecond 0

    # What a script sends: the action of each of its requests.
    function Get-Action([scriptblock] $Script) {
        $before = @(Get-IotSimulatorRequest -Simulator $simulator).Count
        $null = & $Script
        @(Get-IotSimulatorRequest -Simulator $simulator | Select-Object -Skip $before).Action
    }

    function Get-Screen {
        param([Parameter(ValueFromPipeline)] [object] $InputObject)
        begin { $all = @() }
        process { $all += $InputObject }
        end { ($all | Out-String -Width 80) -replace '\x1b\[[0-9;]*m' }
    }
}

AfterAll {
    $simulator | Stop-IotSimulator
    Get-IotCredential | Remove-IotCredential
}

Describe 'Get-IotDevice' {
    It 'lists the devices of a product, 50 a request' {
        $actions = Get-Action { $script:devices = Get-IotDevice }
        $devices.Count | Should -Be 240
        $devices[0].PSObject.TypeNames[0] | Should -Be 'TuyaIot.IotDevice'
        @($devices.DeviceName | Sort-Object -Unique).Count | Should -Be 240
        $actions | Should -Be (@('QueryDevice') * 5)
    }

    It 'asks for no more pages than the pipeline takes' {
        Get-Action { Get-IotDevice | Select-Object -First 10 } | Should -Be 'QueryDevice'
    }

    It '-Status <Status> finds <Name>' -ForEach @(
        @{ Status = 'online'; Name = 'on' }
        @{ Status = 'OFFLINE'; Name = 'off' }
        @{ Status = 'Unactive'; Name = 'never' }
        @{ Status = 'disabled'; Name = 'dis' }
    ) {
        (Get-IotDevice -ProductKey pk2 -Status $Status | Where-Object DeviceName -NE foreign).DeviceName | Should -Be $Name
        (Get-IotDevice -ProductKey pk2 -Status $Status)[0].Status | Should -Be $Status
    }

    It 'reads names by 100, from text and rows, and says which one is not there' {
        $actions = Get-Action {
            $script:found = 1..150 | ForEach-Object { "device$_" } | Get-IotDevice
            $script:rows = 'DeviceName', 'device7', 'nosuch' | ConvertFrom-Csv | Get-IotDevice -ErrorAction SilentlyContinue -ErrorVariable script:missing
        }
        $found.DeviceName | Should -Be (1..150 | ForEach-Object { "device$_" })
        $rows.DeviceName | Should -Be 'device7'
        $missing.FullyQualifiedErrorId | Should -BeLike 'DeviceNotFound,*'
        $missing.TargetObject | Should -Be 'nosuch'
        $actions | Should -Be (@('BatchQueryDeviceDetail') * 3)
    }

    It 'finds the device of another account and reads the others' {
        $found = 'on', 'off', 'foreign', 'never' | Get-IotDevice -ProductKey pk2 -ErrorAction SilentlyContinue -ErrorVariable missing
        $found.DeviceName | Should -Be 'on', 'off', 'never'
        $missing.FullyQualifiedErrorId | Should -BeLike 'DeviceOfAnotherAccount,*'
        $missing.TargetObject | Should -Be 'foreign'
    }

    It '-Detail reads the address' {
        (Get-IotDevice device1 -Detail).IpAddress | Should -Be '192.0.2.1'
        (Get-IotDevice device1 -Detail).LastOnlineAt.Kind | Should -Be 'Utc'
    }

    It 'takes products, and its devices bind to a command' {
        $results = Get-IotProduct pk1 | Get-IotDevice -Status Online | Invoke-IotThingsService Reboot
        $results.DeviceCount | Measure-Object -Sum | ForEach-Object Sum | Should -Be 240
        $results.Status | Sort-Object -Unique | Should -Be Accepted
    }

    It 'an empty file lists nothing' {
        $empty = Join-Path $TestDrive 'empty.txt'
        Set-Content -Path $empty -Value "`n`n"
        Get-Action { Get-Content $empty | Get-IotDevice } | Should -BeNullOrEmpty
    }

    It 'has the secret as a SecureString, and shows it nowhere' {
        $device = Get-IotDevice device1
        $device.DeviceSecret | Should -BeOfType securestring
        $plain = [Net.NetworkCredential]::new('', $device.DeviceSecret).Password
        $plain | Should -Not -BeNullOrEmpty
        $shown = ($device | Out-String), ($device | Format-List | Out-String), ($device | Format-List * | Out-String), ($device | ConvertTo-Json -Depth 3), "$device", $device.Raw
        $shown | Should -Not -BeLike "*$plain*"
    }

    It 'fits 80 columns as a table and as a list' {
        (Get-IotDevice -ProductKey pk2 | Get-Screen) -split '\r?\n' | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
        Get-IotDevice off -ProductKey pk2 | Format-List | Out-String | Should -Match 'Nickname *: Pump'
    }
}

Describe 'Get-IotDeviceStatus' {
    It 'takes devices, 50 a request' {
        $actions = Get-Action { $script:status = Get-IotDevice | Get-IotDeviceStatus }
        $status.Count | Should -Be 240
        @($actions -eq 'BatchGetDeviceState').Count | Should -Be 5
    }

    It 'tells the four states' {
        $status = 'on', 'off', 'never', 'dis' | Get-IotDeviceStatus -ProductKey pk2
        $status.Status | Should -Be 'Online', 'Offline', 'Unactive', 'Disabled'
        $status[0].LastOnlineAt.Kind | Should -Be 'Utc'
        $status[2].LastOnlineAt | Should -BeNullOrEmpty
    }

    It 'asks by IotId across products' {
        $ids = (Get-IotDevice device1).IotId, (Get-IotDevice off -ProductKey pk2).IotId
        (Get-IotDeviceStatus -IotId $ids).DeviceName | Should -Be 'device1', 'off'
        ($ids | ForEach-Object { [pscustomobject]@{ IotId = $_ } } | Get-IotDeviceStatus).Status | Should -Be 'Online', 'Offline'
    }

    It 'says which device is not there, and reads the others' {
        $status = 'device1', 'nosuch', 'device2' | Get-IotDeviceStatus -ErrorAction SilentlyContinue -ErrorVariable missing
        $status.DeviceName | Should -Be 'device1', 'device2'
        $missing.FullyQualifiedErrorId | Should -BeLike 'DeviceNotFound,*'
        $missing.TargetObject | Should -Be 'nosuch'
    }
}

Describe 'Test-IotCredential' {
    It 'says each finding on its own line' {
        $screen = Test-IotCredential | Get-Screen
        foreach ($line in 'Reachable *: True', 'KeyAccepted *: True', 'ClockOffset *: 00:00:00', 'Latency *: \d+ ms') {
            $screen | Should -Match "(?m)^$line"
        }
    }

    It '<Name> is told without an error' -ForEach @(
        @{ Name = 'a wrong secret'; Id = 'simulator'; Port = $null; Reachable = $true; KeyAccepted = $false }
        @{ Name = 'a wrong id'; Id = 'nosuch'; Port = $null; Reachable = $true; KeyAccepted = $false }
        @{ Name = 'a wrong port'; Id = 'simulator'; Port = 1; Reachable = $false; KeyAccepted = $null }
    ) {
        $endpoint = if ($Port) { "http://127.0.0.1:$Port" } else { "$($simulator.Endpoint)" }
        $connection = @{ AccessKeyId = $Id; AccessKeySecret = 'wrong'; Endpoint = $endpoint }
        $test = Test-IotCredential $connection -MaxAttempts 1 -ErrorAction Stop
        $test.Success, $test.Reachable, $test.KeyAccepted | Should -Be $false, $Reachable, $KeyAccepted
        $test.Problem | Should -Not -BeNullOrEmpty
        $test.Recommendation | Should -Not -BeNullOrEmpty
        Test-IotCredential $connection -MaxAttempts 1 -Quiet | Should -BeFalse
    }

    It 'takes credentials by pipeline and by name' {
        Get-IotCredential | Test-IotCredential -Quiet | Should -BeTrue
        (Test-IotCredential Default).Name | Should -Be 'Default'
    }
}

Describe 'Get-IotProduct' {
    It 'lists all products where the credential has none' {
        $connection = @{ AccessKeyId = $simulator.AccessKeyId; AccessKeySecret = $simulator.AccessKeySecret; Endpoint = "$($simulator.Endpoint)" }
        (Get-IotProduct -Credential $connection).ProductKey | Sort-Object | Should -Be 'pk1', 'pk2'
    }
}
