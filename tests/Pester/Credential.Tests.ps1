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

    It 'is missed by name' {
        { Invoke-IotThingsService Set -DeviceName device1 } | Should -Throw -ErrorId 'NoCredential,*'
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

    It 'is refused where only half of it is set' {
        $env:TUYA_IOT_ACCESS_KEY_ID = 'simulator'
        { Invoke-IotThingsService Set -DeviceName device1 } | Should -Throw -ErrorId 'IncompleteEnvironment,*'
    }
}
