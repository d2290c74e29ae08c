# A setting is read or refused, never bent, whichever way it comes in.
BeforeAll {
    . "$PSScriptRoot/Package.ps1"
    $simulator = Start-IotSimulator -ProductKey pk1

    function Get-Secure {
        param([string] $Text)
        [Net.NetworkCredential]::new('', $Text).SecurePassword
    }

    # A connection with one setting more, or another one.
    function Get-Connection {
        param([string] $Name, [object] $Value)
        $connection = @{ AccessKeyId = 'simulator'; AccessKeySecret = 'simulator'; Endpoint = "$($simulator.Endpoint)"; ProductKey = 'pk1' }
        if ($Name) { $connection[$Name] = $Value }
        $connection
    }
}

AfterAll {
    $simulator | Stop-IotSimulator
}

Describe 'A switch' {
    AfterEach {
        Get-IotCredential | Remove-IotCredential
    }

    It 'is <Expected> as <Value>' -ForEach @(
        foreach ($value in 'false', 'False', 'FALSE', '0', 0, $false, ' false ') { @{ Value = $value; Expected = $false } }
        foreach ($value in 'true', 'True', 'TRUE', '1', 1, $true) { @{ Value = $value; Expected = $true } }
    ) {
        foreach ($culture in 'en-US', 'tr-TR') {
            $before = [cultureinfo]::CurrentCulture
            try {
                [cultureinfo]::CurrentCulture = $culture
                (Set-IotCredential -Connection (Get-Connection SkipCertificateCheck $Value) -PassThru).SkipCertificateCheck | Should -Be $Expected
                ([pscustomobject](Get-Connection SKIPCERTIFICATECHECK $Value) | Set-IotCredential -PassThru).SkipCertificateCheck | Should -Be $Expected
            }
            finally {
                [cultureinfo]::CurrentCulture = $before
            }
        }
    }

    It 'is refused as <_>' -ForEach 'no', 'yes', 'off', '$false', '0x1', '2', 2, -1, 0.0 {
        foreach ($name in 'SkipCertificateCheck', 'AllowUnencrypted') {
            { Set-IotCredential -Connection (Get-Connection $name $_) } | Should -Throw -ErrorId 'InvalidCredentialValue,*'
            { [pscustomobject](Get-Connection $name $_) | Set-IotCredential } | Should -Throw -ErrorId 'InvalidCredentialValue,*'
        }
    }
}

Describe 'A number' {
    AfterEach {
        Get-IotCredential | Remove-IotCredential
    }

    It 'is the same in <_>' -ForEach 'en-US', 'de-DE', 'tr-TR', 'ar-SA' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            foreach ($value in '2.5', 2.5, ' 2.5 ', [decimal]2.5, [single]2.5, (Get-Secure '2.5')) {
                (Set-IotCredential -Connection (Get-Connection RequestsPerSecond $value) -PassThru).RequestsPerSecond | Should -Be 2.5
            }

            (Set-IotCredential simulator (Get-Secure simulator) $simulator.Endpoint -RequestsPerSecond '2.5' -PassThru).RequestsPerSecond | Should -Be 2.5
            foreach ($value in '2,5', '1,000', '1.000,5', '0x10', 'many') {
                { Set-IotCredential -Connection (Get-Connection RequestsPerSecond $value) } | Should -Throw -ErrorId 'InvalidCredentialValue,*'
                { Set-IotCredential -Connection (Get-Connection TimeoutSeconds $value) } | Should -Throw -ErrorId 'InvalidCredentialValue,*'
                { Set-IotCredential simulator (Get-Secure simulator) $simulator.Endpoint -RequestsPerSecond $value } | Should -Throw
                { Set-IotCredential simulator (Get-Secure simulator) $simulator.Endpoint -TimeoutSec $value } | Should -Throw
                { 'd1' | Invoke-IotThingsService Set -RequestsPerSecond $value -Credential (Get-Connection) } | Should -Throw
            }
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
        }
    }

    It 'is refused where it is out of range: <_>' -ForEach 'NaN', 'Infinity', '-1', ([double]::NaN), 100001 {
        { Set-IotCredential -Connection (Get-Connection RequestsPerSecond $_) } | Should -Throw -ErrorId 'InvalidRequestsPerSecond,*'
    }
}

Describe 'A text' {
    AfterEach {
        Remove-Item -Path Env:TUYA_IOT_* -ErrorAction Ignore
        Get-IotCredential | Remove-IotCredential
    }

    It 'may be a SecureString, as all values of a vault are' {
        $vault = @{}
        foreach ($setting in (Get-Connection).GetEnumerator()) { $vault[$setting.Key] = Get-Secure $setting.Value }
        $vault.RequestsPerSecond = Get-Secure '0'
        $vault.SkipCertificateCheck = Get-Secure 'false'
        $vault.CommonParameter = @{ Zone = Get-Secure 'z1' }

        $credential = Set-IotCredential -Connection $vault -PassThru

        $credential.AccessKeyId | Should -Be simulator
        $credential.SkipCertificateCheck | Should -BeFalse
        $credential.CommonParameter['Zone'] | Should -Be z1
        ('d1' | Invoke-IotThingsService Set -Credential $vault).Status | Should -Be Accepted
    }

    It 'is not <Kind>' -ForEach @(
        @{ Kind = 'a table'; Value = @{ a = 1 } }
        @{ Kind = 'an object'; Value = [pscustomobject]@{ a = 1 } }
        @{ Kind = 'a list'; Value = @('a', 'b') }
        @{ Kind = 'a date'; Value = [datetime]::new(2000, 1, 1) }
        @{ Kind = 'a PSCredential'; Value = [pscredential]::new('u', [securestring]::new()) }
        @{ Kind = 'a script'; Value = { 1 } }
    ) {
        foreach ($name in 'AccessKeyId', 'AccessKeySecret', 'Endpoint', 'ProductKey', 'CertificateThumbprint') {
            { Set-IotCredential -Connection (Get-Connection $name $Value) } | Should -Throw -ErrorId 'InvalidCredentialValue,*'
        }

        { Set-IotCredential -Connection (Get-Connection CommonParameter @{ Zone = $Value }) } | Should -Throw -ErrorId 'InvalidCredentialValue,*'
    }

    It 'is trimmed of <Name> where it was copied with it' -ForEach @(
        @{ Name = 'a line break'; Mark = "`n" }
        @{ Name = 'a line break of Windows'; Mark = "`r`n" }
        @{ Name = 'a blank'; Mark = ' ' }
        @{ Name = 'a tab'; Mark = "`t" }
    ) {
        $connection = Get-Connection
        foreach ($name in @($connection.Keys)) { $connection[$name] += $Mark }
        ('d1' | Invoke-IotThingsService Set -Credential $connection).Status | Should -Be Accepted

        Set-IotCredential "simulator$Mark" (Get-Secure "simulator$Mark") "$($simulator.Endpoint)$Mark" -ProductKey "pk1$Mark"
        ('d1' | Invoke-IotThingsService Set).Status | Should -Be Accepted

        Remove-IotCredential -Name Default
        $env:TUYA_IOT_ACCESS_KEY_ID = "simulator$Mark"
        $env:TUYA_IOT_ACCESS_KEY_SECRET = "simulator$Mark"
        $env:TUYA_IOT_ENDPOINT = "$($simulator.Endpoint)$Mark"
        $env:TUYA_IOT_PRODUCT_KEY = "pk1$Mark"
        ('d1' | Invoke-IotThingsService Set).Status | Should -Be Accepted
    }

    It 'is refused, and shown, with U+<_> in it' -ForEach '200B', '202E', '2066', 'FEFF', '00AD' {
        $mark = [char][Convert]::ToInt32($_, 16)
        foreach ($name in 'AccessKeyId', 'Endpoint', 'ProductKey', 'InstanceId') {
            $failure = { Set-IotCredential -Connection (Get-Connection $name "va${mark}lue") } | Should -Throw -ErrorId "Invalid$name,*" -PassThru
            $failure.Exception.Message | Should -BeLike "*\u$_*"
            $failure.Exception.Message.Contains($mark) | Should -BeFalse
        }
    }

    It 'is a thumbprint with colons, dashes, blanks or marks' {
        foreach ($text in ('AB:' * 20).TrimEnd(':'), ('AB-' * 20).TrimEnd('-'), ('AB ' * 20), "$([char]0x200E)$('AB' * 20)", ('AB' * 20)) {
            (Set-IotCredential -Connection (Get-Connection CertificateThumbprint $text) -PassThru).CertificateThumbprint | Should -Be ('AB' * 20)
        }

        { Set-IotCredential -Connection (Get-Connection CertificateThumbprint 'ABC') } | Should -Throw -ErrorId 'InvalidCertificateThumbprint,*'
    }
}

Describe 'A blank says nothing' {
    AfterEach {
        Get-IotCredential | Remove-IotCredential
    }

    It 'as <Kind>' -ForEach @(
        @{ Kind = 'DBNull'; Value = [DBNull]::Value }
        @{ Kind = 'an empty text'; Value = '' }
        @{ Kind = 'blanks'; Value = ' ' }
        @{ Kind = 'null'; Value = $null }
    ) {
        $table = [Data.DataTable]::new()
        $names = 'AccessKeyId', 'AccessKeySecret', 'Endpoint', 'ProductKey', 'InstanceId', 'RequestsPerSecond', 'TimeoutSeconds', 'SkipCertificateCheck', 'Proxy'
        $names | ForEach-Object { $null = $table.Columns.Add($_, [object]) }
        $null = $table.Rows.Add(@('simulator', 'simulator', "$($simulator.Endpoint)", 'pk1') + @($Value, $Value, $Value, $Value, $Value))

        $credential = $table.Rows | Set-IotCredential -PassThru

        $credential.RequestsPerSecond | Should -BeNullOrEmpty
        $credential.Timeout.TotalSeconds | Should -Be 30
        $credential.InstanceId | Should -BeNullOrEmpty
        $credential.SkipCertificateCheck | Should -BeFalse
        ('d1' | Invoke-IotThingsService Set).Status | Should -Be Accepted
    }

    It 'in the row of a device' {
        Set-IotCredential -Connection (Get-Connection)
        $table = [Data.DataTable]::new()
        'DeviceName', 'ProductKey', 'Args', 'Qos' | ForEach-Object { $null = $table.Columns.Add($_, [object]) }
        $null = $table.Rows.Add('d1', [DBNull]::Value, [DBNull]::Value, [DBNull]::Value)
        $result = $table.Rows | Invoke-IotThingsService Set
        $result.Status | Should -Be Accepted
        $result.Args | Should -BeExactly '{}'
        $result.Qos | Should -BeNullOrEmpty
    }
}
