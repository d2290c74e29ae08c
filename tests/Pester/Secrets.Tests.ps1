# What comes from outside passes one cleaner, and what is secret stays inside.
BeforeAll {
    . "$PSScriptRoot/Package.ps1"
    . "$PSScriptRoot/Peer.ps1"
    $script:secret = 'Top#Sec9 ret'
    $script:marks = [char]27, [char]0x202E, [char]0x200B, [char]0x2028, [char]7

    function Get-Connection {
        param([object] $Peer, [hashtable] $More = @{})
        $connection = @{ AccessKeyId = 'testid'; AccessKeySecret = $secret; Endpoint = "http://127.0.0.1:$($Peer.Port)"; ProductKey = 'pk1'; RequestsPerSecond = 0 }
        foreach ($name in $More.Keys) { $connection[$name] = $More[$name] }
        $connection
    }

    # Everything that a run left: its streams and objects in every view, its errors with all that they hold, its files.
    function Get-Trace {
        param([object[]] $Output, [string[]] $File = @())
        $errors = @($Output) + @($global:Error) | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
        $parts = @(
            $Output | ForEach-Object { "$_" }
            $Output | Out-String -Width 4000
            $Output | Format-List -Property * -Force | Out-String -Width 4000
            $Output | Where-Object { $_ -isnot [Management.Automation.ErrorRecord] } | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue
            $Output | Where-Object { $_ -isnot [Management.Automation.ErrorRecord] } | ConvertTo-Csv
            foreach ($record in $errors) {
                $record | Format-List -Property * -Force | Out-String -Width 4000
                $record.ErrorDetails | Format-List -Property * -Force | Out-String -Width 4000
                $record.TargetObject | Format-List -Property * -Force | Out-String -Width 4000
                for ($exception = $record.Exception; $exception; $exception = $exception.InnerException) {
                    $exception.ToString()
                    $exception | Format-List -Property * -Force | Out-String -Width 4000
                }
            }
            $File | Where-Object { Test-Path -Path $_ } | ForEach-Object { Get-Content -Path $_ -Raw }
        )
        # The host's own colours are no finding.
        ($parts -join "`n") -replace '\x1b\[[0-9;]*m'
    }
}

Describe 'A peer that answers with <Kind>' -ForEach @(
    @{ Kind = 'the request itself'; Reply = "{line}`r`n`r`n" }
    @{ Kind = 'the request in a body'; Reply = "HTTP/1.1 200 OK`r`n`r`n{line}" }
    @{ Kind = 'the request in a refusal'; Reply = "HTTP/1.1 400 Bad`r`nContent-Length: {length}`r`n`r`n" + '{"RequestId":"{line}","Code":"{line}","Message":"{line}"}' }
    @{ Kind = 'the request as a RequestId'; Reply = "HTTP/1.1 200 OK`r`nContent-Length: {length}`r`n`r`n" + '{"Success":true,"RequestId":"{line}","Data":{"ProductName":"{line}","Description":"{line}"}}' }
    @{ Kind = 'the request as a place to go'; Reply = "HTTP/1.1 302 Found`r`nLocation: {line}`r`nContent-Length: {length}`r`n`r`n{line}" }
    @{ Kind = 'escapes in the status line'; Reply = "HTTP/1.1 500 $([char]27)]0;x$([char]7)`r`nContent-Length: {length}`r`n`r`n$([char]27)[2J" }
    @{ Kind = 'escapes for a status'; Reply = "HTTP/1.1 $([char]27)[31m`r`n`r`n" }
    @{ Kind = 'escapes for a header'; Reply = "HTTP/1.1 200 OK`r`nX-$([char]27)[31m: {line}`r`nContent-Length: {length}`r`n`r`nx" }
    @{ Kind = 'marks in a message'; Reply = "HTTP/1.1 200 OK`r`nContent-Length: {length}`r`n`r`n" + '{"Success":false,"Code":"c\u001b[31m\u202e","ErrorMessage":"\u001b[2J \u202e \u2028 \u200b \u0007","RequestId":"\u001b[31m"}' }
    @{ Kind = 'another protocol'; Reply = "SSH-2.0-OpenSSH_9.9 $([char]27)[31m {line}`r`n" }
) {
    AfterEach {
        Get-IotCredential | Remove-IotCredential
    }

    It 'leaves no secret, no signature and no mark in a stream, an object, an error or a file' {
        $peer = Start-Peer $Reply
        # As a text in a hashtable it would stand in what the engine records of a call.
        $secure = [Net.NetworkCredential]::new('', $secret).SecurePassword
        $folder = (New-Item -ItemType Directory -Path (Join-Path $TestDrive ([Guid]::NewGuid()))).FullName
        try {
            foreach ($method in 'Get', 'Post') {
                $files = "$folder/$method.jsonl", "$folder/$method.html"
                $global:Error.Clear()
                $output = & {
                    Set-IotCredential testid $secure "http://127.0.0.1:$($peer.Port)" -ProductKey pk1 -Method $method -RequestsPerSecond 0 -PassThru -Verbose -Debug
                    Get-IotCredential
                    try { 'd1', "d`t2", 'd3' | Invoke-IotThingsService Set @{ a = 1 } -BatchSize 1 -MaxAttempts 1 -JournalPath $files[0] -Verbose -Debug -InformationAction Continue -WarningAction SilentlyContinue -ErrorAction Continue } catch { $_ }
                    try { 'd1' | Invoke-IotThingsService Set -PerDevice -MaxAttempts 1 -WarningAction SilentlyContinue -ErrorAction Continue } catch { $_ }
                    # A query is tried again after a while.
                    if ($method -eq 'Get') { try { Get-IotProduct pk1 -MaxAttempts 2 -Verbose -Debug -ErrorAction Continue } catch { $_ } }
                    try { Get-IotJournal -Path $files[0] -Verbose -Debug } catch { $_ }
                    try { Export-IotRunReport -JournalPath $files[0] -Path $files[1] -Verbose -Debug } catch { $_ }
                } *>&1

                $trace = Get-Trace $output $files

                $trace | Should -BeLike '*testid*'
                $trace | Should -BeLike '*d1*'
                $trace.Contains($secret) | Should -BeFalse
                $trace.Contains([Uri]::EscapeDataString($secret)) | Should -BeFalse
                foreach ($mark in $marks) { $trace.Contains($mark) | Should -BeFalse -Because "U+$(([int]$mark).ToString('X4')) is shown by its code" }
                $signatures = $peer.Requests | ForEach-Object { [regex]::Match($_, 'Signature=([^& \r]+)').Groups[1].Value } | Where-Object { $_ }
                foreach ($signature in $signatures) {
                    $trace.Contains($signature) | Should -BeFalse
                    $trace.Contains([Uri]::UnescapeDataString($signature)) | Should -BeFalse
                }
            }

            $peer.Requests.Count | Should -BeGreaterThan 2
        }
        finally {
            $peer.Dispose()
        }
    }
}

# Every cmdlet that takes a credential speaks to a gateway, but those that keep credentials. One that is not in the table fails the test by its name.
Describe 'Every cmdlet under a peer that answers with <Kind>' -ForEach @(
    @{ Kind = 'the request in every field'; Reply = '{"Success":true,"RequestId":"{line}","Code":null,"Total":1,"PageCount":1,"MessageId":"{line}","Data":[ITEM],"DeviceStatusList":[ITEM],"ApplyDeviceList":[ITEM]}' }
    @{ Kind = 'the request in every field of a list'; Reply = '{"Success":true,"RequestId":"{line}","Data":{"Status":"CREATE_SUCCESS","PageCount":1,"ApplyId":7,"MessageId":"{line}","Result":"{line}","Versions":"{line}","List":{"X":[ITEM]}},"DeviceStatusList":{"DeviceStatus":[ITEM]},"ApplyDeviceList":{"ApplyDeviceInfo":[ITEM]},"Total":1,"PageCount":1,"PayloadBase64Byte":"{line}","RrpcCode":"SUCCESS","MessageId":"{line}"}' }
    @{ Kind = 'the request in an object'; Reply = '{"Success":true,"RequestId":"{line}","MessageId":"{line}","Data":ITEM}' }
    @{ Kind = 'the request in a model'; Reply = '{"Success":true,"RequestId":"r","Data":{"ThingModelJson":{"properties":[{"identifier":"{line}","name":"\u001b[31m\u202e{line}","dataType":{"type":"TEXT","specs":{"length":"5"}}}],"services":[{"identifier":"Set","name":"{line}"}],"DeviceSecret":"s1GNd"}}}' }
    @{ Kind = 'the request in the text of a model'; Reply = '{"Success":true,"RequestId":"r","Data":{"ThingModelJson":"{\"properties\":[{\"identifier\":\"{line}\",\"DeviceSecret\":\"s1GNd\"}]}"}}' }
    @{ Kind = 'the request in a text that is no model'; Reply = '{"Success":true,"RequestId":"r","Data":{"ThingModelJson":"{line} \u001b[31m DeviceSecret=s1GNd"}}' }
    @{ Kind = 'the request in a refusal of one device'; Reply = '{"Success":false,"Code":"iot.device.NotExistedDevice","ErrorMessage":"{line} \u001b[2J \u202e DeviceSecret: s1GNd","RequestId":"\u001b[31m"}' }
    @{ Kind = 'the request in a refusal of the action'; Reply = '{"Success":false,"Code":"InvalidAction.{line}","ErrorMessage":"{line} \u001b[2J \u200b \u0007 DeviceSecret: s1GNd","RequestId":"{line}"}' }
    @{ Kind = 'the request in a page'; Reply = "<html>{line} $([char]27)[31m DeviceSecret=s1GNd</html>" }
) {
    BeforeAll {
        $item = '{"DeviceName":"d1","ProductKey":"pk1","ProductName":"{line} \u001b[31m","IotId":"\u202e{line}","Nickname":"\u001b[2J{line}","DeviceSecret":"s1GNd","ProductSecret":"s1GNp","Status":"\u001b[31m{line}","Region":"{line}","FirmwareVersion":"\u0007{line}","IpAddress":"{line}","Description":"\u2028{line}","Identifier":"level","Name":"{line}","Unit":"\u200b{line}","DataType":"text","Value":"\u001b[31m{line} DeviceSecret=s1GNd","Version":1,"Time":"1700000000000","InputData":"{line}","OutputData":"{line}","EventType":"\u001b{line}"}'
        $script:accepted = [pscustomobject]@{ Status = 'Accepted'; DeviceName = 'd1'; ProductKey = 'pk1'; SentAt = [DateTime]::UtcNow.AddMinutes(-1) }
        $script:calls = @{
            'Clear-IotDesiredProperty' = { 'd1' | Clear-IotDesiredProperty level -Confirm:$false -JournalPath $files[0] @with }
            'Disable-IotDevice'        = { 'd1' | Disable-IotDevice -Confirm:$false -JournalPath $files[1] @with }
            'Enable-IotDevice'         = { 'd1' | Enable-IotDevice -JournalPath $files[2] @with }
            'Get-IotDesiredProperty'   = { 'd1' | Get-IotDesiredProperty @with }
            'Get-IotDevice'            = { Get-IotDevice @with }, { 'd1', 'd2' | Get-IotDevice @with }, { 'd1' | Get-IotDevice -Detail @with }
            'Get-IotDeviceHistory'     = { 'd1' | Get-IotDeviceHistory -Since (New-TimeSpan -Days 20) @with }, { 'd1' | Get-IotDeviceHistory Event @with }, { 'd1' | Get-IotDeviceHistory Service @with }
            'Get-IotDeviceProperty'    = { 'd1' | Get-IotDeviceProperty @with }
            'Get-IotDeviceStatus'      = { 'd1' | Get-IotDeviceStatus @with }
            'Get-IotProduct'           = { Get-IotProduct pk1 @with }
            'Get-IotThingModel'        = { Get-IotThingModel @with }, { Get-IotThingModel -Raw @with }
            'Invoke-IotApi'            = { Invoke-IotApi QueryDeviceDetail @{ ProductKey = 'pk1'; DeviceName = 'd1' } @with }, { Invoke-IotApi QueryDeviceDetail @{ ProductKey = 'pk1' } -Raw @with }
            'Invoke-IotRrpc'           = { 'd1' | Invoke-IotRrpc 'a text' -JournalPath $files[3] @with }
            'Invoke-IotThingService'   = { 'd1' | Invoke-IotThingService Set @{ a = 1 } -JournalPath $files[4] @with }, { 'd1' | Invoke-IotThingService Set @{ a = 1 } -UseThingModel @with }
            'Invoke-IotThingsService'  = { 'd1' | Invoke-IotThingsService Set @{ a = 1 } -JournalPath $files[5] @with }
            'Publish-IotMessage'       = { 'd1' | Publish-IotMessage get 'a text' -JournalPath $files[6] @with }
            'Register-IotDevice'       = { 'new-0001' | Register-IotDevice -JournalPath $files[7] @with }, { Register-IotDevice -Count 1 -Wait -TimeoutSec 1 @with }
            'Remove-IotDevice'         = { 'd1' | Remove-IotDevice -Confirm:$false -JournalPath $files[8] @with }
            'Set-IotDesiredProperty'   = { 'd1' | Set-IotDesiredProperty @{ level = 1 } -JournalPath $files[9] @with }
            'Set-IotDeviceNickname'    = { 'd1' | Set-IotDeviceNickname Boiler @with }
            'Set-IotDeviceProperty'    = { 'd1' | Set-IotDeviceProperty @{ level = 1 } -JournalPath $files[10] @with }, { 'd1' | Set-IotDeviceProperty @{ level = 1 } -Individually -UseThingModel @with }
            'Test-IotCredential'       = { Test-IotCredential @with }
            'Wait-IotCommand'          = { $accepted | Select-Object *, @{ n = 'Identifier'; e = { 'level' } }, @{ n = 'Args'; e = { '{}' } } | Wait-IotCommand -Poll -TimeoutSec 1 @with }, { $accepted | Select-Object *, @{ n = 'Property'; e = { '{"level":1}' } } | Wait-IotCommand -Poll -TimeoutSec 1 @with }
        }
    }

    AfterAll {
        Get-IotCredential | Remove-IotCredential
    }

    It 'leaves no secret, no signature and no mark' {
        $speaking = @(Get-Command -Module TuyaIot | Where-Object { $_.Parameters.ContainsKey('Credential') -and $_.Parameters.ContainsKey('MaxAttempts') })
        $speaking.Count | Should -BeGreaterThan 15
        $speaking.Name | Where-Object { -not $calls.ContainsKey($_) } | Should -BeNullOrEmpty -Because 'a cmdlet that speaks to a gateway is tried here'

        $peer = Start-Peer (Get-JsonReply $Reply.Replace('ITEM', $item))
        $secure = [Net.NetworkCredential]::new('', $secret).SecurePassword
        $folder = (New-Item -ItemType Directory -Path (Join-Path $TestDrive ([Guid]::NewGuid()))).FullName
        $files = 0..10 | ForEach-Object { "$folder/$_.jsonl" }
        Set-IotCredential testid $secure "http://127.0.0.1:$($peer.Port)" -ProductKey pk1 -RequestsPerSecond 0
        $with = @{ MaxAttempts = 1; Verbose = $true; Debug = $true; InformationAction = 'Continue'; WarningAction = 'SilentlyContinue'; ErrorAction = 'Continue' }
        try {
            foreach ($name in $speaking.Name | Sort-Object) {
                foreach ($call in $calls[$name]) {
                    $global:Error.Clear()
                    $output = @(try { & $call *>&1 } catch { $_ })
                    $trace = (Get-Trace $output $files) + ($output | Format-Table -Property * | Out-String -Width 4000)
                    $output.Count | Should -BeGreaterThan 0 -Because "$name shows what it sends under -Debug"
                    foreach ($hidden in $secret, [Uri]::EscapeDataString($secret), 's1GN') { $trace.Contains($hidden) | Should -BeFalse -Because "$call shows no $hidden" }
                    foreach ($mark in $marks) { $trace.Contains($mark) | Should -BeFalse -Because "$call shows no U+$(([int]$mark).ToString('X4'))" }
                    foreach ($signature in $peer.Requests | ForEach-Object { [regex]::Match($_, 'Signature=([^& \r]+)').Groups[1].Value } | Where-Object { $_ }) {
                        $trace.Contains($signature) | Should -BeFalse -Because "$call shows no signature"
                        $trace.Contains([Uri]::UnescapeDataString($signature)) | Should -BeFalse -Because "$call shows no signature"
                    }
                }
            }

            $peer.Requests.Count | Should -BeGreaterOrEqual $speaking.Count
        }
        finally {
            $peer.Dispose()
        }
    }
}

Describe 'The secret of a device' {
    It 'is in no transcript, no file and no view' {
        $file = Join-Path $TestDrive 'transcript.txt'
        $printed = Invoke-NewProcess -Arguments $manifest, $TestDrive -Script @'
param($Manifest, $Folder)
Import-Module -Name $Manifest
$simulator = Start-IotSimulator -ProductKey pk1
$simulator | Set-IotCredential -ProductKey pk1
$null = Start-Transcript -Path "$Folder/transcript.txt"
$new = 'pump-0001', 'pump-0002' | Register-IotDevice -Debug -Verbose -InformationAction Continue -JournalPath "$Folder/new.jsonl"
$devices = @($new) + @('pump-0001' | Get-IotDevice -Detail -Debug) + @(Get-IotProduct pk1)
foreach ($device in $devices) {
    $device
    $device | Format-List -Property *
    $device | Format-Table -Property * -Wrap
    $device | Format-Custom -Depth 3
    "$device"
    $device.ToString()
}
$devices | Export-Csv "$Folder/devices.csv"
$devices | ConvertTo-Json -Depth 5 | Set-Content "$Folder/devices.json"
$devices | ConvertTo-Html | Set-Content "$Folder/devices.html"
$null = Stop-Transcript
'SECRET=' + (($devices.DeviceSecret + $devices.ProductSecret | Where-Object { $_ } | ForEach-Object { [Net.NetworkCredential]::new('', $_).Password }) -join ',')
$simulator | Stop-IotSimulator
'@
        $plain = (($printed -match '^SECRET=')[-1] -replace '^SECRET=') -split ','
        $plain.Count | Should -BeGreaterOrEqual 3
        $all = ($printed -notmatch '^SECRET=') + @(Get-ChildItem -Path $TestDrive -File -Include *.txt, *.jsonl, *.csv, *.json, *.html -Recurse | Get-Content -Raw)
        ($all -join "`n") | Should -BeLike '*pump-0001*'
        Test-Path -Path $file | Should -BeTrue
        foreach ($one in $plain) { ($all -join "`n").Contains($one) | Should -BeFalse }
    }
}

Describe 'A secret in a text of the gateway' {
    It 'is masked as <_>' -ForEach @(
        '\"Signature\":\"s1GN\"', 'Signature: s1GN', 'Signature = s1GN', 'Signature%3Ds1GN', 'Signature%253Ds1GN', 'SecurityToken=s1GN', '\"AccessKeySecret\": \"s1GN\"',
        'password=s1GN', 'Pwd: s1GN', 'Authorization: Basic s1GN', 'Authorization: Bearer s1GN', 'https://user:s1GN@host/', 'Signature=\"s1GN with blanks\"'
    ) {
        $peer = Start-Peer (Get-JsonReply "{""Success"":false,""Code"":""c"",""ErrorMessage"":""Refused: $_ and more""}")
        try {
            $output = 'd1' | Invoke-IotThingsService Set -Credential (Get-Connection $peer) -WarningAction SilentlyContinue -ErrorAction Continue 2>&1
            $trace = Get-Trace $output
            $trace | Should -BeLike '*Refused:*'
            $trace.Contains('s1GN') | Should -BeFalse
        }
        finally {
            $peer.Dispose()
        }
    }
}

Describe 'A secret in a credential' {
    AfterEach {
        Get-IotCredential | Remove-IotCredential
    }

    It 'stays out of the error for <Kind>' -ForEach @(
        @{ Kind = 'a row with other columns'; Way = { [pscustomobject]@{ 'Access key ID' = 'id1'; 'Secret access key' = $secret } | Set-IotCredential -Endpoint gateway.example } }
        @{ Kind = 'a row without an ID'; Way = { [pscustomobject]@{ AccessKeySecret = $secret } | Set-IotCredential -Endpoint gateway.example } }
        @{ Kind = 'a row with a bad endpoint'; Way = { [pscustomobject]@{ AccessKeyId = 'id1'; AccessKeySecret = $secret } | Set-IotCredential -Endpoint 'no host' } }
        @{ Kind = 'a text'; Way = { $secret | Set-IotCredential -Endpoint gateway.example } }
        @{ Kind = 'a plain parameter'; Way = { Set-IotCredential id1 $secret gateway.example } }
        @{ Kind = 'a mistyped key'; Way = { Set-IotCredential -Connection @{ AccessKeyId = 'id1'; Secret = $secret; Endpoint = 'gateway.example' } } }
        @{ Kind = 'a number'; Way = { Set-IotCredential -Connection @{ AccessKeyId = 'id1'; TimeoutSeconds = $secret } } }
        @{ Kind = 'a switch'; Way = { Set-IotCredential -Connection @{ AccessKeyId = 'id1'; SkipCertificateCheck = $secret } } }
        @{ Kind = 'an endpoint with a user'; Way = { Set-IotCredential -Connection @{ AccessKeyId = 'id1'; AccessKeySecret = 'x'; Endpoint = "http://user:$secret@gateway.example" } } }
        @{ Kind = 'an endpoint of a user'; Way = { Set-IotCredential -Connection @{ AccessKeyId = 'id1'; AccessKeySecret = 'x'; Endpoint = "user:$secret@gateway.example:8686" } } }
        @{ Kind = 'a proxy of another scheme'; Way = { Set-IotCredential -Connection @{ AccessKeyId = 'id1'; AccessKeySecret = 'x'; Endpoint = 'gateway.example'; Proxy = "ftp://user:$($secret -replace ' ')@proxy" } } }
        @{ Kind = 'a proxy that is no URL'; Way = { Set-IotCredential id1 ([securestring]::new()) gateway.example -Proxy "x:$secret@proxy" } }
    ) {
        $global:Error.Clear()
        $output = try { & $Way 2>&1 } catch { $_ }
        @($output | Where-Object { $_ -is [Management.Automation.ErrorRecord] }) | Should -HaveCount 1
        $trace = Get-Trace $output
        $trace.Contains($secret) | Should -BeFalse
        $trace.Contains(($secret -replace ' ')) | Should -BeFalse
    }

    It 'is taken from a row of a CSV file' {
        $credential = [pscustomobject]@{ AccessKeyId = 'id1'; AccessKeySecret = $secret } | Set-IotCredential -Endpoint gateway.example -PassThru
        $credential.AccessKeyId | Should -Be id1
        (Get-Trace $credential).Contains($secret) | Should -BeFalse
    }

    It 'is masked where its name looks like one' {
        $parameters = @{ SecurityToken = 's1GN'; MySecret = 's1GN'; apitoken = 's1GN'; DbPassword = 's1GN'; Version = 'v1'; NextToken = 'n1' }
        $credential = Set-IotCredential -PassThru -Connection @{ AccessKeyId = 'id1'; AccessKeySecret = 'x'; Endpoint = 'gateway.example'; CommonParameter = $parameters }
        $trace = (Get-Trace $credential) + ($credential.CommonParameter | Out-String)
        $trace.Contains('s1GN') | Should -BeFalse
        $credential.CommonParameter['Version'] | Should -Be v1
        $credential.CommonParameter['NextToken'] | Should -Be n1
    }

    It 'of a token is sent, and shown nowhere' {
        $peer = Start-Peer (Get-JsonReply '{"Success":true,"RequestId":"r"}')
        try {
            $token = [Net.NetworkCredential]::new('', 's1GN').SecurePassword
            $output = & {
                Set-IotCredential testid $token "http://127.0.0.1:$($peer.Port)" -ProductKey pk1 -SecurityToken $token -PassThru
                'd1' | Invoke-IotThingsService Set -Verbose -Debug
                'd1' | Invoke-IotThingsService Set -Credential (Get-Connection $peer @{ SecurityToken = 's1GN' })
                $env:TUYA_IOT_ACCESS_KEY_ID = 'testid'
                $env:TUYA_IOT_ACCESS_KEY_SECRET = 'x'
                $env:TUYA_IOT_SECURITY_TOKEN = 's1GN'
                $env:TUYA_IOT_ENDPOINT = "http://127.0.0.1:$($peer.Port)"
                $env:TUYA_IOT_PRODUCT_KEY = 'pk1'
                Remove-IotCredential -Name Default
                'd1' | Invoke-IotThingsService Set
                Get-IotCredential
            } *>&1
            $peer.Requests | Where-Object { $_ -like '*SecurityToken=s1GN*' } | Should -HaveCount 3
            (Get-Trace $output).Contains('s1GN') | Should -BeFalse
        }
        finally {
            Remove-Item -Path Env:TUYA_IOT_* -ErrorAction Ignore
            $peer.Dispose()
        }
    }

    It 'does not go along to another process, which is said' {
        $credential = Set-IotCredential -PassThru -Connection @{ AccessKeyId = 'id1'; AccessKeySecret = $secret; Endpoint = 'gateway.example'; ProductKey = 'pk1' }
        Export-Clixml -InputObject $credential -Path "$TestDrive/credential.xml"
        (Get-Content -Path "$TestDrive/credential.xml" -Raw).Contains($secret) | Should -BeFalse
        $saved = Import-Clixml -Path "$TestDrive/credential.xml"
        $passed = Start-Job -ScriptBlock { param($It) $It } -ArgumentList $credential | Receive-Job -Wait -AutoRemoveJob
        foreach ($one in $saved, $passed) {
            $failure = { 'd1' | Invoke-IotThingsService Set -Credential $one } | Should -Throw -ErrorId 'CredentialWithoutSecret,*' -PassThru
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*PSCredential*'
        }
    }
}

Describe 'A mark in a row' {
    AfterEach {
        Get-IotCredential | Remove-IotCredential
    }

    It 'is refused in <Column>' -ForEach @(
        @{ Column = 'ProductKey' }
        @{ Column = 'Identifier' }
    ) {
        $simulator = Start-IotSimulator -ProductKey pk1
        try {
            $simulator | Set-IotCredential
            foreach ($mark in $marks) {
                $row = [pscustomobject]@{ DeviceName = 'd1'; Identifier = 'Set'; ProductKey = 'pk1' }
                $row.$Column = "a${mark}b"
                $row | Invoke-IotThingsService -ErrorVariable wrong -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
                $wrong[0].FullyQualifiedErrorId | Should -BeLike "Invalid$Column,*"
                $wrong[0].Exception.Message.Contains($mark) | Should -BeFalse
            }

            $simulator.RequestCount | Should -Be 0
        }
        finally {
            $simulator | Stop-IotSimulator
        }
    }
}
