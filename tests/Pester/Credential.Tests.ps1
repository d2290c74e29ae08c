BeforeAll {
    . "$PSScriptRoot/Package.ps1"
    $simulator = Start-IotSimulator -ProductKey pk1
    $script:secret = [Net.NetworkCredential]::new('', 'simulator').SecurePassword
    $script:connection = @{ AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = $simulator.Endpoint; ProductKey = 'pk1' }
}

AfterAll {
    $simulator | Stop-IotSimulator
}

Describe 'A credential' {
    AfterEach {
        Get-IotCredential | Remove-IotCredential
    }

    It 'is made of an ID and a SecureString' {
        Set-IotCredential -AccessKeyId simulator -AccessKeySecret $secret -Endpoint $simulator.Endpoint -ProductKey pk1
        (Invoke-IotThingsService Set -DeviceName device1).Status | Should -Be Accepted
    }

    It 'is made of a PSCredential from the pipeline' {
        [pscredential]::new('simulator', $secret) | Set-IotCredential -Endpoint $simulator.Endpoint -ProductKey pk1
        (Invoke-IotThingsService Set -DeviceName device1).Status | Should -Be Accepted
    }

    It 'is made of the hashtable that a connection is' {
        Set-IotCredential -Connection $connection
        (Invoke-IotThingsService Set -DeviceName device1).Status | Should -Be Accepted
    }

    It 'is given to one command as a name, an object or a hashtable' {
        $named = Set-IotCredential -Connection $connection -Name plant -PassThru
        foreach ($given in 'plant', $named, $connection) {
            (Invoke-IotThingsService Set -DeviceName device1 -Credential $given).Status | Should -Be Accepted
        }
    }

    It 'refuses a secret that is plain text' {
        { Set-IotCredential -AccessKeyId simulator -AccessKeySecret 'simulator' -Endpoint $simulator.Endpoint } | Should -Throw
    }

    It 'shows no secret' {
        $hushed = [Net.NetworkCredential]::new('', 'Hush#0123456789').SecurePassword
        $shown = Set-IotCredential -AccessKeyId simulator -AccessKeySecret $hushed -Endpoint $simulator.Endpoint -PassThru |
            Format-List -Property * -Force | Out-String
        $shown | Should -BeLike '*simulator*'
        $shown | Should -Not -BeLike '*Hush*'
    }

    It 'is the simulator, by the names of its properties' {
        $other = Start-IotSimulator -InstanceId i1 -ProductKey pk9
        try {
            $other | Set-IotCredential
            (Invoke-IotThingsService Set -DeviceName device1).Status | Should -Be Accepted
            (Get-IotSimulatorRequest -Simulator $other).ProductKey | Should -Be pk9
        }
        finally {
            $other | Stop-IotSimulator
        }
    }

    It 'comes as <Kind>' -ForEach @(
        @{ Kind = 'three arguments'; Set = { Set-IotCredential simulator $secret $simulator.Endpoint -ProductKey pk1 } }
        @{ Kind = 'a PSCredential and an endpoint'; Set = { Set-IotCredential -Credential ([pscredential]::new('simulator', $secret)) -Endpoint $simulator.Endpoint -ProductKey pk1 } }
        @{ Kind = 'a hashtable from the pipeline'; Set = { $connection | Set-IotCredential } }
        @{ Kind = 'an object from the pipeline'; Set = { [pscustomobject]$connection | Set-IotCredential } }
        @{ Kind = 'a hashtable with a SecureString'; Set = { $connection + @{} | ForEach-Object { $_.AccessKeySecret = $secret; Set-IotCredential -Connection $_ } } }
        @{ Kind = 'a hashtable that a parameter overrides'; Set = { $connection + @{} | ForEach-Object { $_.ProductKey = 'other'; Set-IotCredential -Connection $_ -ProductKey pk1 } } }
    ) {
        & $Set
        (Invoke-IotThingsService Set -DeviceName device1).Status | Should -Be Accepted
    }

    It 'is given to one command as <Kind>' -ForEach @(
        @{ Kind = 'a name in other letters'; Given = { Set-IotCredential -Connection $connection -Name plant; 'PLANT' } }
        @{ Kind = 'what Get-IotCredential found'; Given = { Set-IotCredential -Connection $connection -Name plant; Get-IotCredential -Name plant } }
        @{ Kind = 'an object that was removed'; Given = { Set-IotCredential -Connection $connection -PassThru; Remove-IotCredential -Name Default } }
    ) {
        (Invoke-IotThingsService Set -DeviceName device1 -Credential (& $Given)).Status | Should -Be Accepted
    }

    It 'shows its settings' {
        $credential = Set-IotCredential id1 $secret host1 -ProductKey pk1 -InstanceId i1 -Name n1 -Method Post -RequestsPerSecond 2.5 -TimeoutSeconds 7 -CommonParameter @{ Version = '2018-01-20' } -Proxy http://proxy:3128 -PassThru

        "$credential" | Should -BeExactly 'n1: id1 at https://host1:8686/'
        $credential.ProductKey, $credential.InstanceId, $credential.Method, $credential.RequestsPerSecond, $credential.Timeout.TotalSeconds |
            Should -Be pk1, i1, Post, 2.5, 7
        $credential.psobject.Properties.Name | Where-Object { $_ -like '*Secret*' } | Should -BeNullOrEmpty
    }

    It 'is found by its name: <Script>' -ForEach @(
        @{ Script = { Get-IotCredential }; Ids = 'id1 id2 id3' }
        @{ Script = { Get-IotCredential EU-* }; Ids = 'id2 id3' }
        @{ Script = { Get-IotCredential eu-PROD }; Ids = 'id2' }
        @{ Script = { Get-IotCredential Default }; Ids = 'id1' }
        @{ Script = { Get-IotCredential US-* }; Ids = '' }
        @{ Script = { 'EU-test', 'Default' | Get-IotCredential }; Ids = 'id3 id1' }
        @{ Script = { Remove-IotCredential; Get-IotCredential }; Ids = 'id2 id3' }
        @{ Script = { Remove-IotCredential EU-prod, EU-test; Get-IotCredential }; Ids = 'id1' }
        @{ Script = { Get-IotCredential EU-* | Remove-IotCredential; Get-IotCredential }; Ids = 'id1' }
        @{ Script = { Remove-IotCredential -WhatIf; Get-IotCredential }; Ids = 'id1 id2 id3' }
        @{ Script = { Set-IotCredential id9 $secret host9 -Name eu-prod; Get-IotCredential EU-* }; Ids = 'id9 id3' }
        @{ Script = { Set-IotCredential id9 $secret host9 -Name new -WhatIf; Get-IotCredential }; Ids = 'id1 id2 id3' }
    ) {
        Set-IotCredential id1 $secret host1 | Should -BeNullOrEmpty
        Set-IotCredential id2 $secret host2 -Name EU-prod
        Set-IotCredential id3 $secret host3 -Name EU-test

        (& $Script).AccessKeyId -join ' ' | Should -BeExactly $Ids
    }

    It 'is missed by name' {
        $failure = { Invoke-IotThingsService Set -DeviceName device1 } | Should -Throw -ErrorId 'NoCredential,*' -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Set-IotCredential*'
        Get-IotCredential | Should -BeNullOrEmpty
        { Invoke-IotThingsService Set -DeviceName device1 -Credential plant } | Should -Throw -ErrorId 'CredentialNotFound,*'
    }

    It 'is removed' {
        Set-IotCredential -Connection $connection -Name plant
        Remove-IotCredential -Name plant
        Get-IotCredential | Should -BeNullOrEmpty
    }
}

Describe 'The environment' {
    AfterEach {
        Remove-Item -Path Env:TUYA_IOT_* -ErrorAction Ignore
    }

    It 'is the credential where there is no other' {
        $env:TUYA_IOT_ACCESS_KEY_ID = 'simulator'
        $env:TUYA_IOT_ACCESS_KEY_SECRET = 'simulator'
        $env:TUYA_IOT_ENDPOINT = $simulator.Endpoint
        $env:TUYA_IOT_PRODUCT_KEY = 'pk1'
        (Invoke-IotThingsService Set -DeviceName device1).Status | Should -Be Accepted
    }

    It 'is shown as what it is, with all that it says' {
        $env:TUYA_IOT_ACCESS_KEY_ID = 'simulator'
        $env:TUYA_IOT_ACCESS_KEY_SECRET = 'simulator'
        $env:TUYA_IOT_ENDPOINT = $simulator.Endpoint
        $env:TUYA_IOT_PRODUCT_KEY = 'pk1'
        $env:TUYA_IOT_INSTANCE_ID = 'i1'
        $shown = Get-IotCredential
        $shown.Name, $shown.AccessKeyId, $shown.ProductKey, $shown.InstanceId | Should -Be Environment, simulator, pk1, i1
    }

    It 'comes after the default, which comes after the parameter' {
        $env:TUYA_IOT_ACCESS_KEY_ID = 'of-the-environment'
        $env:TUYA_IOT_ACCESS_KEY_SECRET = 'simulator'
        $env:TUYA_IOT_ENDPOINT = $simulator.Endpoint
        $env:TUYA_IOT_PRODUCT_KEY = 'pk1'
        Set-IotCredential the-default $secret $simulator.Endpoint -ProductKey pk1
        Set-IotCredential the-parameter $secret $simulator.Endpoint -ProductKey pk1 -Name named

        $refused = foreach ($given in @{ Credential = 'named' }, @{}, @{}) {
            { Invoke-IotThingsService Set -DeviceName device1 @given } | Should -Throw -ErrorId 'AccessKeyNotFound,*'
            (Get-IotSimulatorRequest -Simulator $simulator | Select-Object -Last 1).Parameters | Where-Object Key -EQ AccessKeyId | ForEach-Object Value
            if ($given.Count -eq 0) { Remove-IotCredential -Name Default -ErrorAction SilentlyContinue }
        }

        Remove-IotCredential -Name named
        $refused | Should -Be the-parameter, the-default, of-the-environment
    }

    It 'is the endpoint of a PSCredential' {
        $env:TUYA_IOT_ENDPOINT = $simulator.Endpoint
        $user = [pscredential]::new('simulator', $secret)
        (Invoke-IotThingsService Set -DeviceName device1 -ProductKey pk1 -Credential $user).Status | Should -Be Accepted
        $user | Set-IotCredential
        (Invoke-IotThingsService Set -DeviceName device1 -ProductKey pk1).Status | Should -Be Accepted
        Remove-IotCredential
    }

    It 'is refused where <_> alone is missing' -ForEach 'ACCESS_KEY_ID', 'ACCESS_KEY_SECRET', 'ENDPOINT' {
        'ACCESS_KEY_ID', 'ACCESS_KEY_SECRET', 'ENDPOINT' | ForEach-Object { Set-Item -Path "Env:TUYA_IOT_$_" -Value 'given' }
        Remove-Item -Path "Env:TUYA_IOT_$_"
        foreach ($command in { Invoke-IotThingsService Set -DeviceName device1 }, { Get-IotCredential -ErrorAction Stop }) {
            $failure = $command | Should -Throw -ErrorId 'IncompleteEnvironment,*' -PassThru
            $failure.TargetObject | Should -Be "TUYA_IOT_$_"
            $failure.CategoryInfo.Category | Should -Be AuthenticationError
        }
    }
}
