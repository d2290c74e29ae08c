BeforeAll {
    . "$PSScriptRoot/Package.ps1"

    function Get-Received {
        Get-IotSimulatorRequest -Simulator $simulator
    }
}

Describe 'Invoke-IotThingsService' {
    BeforeEach {
        $simulator = Start-IotSimulator -ProductKey pk1
        $simulator | Set-IotCredential -RequestsPerSecond 0
    }

    AfterEach {
        $simulator | Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }

    Context 'takes names' {
        It 'from the pipeline, 100 a request' {
            $results = 1..250 | ForEach-Object { "device$_" } | Invoke-IotThingsService -Identifier Set
            $results.DeviceCount | Sort-Object | Should -Be 50, 100, 100
            $results.Status | Should -Be Accepted, Accepted, Accepted
            (Get-Received).DeviceCount | Measure-Object -Sum | ForEach-Object Sum | Should -Be 250
        }

        It 'from a file, with blank lines in it' {
            $path = Join-Path $TestDrive 'devices.txt'
            Set-Content -Path $path -Value 'device1', '', ' device2 ', '   '
            $result = Get-Content -Path $path | Invoke-IotThingsService -Identifier Set
            $result.DeviceName | Should -Be device1, device2
        }

        It 'from a file, a hundred lines at a time' {
            $path = Join-Path $TestDrive 'many.txt'
            1..250 | ForEach-Object { "device$_" } | Set-Content -Path $path
            $results = Get-Content -Path $path -ReadCount 100 | Invoke-IotThingsService -Identifier Set
            $results.DeviceCount | Sort-Object | Should -Be 50, 100, 100
            ($results.DeviceName | Sort-Object -Unique).Count | Should -Be 250
        }

        It 'from JSON, where text and objects are mixed' {
            $json = '["device1", {"DeviceName":"device2","Qos":1}, {"Name":"device3","Args":{"x":1.0}}, "device4"]'
            $results = $json | ConvertFrom-Json | Invoke-IotThingsService -Identifier Set
            ($results | Where-Object { $null -eq $_.Qos -and $_.Args -eq '{}' }).DeviceName | Should -Be device1, device4
            ($results | Where-Object Qos -EQ 1).DeviceName | Should -Be device2
            ($results | Where-Object Args -EQ '{"x":1.0}').DeviceName | Should -Be device3
        }

        It 'as an array' {
            (Invoke-IotThingsService -DeviceName device1, device2 -Identifier Set).DeviceName | Should -Be device1, device2
        }

        It 'from rows of a CSV file, each with its own Args' {
            $path = Join-Path $TestDrive 'rows.csv'
            Set-Content -Path $path -Value 'DeviceName,ProductKey,Args', 'device1,pk1,"{""a"":1}"', 'device2,pk1,"{""a"":2}"', 'device3,pk1,"{""a"":1}"'
            $results = Import-Csv -Path $path | Invoke-IotThingsService -Identifier Set | Sort-Object -Property Args
            $results.Args | Should -Be '{"a":1}', '{"a":2}'
            $results[0].DeviceName | Should -Be device1, device3
        }

        It 'from results that were refused' {
            $again = Start-IotSimulator -ProductKey pk1 -Fault 'Reject times=1'
            $again | Set-IotCredential -Name Again -RequestsPerSecond 0
            $refused = Invoke-IotThingsService Set -DeviceName device1, device2 -Credential Again -ErrorAction SilentlyContinue
            $result = $refused | Invoke-IotThingsService -Credential Again
            $again | Stop-IotSimulator
            $refused.Status | Should -Be Rejected
            $result.Status | Should -Be Accepted
            $result.DeviceName | Should -Be device1, device2
        }

        It 'but nothing that cannot be one, and the others go on' {
            $result = 'device1', [pscustomobject]@{ Foo = 1 }, 'device2' |
                Invoke-IotThingsService -Identifier Set -ErrorVariable wrong -ErrorAction SilentlyContinue
            $wrong.FullyQualifiedErrorId | Should -BeLike 'InvalidDeviceName,*'
            $result.DeviceName | Should -Be device1, device2
        }
    }

    Context 'takes Args' {
        It 'as a hashtable, with 10.0 for a double' {
            (Invoke-IotThingsService Set -DeviceName device1 -Args @{ level = 10.0 }).Args | Should -BeExactly '{"level":10.0}'
        }

        It 'as an ordered hashtable, in its order' {
            (Invoke-IotThingsService Set -DeviceName device1 -Args ([ordered]@{ b = 1; a = 'x' })).Args | Should -BeExactly '{"b":1,"a":"x"}'
        }

        It 'as an object' {
            (Invoke-IotThingsService Set -DeviceName device1 -Args ([pscustomobject]@{ on = $true })).Args | Should -BeExactly '{"on":true}'
        }

        It 'as JSON, byte for byte' {
            (Invoke-IotThingsService Set -DeviceName device1 -Args '{ "level" : 10.0 }').Args | Should -BeExactly '{ "level" : 10.0 }'
        }

        It 'and refuses what is none' {
            { Invoke-IotThingsService Set -DeviceName device1 -Args '[1]' } | Should -Throw -ErrorId 'InvalidArgs,*'
        }
    }

    Context 'says what a run would take' {
        It 'and sends nothing' {
            # The host shows it, so it is read from another process.
            $lines = Invoke-NewProcess -Arguments $manifest, $simulator.Endpoint -Script @'
                Import-Module $args[0]
                Set-IotCredential -Connection @{ AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = $args[1]; ProductKey = 'pk1' }
                1..250 | ForEach-Object { "device$_" } | Invoke-IotThingsService -Identifier Set -WhatIf
'@
            $lines | Should -BeLike 'What if: Invoke Set: 250 devices in 3 requests*'
            $simulator.RequestCount | Should -Be 0
        }
    }

    Context 'puts out' {
        It 'one result a device with -PerDevice' {
            $results = Invoke-IotThingsService Set -DeviceName device1, device2 -PerDevice
            $results.DeviceName | Should -Be device1, device2
            $results.Status | Should -Be Accepted, Accepted
        }

        It 'a request ID and times' {
            $result = Invoke-IotThingsService Set -DeviceName device1
            $result.RequestId | Should -Not -BeNullOrEmpty
            $result.Duration | Should -BeGreaterThan ([TimeSpan]::Zero)
            $result.SentAt.Kind | Should -Be Utc
        }
    }
}

Describe 'A request that fails' {
    AfterEach {
        $simulator | Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }

    It 'is <Status> and the error <ErrorId> at <Fault>' -ForEach @(
        @{ Fault = 'Reject code=iot.device.NotExistedDevice'; Status = 'Rejected'; ErrorId = 'DeviceRefused' }
        @{ Fault = 'Reject code=iot.prod.NotExistedProduct'; Status = 'Rejected'; ErrorId = 'RequestRefused' }
        @{ Fault = 'Reset when=after'; Status = 'Unknown'; ErrorId = 'OutcomeUnknown' }
        @{ Fault = 'CutJson'; Status = 'Unknown'; ErrorId = 'OutcomeUnknown' }
        @{ Fault = 'InternalError'; Status = 'Unknown'; ErrorId = 'OutcomeUnknown' }
    ) {
        $simulator = Start-IotSimulator -ProductKey pk1 -Fault $Fault
        $simulator | Set-IotCredential -RequestsPerSecond 0

        $result = Invoke-IotThingsService Set -DeviceName device1, device2 -ErrorVariable failure -ErrorAction SilentlyContinue

        $result.Status | Should -Be $Status
        $failure.FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
        $failure.TargetObject.DeviceName | Should -Be device1, device2
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $simulator.RequestCount | Should -Be 1 -Because 'what may have been carried out is not sent again'
    }

    It 'is tried again where it was refused for now' {
        $simulator = Start-IotSimulator -ProductKey pk1 -Fault 'Throttle times=2 header=acs delay=10ms'
        $simulator | Set-IotCredential -RequestsPerSecond 0

        $result = Invoke-IotThingsService Set -DeviceName device1

        $result.Status | Should -Be Accepted
        $result.Attempts | Should -Be 3
    }

    It 'names the one device that it was refused for with -OnRejected Split' {
        $simulator = Start-IotSimulator -ProductKey pk1 -Fault 'Reject deviceName=device77'
        $simulator | Set-IotCredential -RequestsPerSecond 0

        $results = 1..100 | ForEach-Object { "device$_" } |
            Invoke-IotThingsService -Identifier Set -OnRejected Split -PerDevice -ErrorAction SilentlyContinue

        ($results | Where-Object Status -EQ Rejected).DeviceName | Should -Be device77
        @($results | Where-Object Status -EQ Accepted).Count | Should -Be 99
        $simulator.RequestCount | Should -BeLessOrEqual 15
        $simulator.GetExecutionCounts() | Where-Object Count -NE 1 | Should -BeNullOrEmpty
    }

    It 'ends the run at once where every other would fail alike' {
        $simulator = Start-IotSimulator -ProductKey pk1
        $wrong = @{ AccessKeyId = 'simulator'; AccessKeySecret = 'another'; Endpoint = $simulator.Endpoint; ProductKey = 'pk1' }

        { 1..1000 | Invoke-IotThingsService -Identifier Set -Credential $wrong } | Should -Throw -ErrorId 'SignatureRefused,*'

        $simulator.RequestCount | Should -Be 1
    }

    It 'never shows the secret' {
        $simulator = Start-IotSimulator -ProductKey pk1 -AccessKeySecret ([Net.NetworkCredential]::new('', 'Hush#0123456789').SecurePassword)
        $wrong = @{ AccessKeyId = 'simulator'; AccessKeySecret = 'Hush!0123456789'; Endpoint = $simulator.Endpoint; ProductKey = 'pk1' }

        $everything = & { try { Invoke-IotThingsService Set -DeviceName device1 -Credential $wrong -Verbose -Debug -WarningAction Continue } catch { $_ } } *>&1 |
            Format-List -Property * -Force | Out-String -Width 500

        $everything | Should -BeLike '*SignatureRefused*'
        $everything | Should -Not -BeLike '*Hush*'
    }
}
