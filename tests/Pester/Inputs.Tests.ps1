# What a clumsy user gives, and what a gateway answers that is none: an error with an id, a category, the value and a way out.
BeforeAll {
    . "$PSScriptRoot/Package.ps1"
    . "$PSScriptRoot/Peer.ps1"
    $script:documented = [regex]::Matches((Get-Content -Path (Join-Path (Split-Path $manifest) 'en-US/about_TuyaIot_Delivery.help.txt') -Raw), '(?m)^ {4}([A-Z][A-Za-z]+)(?: \*)? {2,}\S').ForEach({ $_.Groups[1].Value })

    # The errors of a command, the one that ends it too.
    function Get-Failure {
        param([scriptblock] $Command)
        @(try { & $Command *>&1 } catch { $_ }) | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
    }

    function Assert-Error {
        param([Management.Automation.ErrorRecord[]] $Record)
        foreach ($one in $Record) {
            $one.Exception.GetType().FullName | Should -Be TuyaIot.IotException -Because "$one"
            ($one.FullyQualifiedErrorId -split ',')[0] | Should -BeIn $documented
            $one.CategoryInfo.Category | Should -Not -Be NotSpecified
            $one.TargetObject | Should -Not -BeNullOrEmpty -Because "$one"
            $one.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            "$one" | Should -Not -Match '[\x00-\x1f\u200b\u202e]'
        }
    }
}

Describe 'A value that cannot be used' {
    BeforeAll {
        $simulator = Start-IotSimulator -ProductKey pk1
        $simulator | Set-IotCredential -ProductKey pk1 -RequestsPerSecond 0
        $half = "a$([char]0xD800)"
        $tag = "a$([char]::ConvertFromUtf32(0xE0041))"
    }

    AfterAll {
        $simulator | Stop-IotSimulator
        Get-IotCredential | Remove-IotCredential
    }

    It 'is one error before anything is sent: <Kind>' -ForEach @(
        @{ Kind = 'a service that is null'; Id = 'NoIdentifier'; Command = { 'd1' | Invoke-IotThingService $null }; NoTarget = $true }
        @{ Kind = 'a service of many that is null'; Id = 'NoIdentifier'; Command = { 'd1' | Invoke-IotThingsService $null }; NoTarget = $true }
        @{ Kind = 'a service by name that is null'; Id = 'NoIdentifier'; Command = { Invoke-IotThingService -DeviceName d1 -Identifier $null }; NoTarget = $true }
        @{ Kind = 'an open bracket'; Id = 'InvalidIdentifier'; Command = { 'd1' | Get-IotDesiredProperty '[a' } }
        @{ Kind = 'a range from back to front'; Id = 'InvalidIdentifier'; Command = { 'd1' | Get-IotDeviceProperty '[z-a]' } }
        @{ Kind = 'an empty range'; Id = 'InvalidIdentifier'; Command = { 'd1' | Get-IotDeviceHistory Event '[]' } }
        @{ Kind = 'a credential with an open bracket'; Id = 'InvalidName'; Command = { Get-IotCredential '[a' } }
        @{ Kind = 'a simulated device with an open bracket'; Id = 'InvalidDeviceName'; Command = { Get-IotSimulatorDevice -Simulator $simulator '[a' } }
        @{ Kind = 'half a pair in the name of a property'; Id = 'InvalidProperty'; Command = { 'd1' | Set-IotDeviceProperty '{"\ud800":1}' } }
        @{ Kind = 'half a pair in a desired property'; Id = 'InvalidProperty'; Command = { 'd1' | Set-IotDesiredProperty '{"\ud800":1}' } }
        @{ Kind = 'half a pair in a key'; Id = 'InvalidProperty'; Command = { 'd1' | Set-IotDeviceProperty @{ $half = 1 } } }
        @{ Kind = 'half a pair in a version'; Id = 'InvalidVersion'; Command = { 'd1' | Set-IotDesiredProperty @{ level = 1 } -Version '{"\ud800":1}' } }
        @{ Kind = 'half a pair deep in Args'; Id = 'InvalidArgs'; Command = { 'd1' | Invoke-IotThingService Set '{"a":[{"\udc00":1}]}' } }
        @{ Kind = 'half a pair under the model'; Id = 'InvalidProperty'; Command = { 'd1' | Set-IotDeviceProperty '{"\ud800":1}' -UseThingModel } }
        @{ Kind = 'half a pair in a product'; Id = 'InvalidProductKey'; Command = { Get-IotDevice -ProductKey $half } }
        @{ Kind = 'half a pair in a product to read'; Id = 'InvalidProductKey'; Command = { Get-IotProduct $half } }
        @{ Kind = 'half a pair in a model'; Id = 'InvalidModelVersion'; Command = { Get-IotThingModel -ModelVersion $half } }
        @{ Kind = 'half a pair in an IotId'; Id = 'InvalidIotId'; Command = { Get-IotDeviceStatus -IotId $half } }
        @{ Kind = 'half a pair in a service'; Id = 'InvalidIdentifier'; Command = { 'd1' | Invoke-IotThingService $half } }
        @{ Kind = 'half a pair to clear'; Id = 'InvalidIdentifier'; Command = { 'd1' | Clear-IotDesiredProperty $half } }
        @{ Kind = 'half a pair in a nickname'; Id = 'InvalidNickname'; Command = { 'd1' | Set-IotDeviceNickname "Boiler$half" } }
        @{ Kind = 'an invisible tag'; Id = 'InvalidProductKey'; Command = { Get-IotThingModel $tag } }
        @{ Kind = 'an object for a nickname'; Id = 'InvalidNickname'; Command = { 'd1' | Set-IotDeviceNickname ([pscustomobject]@{ Nickname = 'Boiler' }) } }
        @{ Kind = 'a table for a nickname'; Id = 'InvalidNickname'; Command = { 'd1' | Set-IotDeviceNickname @{ Nickname = 'Boiler' } } }
        @{ Kind = 'an object for a new nickname'; Id = 'InvalidNickname'; Command = { 'new-0001' | Register-IotDevice -Nickname ([pscustomobject]@{ Nickname = 'Boiler' }) } }
        @{ Kind = 'an object for a property'; Id = 'InvalidIdentifier'; Command = { 'd1' | Clear-IotDesiredProperty ([pscustomobject]@{ Identifier = 'level' }) } }
        @{ Kind = 'an object for a product'; Id = 'InvalidProductKey'; Command = { [pscustomobject]@{ Key = 'pk1' } | Get-IotProduct } }
        @{ Kind = 'a time before all times'; Id = 'HistoryTooOld'; Command = { 'd1' | Get-IotDeviceHistory -Since ([timespan]::MaxValue) } }
        @{ Kind = 'a time span without an opposite'; Id = 'HistoryTooOld'; Command = { 'd1' | Get-IotDeviceHistory -Since ([timespan]::MinValue) } }
        @{ Kind = 'the first day'; Id = 'HistoryTooOld'; Command = { 'd1' | Get-IotDeviceHistory -Since ([datetime]::MinValue) } }
        @{ Kind = 'a beginning that is to come'; Id = 'InvalidTimeRange'; Command = { 'd1' | Get-IotDeviceHistory -Since ([datetime]::MaxValue) } }
        @{ Kind = 'a credential that drives a terminal'; Id = 'CredentialNotFound'; Command = { Get-IotDevice -Credential "a$([char]27)[31m" } }
        @{ Kind = 'a credential of many that drives a terminal'; Id = 'CredentialNotFound'; Command = { Test-IotCredential "a$([char]27)[31m" } }
        @{ Kind = '11 properties'; Id = 'TooManyProperties'; Command = { 'd1' | Get-IotDesiredProperty (1..11 | ForEach-Object { "p$_" }) } }
        @{ Kind = 'a list of keys and values'; Id = 'InvalidProperty'; Command = { 'd1' | Set-IotDeviceProperty @(@{ key = 'level'; value = 1 }) } }
    ) {
        $before = $simulator.RequestCount
        $failure = @(Get-Failure $Command)
        $failure | Should -HaveCount 1
        ($failure[0].FullyQualifiedErrorId -split ',')[0] | Should -Be $Id
        if ($NoTarget) { $failure[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty } else { Assert-Error $failure }
        $simulator.RequestCount | Should -Be $before
    }

    It 'keeps whole pairs, which are characters' {
        $pair = [char]::ConvertFromUtf32(0x1F525)
        $null = 'pair-0001' | Register-IotDevice -Nickname "Fire $pair"
        ('pair-0001' | Get-IotDevice).Nickname | Should -Be "Fire $pair"
        ('pair-0001' | Set-IotDesiredProperty "{""$pair"":1}").Status | Should -Be Accepted
    }

    It 'is the same in the culture <_>' -ForEach 'de-DE', 'tr-TR' {
        $culture = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = $_
        try {
            $null = 'i-0001' | Set-IotDesiredProperty @{ INDEX = 1.5 }
            ('i-0001' | Get-IotDesiredProperty 'index*').Value | Should -Be 1.5
            (Get-IotThingModel ([pscustomobject]@{ a = 1 }) -ErrorAction SilentlyContinue -ErrorVariable wrong) | Should -BeNullOrEmpty
            $wrong[0].FullyQualifiedErrorId | Should -BeLike 'InvalidProductKey,*'
        }
        finally {
            [cultureinfo]::CurrentCulture = $culture
        }
    }

    It 'asks for no versions under -WhatIf' {
        $before = $simulator.RequestCount
        'd1', 'd2' | Set-IotDesiredProperty @{ level = 1 } -WhatIf
        $simulator.RequestCount | Should -Be $before
    }
}

Describe 'A gateway that answers with <Kind>' -ForEach @(
    @{ Kind = 'a page of a portal'; Body = '<html>Login</html>' }
    @{ Kind = 'a fault of its own'; Body = '<html>oops</html>'; Status = '500 Internal Server Error' }
    @{ Kind = 'half a reply'; Body = '{"Success":true,"RequestId":"r","Data":{"List":[{"Dev' }
    @{ Kind = 'nothing'; Body = '' }
    @{ Kind = 'null'; Body = 'null' }
    @{ Kind = 'a list'; Body = '[]' }
    @{ Kind = 'success alone'; Body = '{"Success":true,"RequestId":"r"}' }
    @{ Kind = 'a text for data'; Body = '{"Success":true,"RequestId":"r","Data":"zzz","DeviceList":5,"Total":"many"}' }
    @{ Kind = 'an unknown action'; Body = '{"Code":"InvalidAction.NotFound","Message":"Specified api is not found"}'; Status = '404 Not Found' }
    @{ Kind = 'a wrong secret'; Body = '{"Code":"SignatureDoesNotMatch","Message":"no"}'; Status = '400 Bad Request' }
    @{ Kind = 'an unknown product'; Body = '{"Success":false,"Code":"iot.prod.NotExistedProduct","ErrorMessage":"none","RequestId":"r"}' }
    @{ Kind = 'an unknown device'; Body = '{"Success":false,"Code":"iot.device.NotExistedDevice","ErrorMessage":"none","RequestId":"r"}' }
    @{ Kind = 'numbers for a code'; Body = '{"Success":false,"Code":5,"ErrorMessage":{"a":1},"RequestId":[1]}' }
    @{ Kind = 'depth'; Body = '{"Success":true,"Data":' + ('[' * 200) + (']' * 200) + '}' }
    @{ Kind = 'the way to another place'; Reply = "HTTP/1.1 302 Found`r`nLocation: http://else.example/`r`nContent-Length: {length}`r`n`r`nx" }
    @{ Kind = 'no HTTP'; Reply = "`r`n" }
) {
    It 'gives every query an error of its own kind' {
        $peer = Start-Peer $(if ($Reply) { $Reply } else { Get-JsonReply $Body -Status $(if ($Status) { $Status } else { '200 OK' }) })
        $with = @{ MaxAttempts = 1; Credential = @{ AccessKeyId = 'testid'; AccessKeySecret = 'x'; Endpoint = "http://127.0.0.1:$($peer.Port)"; ProductKey = 'pk1'; RequestsPerSecond = 0 } }
        try {
            foreach ($query in { Get-IotDevice @with }, { 'd1', 'd2' | Get-IotDevice @with }, { 'd1' | Get-IotDevice -Detail @with }, { 'd1' | Get-IotDeviceStatus @with },
                { Get-IotProduct pk1 @with }, { Get-IotThingModel @with }, { 'd1' | Get-IotDeviceProperty @with }, { 'd1' | Get-IotDesiredProperty @with },
                { 'd1' | Get-IotDeviceHistory Event @with }, { 'd1' | Get-IotDeviceHistory Property level @with }) {
                $sent = $peer.Requests.Count
                $failure = @(Get-Failure $query)
                $failure.Count | Should -BeGreaterThan 0 -Because "$query"
                Assert-Error $failure
                $peer.Requests.Count | Should -BeLessOrEqual ($sent + 3) -Because "$query"
            }

            $test = Test-IotCredential @with
            $test.Problem -or $test.Success | Should -BeTrue
        }
        finally {
            $peer.Dispose()
        }
    }

    It 'gives every command an error of its own kind, and a result or none' {
        $peer = Start-Peer $(if ($Reply) { $Reply } else { Get-JsonReply $Body -Status $(if ($Status) { $Status } else { '200 OK' }) })
        $with = @{ MaxAttempts = 1; Confirm = $false; Credential = @{ AccessKeyId = 'testid'; AccessKeySecret = 'x'; Endpoint = "http://127.0.0.1:$($peer.Port)"; ProductKey = 'pk1'; RequestsPerSecond = 0 } }
        try {
            foreach ($command in { 'new-0001' | Register-IotDevice @with }, { Register-IotDevice -Count 2 -Wait -TimeoutSec 1 @with }, { 'd1' | Enable-IotDevice @with },
                { 'd1' | Remove-IotDevice @with }, { 'd1' | Set-IotDeviceNickname Boiler @with }, { 'd1' | Set-IotDeviceProperty @{ level = 1 } @with },
                { 'd1' | Set-IotDeviceProperty @{ level = 1 } -Individually @with }, { 'd1' | Set-IotDeviceProperty @{ level = 1 } -UseThingModel @with },
                { 'd1' | Set-IotDesiredProperty @{ level = 1 } @with }, { 'd1' | Clear-IotDesiredProperty level @with }, { 'd1' | Invoke-IotThingService Set @with }) {
                Assert-Error @(Get-Failure $command)
            }
        }
        finally {
            $peer.Dispose()
        }
    }
}

Describe 'A list that promises pages without end' {
    It 'ends where a page is empty: <Kind>' -ForEach @(
        @{ Kind = 'devices of an application'; Most = 3; Command = { Register-IotDevice -ApplyId 5 -TimeoutSec 5 -ThrottleLimit 1 @with } }
        @{ Kind = 'products'; Most = 1; Command = { Get-IotProduct @with } }
    ) {
        $peer = Start-Peer (Get-JsonReply '{"Success":true,"RequestId":"r","PageCount":1000,"Total":50000,"ApplyDeviceList":{"ApplyDeviceInfo":[]},"Data":{"Status":"CREATE_SUCCESS","PageCount":1000,"List":{"ProductInfo":[]}}}')
        $with = @{ MaxAttempts = 1; Credential = @{ AccessKeyId = 'testid'; AccessKeySecret = 'x'; Endpoint = "http://127.0.0.1:$($peer.Port)"; RequestsPerSecond = 0 } }
        if ($Kind -like '*application') { $with.ProductKey = 'pk1' }
        try {
            & $Command
            $peer.Requests.Count | Should -BeLessOrEqual $Most
        }
        finally {
            $peer.Dispose()
        }
    }
}

Describe 'A run that <Kind>, stopped and run again with its journal' -ForEach @(
    @{ Kind = 'registers' }
    @{ Kind = 'enables' }
    @{ Kind = 'removes' }
    @{ Kind = 'sets what is desired' }
    @{ Kind = 'clears what is desired' }
) {
    It 'tells no device twice' {
        $simulator = Start-IotSimulator -ProductKey pk1
        $simulator | Set-IotCredential -ProductKey pk1 -RequestsPerSecond 0
        $names = 1..40 | ForEach-Object { "pump-$('{0:0000}' -f $_)" }
        $journal = Join-Path $TestDrive "$([Guid]::NewGuid()).jsonl"
        $command = switch ($Kind) {
            'registers' { { $names | Register-IotDevice -JournalPath $journal -ThrottleLimit 1 } }
            'enables' { { $names | Enable-IotDevice -JournalPath $journal -ThrottleLimit 1 } }
            'removes' { { $names | Remove-IotDevice -JournalPath $journal -ThrottleLimit 1 -Confirm:$false } }
            'clears what is desired' { { $names | Clear-IotDesiredProperty level -JournalPath $journal -ThrottleLimit 1 -Confirm:$false } }
            'sets what is desired' { { $names | Set-IotDesiredProperty @{ level = 1 } -JournalPath $journal -ThrottleLimit 1 } }
        }
        try {
            if ($Kind -ne 'registers') { $null = $names | Register-IotDevice }
            $first = @(& $command | Select-Object -First 7)
            $again = @(& $command)
            $first | Should -HaveCount 7
            $again.Count | Should -BeGreaterThan 30
            @($again.DeviceName | Where-Object { $_ -in $first.DeviceName }) | Should -BeNullOrEmpty
            $told = Get-IotSimulatorRequest -Simulator $simulator | Where-Object Action -In RegisterDevice, EnableThing, DeleteDevice, SetDeviceDesiredProperty, ClearDeviceDesiredProperty
            $told | Group-Object Action, { "$($_.DeviceName)" } | Where-Object Count -GT 1 | Should -BeNullOrEmpty
            @($told | ForEach-Object { "$($_.DeviceName)" } | Sort-Object -Unique) | Should -HaveCount 40
        }
        finally {
            $simulator | Stop-IotSimulator
            Get-IotCredential | Remove-IotCredential
        }
    }
}
