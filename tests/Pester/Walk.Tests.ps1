# A fleet from its registration to its removal, with the module's own cmdlets alone; and what one cmdlet writes, piped to the others.
BeforeAll {
    . "$PSScriptRoot/Package.ps1"

    # What a script sends: a line a request, without what is new in each.
    function Get-Sent([scriptblock] $Script) {
        $before = $simulator.RequestCount
        $script:failures = @()
        try {
            $script:failures = @(& $Script 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
        }
        catch {
            $script:failures = @($_)
        }

        # There are thousands of requests, and these are the last.
        $requests = $simulator.GetRequests()
        for ($index = $before; $index -lt $requests.Count; $index++) {
            $request = $requests[$index]
            $own = $request.Parameters | Where-Object Key -NotMatch '^(AccessKeyId|Timestamp|Signature.*|Format|RegionId|Version)$'
            (@($own | ForEach-Object { "$($_.Key)=$($_.Value)" }) | Sort-Object) -join ' '
        }
    }
}

Describe 'A fleet from its registration to its removal' {
    BeforeAll {
        $model = @{
            properties = @(
                @{ identifier = 'level'; name = 'Level'; dataType = @{ type = 'double'; specs = @{ min = '0'; max = '100' } } }
                @{ identifier = 'pump'; name = 'Pump'; dataType = @{ type = 'bool'; specs = @{ '0' = 'off'; '1' = 'on' } } }
            )
            services   = @(
                @{ identifier = 'Reboot'; callType = 'async' }
                @{
                    identifier = 'Calibrate'
                    callType   = 'sync'
                    inputData  = @(@{ identifier = 'seconds'; dataType = @{ type = 'int'; specs = @{ min = '1'; max = '60' } } })
                    outputData = @(@{ identifier = 'seconds'; dataType = @{ type = 'int'; specs = @{ min = '1'; max = '60' } } })
                }
            )
            events     = @()
        }
        $scenario = Join-Path $TestDrive 'walk.json'
        $empty = @(@{ deviceName = 'old-pump'; status = 'offline' })
        $products = @(@{ productKey = 'pk1'; activationDelay = '0s'; registrationDelay = '100ms'; thingModel = $model; devices = $empty })
        Set-Content -Path $scenario -Value (@{ products = $products } | ConvertTo-Json -Depth 12)
        $simulator = Start-IotSimulator -ScenarioPath $scenario
        $simulator | Set-IotCredential -ProductKey pk1 -RequestsPerSecond 0
    }

    AfterAll {
        $simulator | Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }

    # The steps of one walk, in this order. Each goes on from the devices of the step before.
    It 'registers devices with names of its own and with names of the platform' {
        $named = 'pump-0001', 'pump-0002', 'pump-0003' | Register-IotDevice
        $named.Status | Should -Be Accepted, Accepted, Accepted
        $counted = Register-IotDevice -Count 60 -Wait
        $counted.Count | Should -Be 60
        $script:new = @($named) + @($counted)
    }

    It 'finds them' {
        (Get-IotDevice).DeviceName | Sort-Object | Should -Be (@($new.DeviceName) + 'old-pump' | Sort-Object)
        @(Get-IotDevice -Status Online).Count | Should -Be 63
        (Get-IotDevice -Status Offline).DeviceName | Should -Be old-pump
        (Get-IotDevice pump-0002).IotId | Should -Be ($new | Where-Object DeviceName -EQ pump-0002).IotId
        ($new | Get-IotDevice).DeviceName | Should -Be $new.DeviceName
    }

    It 'asks for the status of what it found' {
        $status = Get-IotDevice | Get-IotDeviceStatus
        ($status | Where-Object Status -EQ Online).DeviceName | Sort-Object | Should -Be ($new.DeviceName | Sort-Object)
        ($status | Where-Object Status -EQ Offline).DeviceName | Should -Be old-pump
    }

    It 'gives them nicknames from a CSV file' {
        $path = Join-Path $TestDrive 'nicknames.csv'
        'pump-0001', 'pump-0002', 'pump-0003' | Get-IotDevice |
            Select-Object -Property DeviceName, ProductKey, @{ Name = 'Nickname'; Expression = { "Boiler $($_.DeviceName)" } } | Export-Csv -Path $path
        (Import-Csv -Path $path | Set-IotDeviceNickname).DeviceCount | Should -Be 3
        (Get-IotDevice pump-0001, pump-0003).Nickname | Should -Be 'Boiler pump-0001', 'Boiler pump-0003'
        (Get-IotDevice pump-0001 | Set-IotDeviceNickname 'Boiler room').Status | Should -Be Accepted
        (Get-IotDevice pump-0001).Nickname | Should -Be 'Boiler room'
    }

    It 'reads what they understand' {
        $model = Get-IotDevice pump-0001 | Get-IotThingModel
        $model.Properties.Identifier | Should -Be level, pump
        $model.Services.Identifier | Should -Be Reboot, Calibrate
    }

    It 'sets properties and reads them back' {
        $results = Get-IotDevice -Status Online | Set-IotDeviceProperty @{ level = 10 } -UseThingModel
        ($results.DeviceCount | Measure-Object -Sum).Sum | Should -Be 63
        $results.Status | Sort-Object -Unique | Should -Be Accepted
        $sent = (Get-IotSimulatorRequest -Simulator $simulator | Where-Object Action -EQ SetDevicesProperty)[0].Parameters
        ($sent | Where-Object Key -EQ Items).Value | Should -Be '{"level":10.0}'
        $single = 'pump-0001', 'pump-0002' | Set-IotDeviceProperty @{ pump = 1 } -Individually
        ($single.MessageId | Sort-Object -Unique).Count | Should -Be 2

        $read = 'pump-0001', 'pump-0003' | Get-IotDeviceProperty level
        $read.Value | Should -Be 10, 10
        ('pump-0001' | Get-IotDeviceProperty pump).Value | Should -BeTrue
        'pump-0001' | Get-IotDeviceProperty pump | Set-IotDeviceProperty @{ level = 20.5 } | ForEach-Object Status | Should -Be Accepted
        ('pump-0001' | Get-IotDeviceProperty level).Value | Should -Be 20.5
    }

    It 'refuses what the thing model does not allow, before it sends anything' {
        $sent = Get-Sent { Get-IotDevice pump-0001 | Set-IotDeviceProperty @{ level = 101; colour = 1 } -UseThingModel }
        $failures.FullyQualifiedErrorId | Should -BeLike 'ThingModelMismatch,*'
        "$failures" | Should -BeLike '*level*'
        "$failures" | Should -BeLike '*colour*'
        $sent | Where-Object { $_ -like '*SetDevicesProperty*' } | Should -BeNullOrEmpty
    }

    It 'wishes for values, and takes the wish back' {
        ('pump-0002' | Set-IotDesiredProperty @{ level = 30.5 }).Status | Should -Be Accepted
        $desired = 'pump-0002' | Get-IotDesiredProperty level
        $desired.Value, $desired.Version | Should -Be 30.5, 1
        ($desired | Set-IotDesiredProperty @{ level = 31.5 }).Version | Should -Not -BeNullOrEmpty
        ('pump-0002' | Get-IotDesiredProperty level).Value | Should -Be 31.5
        ('pump-0002' | Get-IotDesiredProperty level | Clear-IotDesiredProperty).Identifier | Should -Be level
        'pump-0002' | Get-IotDesiredProperty level | Where-Object { $null -ne $_.Value } | Should -BeNullOrEmpty
    }

    It 'calls a service of all that are online, and one that answers' {
        $results = Get-IotDevice -Status Online | Invoke-IotThingsService Reboot
        $results.Status | Sort-Object -Unique | Should -Be Accepted
        ($results.DeviceName | Sort-Object -Unique).Count | Should -Be 63
        $answer = Get-IotDevice pump-0001 | Invoke-IotThingService Calibrate @{ seconds = 5 } -UseThingModel
        $answer.Status | Should -Be Accepted
        $answer.Result.seconds | Should -Be 5
    }

    It 'pipes what failed back' {
        $names = 'pump-0001', 'nosuch', 'pump-0002'
        $results = $names | Invoke-IotThingsService Reboot -OnRejected Split -ErrorAction SilentlyContinue
        $failed = $results | Where-Object Status -NE Accepted
        $failed.DeviceName | Should -Be nosuch
        $null = Register-IotDevice -DeviceName nosuch
        ($failed | Invoke-IotThingsService).Status | Should -Be Accepted
        ($failed | Remove-IotDevice -Confirm:$false).Status | Should -Be Accepted
    }

    It 'shows in the history what was done' {
        $services = Get-IotDevice pump-0001 | Get-IotDeviceHistory Service -Ascending
        $services.Identifier | Should -Be Reboot, Calibrate, Reboot
        ($services | Where-Object Identifier -EQ Calibrate).InputData.seconds | Should -Be 5
        ('pump-0001' | Get-IotDeviceHistory Property level -Ascending).Value | Should -Be 10, 20.5
    }

    It 'disables and enables them' {
        ($new | Select-Object -First 3 | Disable-IotDevice).Status | Should -Be Accepted, Accepted, Accepted
        (Get-IotDevice -Status Disabled).DeviceName | Sort-Object | Should -Be pump-0001, pump-0002, pump-0003
        (Get-IotDevice -Status Disabled | Enable-IotDevice).Status | Should -Be Accepted, Accepted, Accepted
        Get-IotDevice -Status Disabled | Should -BeNullOrEmpty
    }

    It 'removes them, and they are gone' {
        $removed = Get-IotDevice | Where-Object DeviceName -NE old-pump | Remove-IotDevice -Confirm:$false
        $removed.Count | Should -Be 63
        $removed.Status | Sort-Object -Unique | Should -Be Accepted
        (Get-IotDevice).DeviceName | Should -Be old-pump
        $null = $removed | Get-IotDevice -ErrorAction SilentlyContinue -ErrorVariable gone
        $gone.Count | Should -Be 63
        $gone[0].FullyQualifiedErrorId | Should -BeLike 'DeviceNotFound,*'
        $simulator.SignatureErrorCount | Should -Be 0
    }
}

Describe 'What one cmdlet writes, piped to the others' {
    BeforeDiscovery {
        # The credential has another product, so that each object must bring its own.
        $sources = @(
            @{ Source = 'Get-IotDevice'; Make = { Get-IotDevice dev1, dev2 @pk2 } }
            @{ Source = 'Get-IotDevice -Detail'; Make = { Get-IotDevice dev1 @pk2 -Detail } }
            @{ Source = 'Get-IotDeviceStatus'; Make = { Get-IotDeviceStatus dev1, dev2 @pk2 } }
            @{ Source = 'Register-IotDevice'; Make = { Register-IotDevice -DeviceName new1, new2 @pk2 -Nickname 'Boiler 7' } }
            @{ Source = 'Get-IotDeviceProperty'; Make = { Get-IotDeviceProperty level -DeviceName dev1 @pk2 } }
            @{ Source = 'Get-IotDesiredProperty'; Make = { Get-IotDesiredProperty level -DeviceName dev1 @pk2 } }
            @{ Source = 'Get-IotDeviceHistory Property'; Make = { Get-IotDeviceHistory Property level -DeviceName dev1 @pk2 | Select-Object -First 1 } }
            @{ Source = 'Get-IotDeviceHistory Event'; Make = { Get-IotDeviceHistory Event -DeviceName dev1 @pk2 | Select-Object -First 1 } }
            @{ Source = 'Get-IotDeviceHistory Service'; Make = { Get-IotDeviceHistory Service -DeviceName dev1 @pk2 | Select-Object -First 1 } }
            @{ Source = 'Invoke-IotThingsService'; Make = { Invoke-IotThingsService Set @{ a = 1 } -Qos 1 -DeviceName dev1, dev2 @pk2 } }
            @{ Source = 'Invoke-IotThingsService -PerDevice'; Make = { Invoke-IotThingsService Set @{ a = 1 } -Qos 1 -DeviceName dev1, dev2 -PerDevice @pk2 } }
            @{ Source = 'Invoke-IotThingService'; Make = { Invoke-IotThingService Set @{ a = 1 } -Qos 1 -DeviceName dev1, dev2 @pk2 } }
            @{ Source = 'Set-IotDeviceProperty'; Make = { Set-IotDeviceProperty @{ level = 4.5 } -DeviceName dev1, dev2 @pk2 } }
            @{ Source = 'Set-IotDeviceProperty -Individually'; Make = { Set-IotDeviceProperty @{ level = 4.5 } -Individually -Qos 1 -DeviceName dev1, dev2 @pk2 } }
            @{ Source = 'Set-IotDesiredProperty'; Make = { Set-IotDesiredProperty @{ level = 3.5 } -ExpirationSeconds 600 -DeviceName dev1, dev2 @pk2 } }
            @{ Source = 'Clear-IotDesiredProperty'; Make = { Clear-IotDesiredProperty pump -DeviceName dev1 @pk2 } }
            @{ Source = 'Disable-IotDevice'; Make = { Disable-IotDevice -DeviceName dev1, dev2 @pk2 } }
            @{ Source = 'Enable-IotDevice'; Make = { Enable-IotDevice -DeviceName dev1, dev2 @pk2 } }
            @{ Source = 'Set-IotDeviceNickname'; Make = { Set-IotDeviceNickname -DeviceName dev1, dev2 -Nickname 'Boiler 1', 'Boiler 2' @pk2 } }
            @{ Source = 'Get-IotSimulatorDevice'; Make = { Get-IotSimulatorDevice dev1 -Simulator $simulator @pk2 } }
        )
    }

    BeforeAll {
        $scenario = Join-Path $TestDrive 'pipes.json'
        Set-Content -Path $scenario -Value (@{
                products = @(
                    @{ productKey = 'pk1' }
                    @{
                        productKey = 'pk2'
                        devices    = @(
                            @{
                                deviceName = 'dev1'
                                nickname   = 'Boiler 1'
                                properties = @{ level = 1.5 }
                                history    = @(@{ identifier = 'level'; value = 2.5; ago = '1h' })
                                events     = @(@{ identifier = 'leak'; type = 'alert'; data = @{ a = 1 }; ago = '1h' })
                            }
                            @{ deviceName = 'dev2'; nickname = 'Boiler 2' }
                        )
                    }
                )
            } | ConvertTo-Json -Depth 9)
        $simulator = Start-IotSimulator -ScenarioPath $scenario -RecordCapacity 100000
        $simulator | Set-IotCredential -ProductKey pk1 -RequestsPerSecond 0
        $pk2 = @{ ProductKey = 'pk2' }
        $null = Set-IotDesiredProperty @{ level = 2.5; pump = 1 } -DeviceName dev1 @pk2
        $null = Invoke-IotThingService Drain @{ a = 1 } -DeviceName dev1 @pk2

        $forms = [ordered]@{
            'as it is'     = { $args[0] }
            'Export-Csv'   = { $args[0] | ConvertTo-Csv | ConvertFrom-Csv }
            'ConvertTo-Json' = { ConvertTo-Json @($args[0]) -Depth 5 | ConvertFrom-Json }
            'Export-Clixml' = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize(@($args[0]))) }
        }

        $hour = @{ Since = [DateTime]::UtcNow.AddHours(-2).ToString('o'); Until = [DateTime]::UtcNow.ToString('o') }
        $targets = [ordered]@{
            'Get-IotDevice'              = { $args[0] | Get-IotDevice }
            'Get-IotDevice -Detail'      = { $args[0] | Get-IotDevice -Detail }
            'Get-IotDeviceStatus'        = { $args[0] | Get-IotDeviceStatus }
            'Get-IotDeviceProperty'      = { $args[0] | Get-IotDeviceProperty }
            'Get-IotDesiredProperty'     = { $args[0] | Get-IotDesiredProperty }
            'Get-IotDeviceHistory'       = { $args[0] | Get-IotDeviceHistory Event @hour }
            'Get-IotThingModel'          = { $args[0] | Get-IotThingModel }
            'Invoke-IotThingsService'    = { $args[0] | Invoke-IotThingsService Reboot }
            'Invoke-IotThingService'     = { $args[0] | Invoke-IotThingService Reboot }
            'Set-IotDeviceProperty'      = { $args[0] | Set-IotDeviceProperty @{ level = 9.5 } }
            'Set-IotDeviceProperty -Individually' = { $args[0] | Set-IotDeviceProperty @{ level = 9.5 } -Individually }
            'Set-IotDesiredProperty'     = { $args[0] | Set-IotDesiredProperty @{ level = 8.5 } -Version 5 }
            'Clear-IotDesiredProperty'   = { $args[0] | Clear-IotDesiredProperty on }
            'Set-IotDeviceNickname'      = { $args[0] | Set-IotDeviceNickname 'Boiler 9' }
            'Set-IotDeviceNickname -Clear' = { $args[0] | Set-IotDeviceNickname -Clear }
            'Disable-IotDevice'          = { $args[0] | Disable-IotDevice }
            'Enable-IotDevice'           = { $args[0] | Enable-IotDevice }
            'Register-IotDevice'         = { $args[0] | Register-IotDevice -Nickname 'Boiler 8' }
        }

        # What a file of text no longer knows: a list, that a nickname or a version is one that was read, and the simulator's objects.
        function Test-Lost([string] $Form, [string] $Source, [object[]] $Objects, [string] $Target) {
            ($Form -eq 'Export-Csv' -and $Objects[0].DeviceName -is [array]) -or
            ($Form -in 'Export-Csv', 'ConvertTo-Json' -and $Source -like 'Get-IotDevice*' -and $Target -in 'Set-IotDeviceNickname', 'Register-IotDevice') -or
            ($Form -in 'Export-Csv', 'ConvertTo-Json' -and $Source -eq 'Get-IotDesiredProperty' -and $Target -eq 'Set-IotDesiredProperty') -or
            ($Form -in 'Export-Csv', 'ConvertTo-Json' -and $Source -eq 'Get-IotSimulatorDevice')
        }
    }

    AfterAll {
        $simulator | Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }

    It '<Source> names devices and their product, and changes no command' -ForEach $sources {
        $objects = @(& $Make)
        $objects | Should -Not -BeNullOrEmpty
        $rows = foreach ($object in $objects) { [pscustomobject]@{ DeviceName = $object.DeviceName; ProductKey = 'pk2' } }
        foreach ($form in $forms.Keys) {
            $saved = @(& $forms[$form] $objects)
            foreach ($target in $targets.Keys) {
                if (-not (Test-Lost $form $Source $objects $target)) {
                    $expected = Get-Sent { & $targets[$target] $rows }
                    $expected | Should -Not -BeNullOrEmpty
                    Get-Sent { & $targets[$target] $saved } | Should -Be $expected -Because "$form, $target, $failures"
                }
            }
        }
    }

    It '<Source> brings no command of another kind' -ForEach @(
        @{ Source = 'Get-IotDeviceProperty'; Make = { Get-IotDeviceProperty level -DeviceName dev1 @pk2 }; Target = { $args[0] | Invoke-IotThingsService } }
        @{ Source = 'Get-IotDesiredProperty'; Make = { Get-IotDesiredProperty level -DeviceName dev1 @pk2 }; Target = { $args[0] | Invoke-IotThingService } }
        @{ Source = 'Get-IotDeviceHistory Service'; Make = { Get-IotDeviceHistory Service -DeviceName dev1 @pk2 }; Target = { $args[0] | Clear-IotDesiredProperty } }
        @{ Source = 'Get-IotDeviceHistory Event'; Make = { Get-IotDeviceHistory Event -DeviceName dev1 @pk2 }; Target = { $args[0] | Clear-IotDesiredProperty } }
        @{ Source = 'Invoke-IotThingService'; Make = { Invoke-IotThingService Set -DeviceName dev1 @pk2 }; Target = { $args[0] | Clear-IotDesiredProperty } }
        @{ Source = 'Clear-IotDesiredProperty'; Make = { Clear-IotDesiredProperty level -DeviceName dev1 @pk2 }; Target = { $args[0] | Invoke-IotThingsService } }
    ) {
        $objects = @(& $Make)
        foreach ($form in $forms.Keys) {
            Get-Sent { & $Target (& $forms[$form] $objects) } | Should -BeNullOrEmpty -Because "$form, $failures"
            $failures | Should -Not -BeNullOrEmpty -Because $form
        }
    }

    It 'a status that was read by its IotId names no product, and no device of another product is taken for it' {
        $status = Get-IotDeviceStatus -IotId (Get-IotDevice dev1 @pk2).IotId
        foreach ($form in $forms.Keys) {
            $saved = & $forms[$form] $status
            Get-Sent { $saved | Disable-IotDevice } | Should -BeNullOrEmpty -Because $form
            $failures.FullyQualifiedErrorId | Should -BeLike 'NoProductKey,*' -Because $form
            Get-Sent { $saved | Get-IotDeviceStatus } | Should -BeLike '*IotId.1=*' -Because $form
            Get-Sent { $saved | Disable-IotDevice @pk2 } | Should -BeLike '*DeviceName=dev1 ProductKey=pk2' -Because $form
        }
    }

    It 'a product or a model is no device' {
        $devices = Get-Sent { Get-IotProduct pk2 | Get-IotDevice }
        $devices | Should -HaveCount 2
        Get-Sent { Get-IotCredential | Export-Clixml (Join-Path $TestDrive 'c.xml'); Import-Clixml (Join-Path $TestDrive 'c.xml') | Disable-IotDevice } |
            Should -BeNullOrEmpty
        $failures.FullyQualifiedErrorId | Should -BeLike 'InvalidDeviceName,*'
    }
}
