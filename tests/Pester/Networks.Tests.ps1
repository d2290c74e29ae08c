# Networks as they are: proxies, wrong peers, unasked encodings, and connections that cost something.
BeforeAll {
    . "$PSScriptRoot/Package.ps1"
    . "$PSScriptRoot/Peer.ps1"
    $script:accepted = Get-JsonReply '{"Success":true,"RequestId":"r"}'

    function Get-Connection {
        param([object] $Peer, [hashtable] $More = @{})
        $connection = @{ AccessKeyId = 'testid'; AccessKeySecret = 'testsecret'; Endpoint = "http://127.0.0.1:$($Peer.Port)"; ProductKey = 'pk1'; RequestsPerSecond = 0 }
        foreach ($name in $More.Keys) { $connection[$name] = $More[$name] }
        $connection
    }

    function Invoke-OneCall {
        param([string] $Reply, [switch] $Gzip)
        $peer = Start-Peer $Reply -Gzip:$Gzip
        try {
            'd1' | Invoke-IotThingsService Set -Credential (Get-Connection $peer) -MaxAttempts 1 -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        }
        finally {
            $peer.Dispose()
        }
    }
}

Describe 'A proxy' {
    It 'of the system is not asked for an endpoint on this machine, <_>' -ForEach '127.0.0.1', 'localhost' {
        $proxy = Start-Peer $accepted
        $gateway = Start-Peer $accepted
        try {
            $url = "http://127.0.0.1:$($proxy.Port)"
            $status = Invoke-NewProcess -Environment @{ HTTP_PROXY = $url; ALL_PROXY = $url } -Arguments $manifest, "http://${_}:$($gateway.Port)" -Script @'
                Import-Module $args[0]
                ('d1' | Invoke-IotThingsService Set -Credential @{ AccessKeyId = 'testid'; AccessKeySecret = 'x'; Endpoint = $args[1]; ProductKey = 'pk1' }).Status
'@
            $status | Should -Be Accepted
            $proxy.Requests.Count | Should -Be 0
            $gateway.Requests.Count | Should -Be 1
        }
        finally {
            $proxy.Dispose()
            $gateway.Dispose()
        }
    }

    It 'that refuses is named, and its password is not, given as <Kind>' -ForEach @(
        @{ Kind = 'HTTPS_PROXY'; Variable = 'HTTPS_PROXY'; More = '@{}' }
        @{ Kind = '-Proxy'; Variable = 'TUYA_IOT_TEST_PROXY'; More = '@{ Proxy = $env:TUYA_IOT_TEST_PROXY }' }
    ) {
        $proxy = Start-Peer "HTTP/1.1 403 Forbidden`r`nContent-Length: {length}`r`n`r`n{line}"
        try {
            $lines = Invoke-NewProcess -Environment @{ $Variable = "http://svc:Pw9Pw9@127.0.0.1:$($proxy.Port)" } -Arguments $manifest, "$TestDrive/$([Guid]::NewGuid()).jsonl" -Script @"
                Import-Module `$args[0]
                `$journal = `$args[1]
                `$connection = @{ AccessKeyId = 'testid'; AccessKeySecret = 'x'; Endpoint = 'https://gateway.example'; ProductKey = 'pk1' } + $More
                `$all = & { Set-IotCredential -Connection `$connection -PassThru; try { 'd1' | Invoke-IotThingsService Set -JournalPath `$journal -Verbose -Debug } catch { `$_ } } *>&1
                `$all | Format-List -Property * -Force | Out-String -Width 4000
                `$all | ForEach-Object { "`$_" }
                if (Get-Command -Name Get-Error -ErrorAction Ignore) { Get-Error | Out-String -Width 4000 }
                `$Error[0] | Format-List -Property * -Force | Out-String -Width 4000
                Get-Content -Path `$journal
                Get-Content -Path (Export-IotRunReport -JournalPath `$journal)
"@
            $text = $lines -join "`n"
            $text | Should -BeLike "*through the proxy http://127.0.0.1:$($proxy.Port)*"
            $text | Should -Not -BeLike '*Pw9Pw9*'
            $proxy.Requests.Count | Should -BeGreaterThan 0
        }
        finally {
            $proxy.Dispose()
        }
    }

    It 'gets the user and the password of its URL' {
        $proxy = Start-Peer "HTTP/1.1 407 Proxy Authentication Required`r`nProxy-Authenticate: Basic realm=`"x`"`r`nContent-Length: {length}`r`n`r`n"
        try {
            $connection = Get-Connection $proxy @{ Endpoint = 'http://gateway.example'; AllowUnencrypted = $true; Proxy = "http://svc:Pw9%23@127.0.0.1:$($proxy.Port)" }
            $null = try { 'd1' | Invoke-IotThingsService Set -Credential $connection -MaxAttempts 1 -ErrorAction SilentlyContinue -WarningAction SilentlyContinue } catch { $_ }
            $basic = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes('svc:Pw9#'))
            $proxy.Requests | Where-Object { $_ -like "*Proxy-Authorization: Basic $basic*" } | Should -Not -BeNullOrEmpty
        }
        finally {
            $proxy.Dispose()
        }
    }
}

Describe 'Equal credentials share their connections' {
    It '300 calls with the key <Kind>' -ForEach @(
        @{ Kind = 'in the environment'; Call = { param($It) 'd1' | Invoke-IotThingsService Set -RequestsPerSecond 0 } }
        @{ Kind = 'in a hashtable'; Call = { param($It) 'd1' | Invoke-IotThingsService Set -Credential (Get-Connection $It) } }
        @{ Kind = 'set anew each time'; Call = { param($It) Set-IotCredential -Connection (Get-Connection $It); 'd1' | Invoke-IotThingsService Set } }
    ) {
        $peer = Start-Peer $accepted
        try {
            $env:TUYA_IOT_ACCESS_KEY_ID = 'testid'
            $env:TUYA_IOT_ACCESS_KEY_SECRET = 'testsecret'
            $env:TUYA_IOT_ENDPOINT = "http://127.0.0.1:$($peer.Port)"
            $env:TUYA_IOT_PRODUCT_KEY = 'pk1'
            $status = foreach ($i in 1..300) { (& $Call $peer).Status }
            @($status | Where-Object { $_ -eq 'Accepted' }).Count | Should -Be 300
            $peer.Requests.Count | Should -Be 300
            $peer.Connections | Should -BeLessOrEqual 8
        }
        finally {
            Remove-Item -Path Env:TUYA_IOT_* -ErrorAction Ignore
            Get-IotCredential | Remove-IotCredential
            $peer.Dispose()
        }
    }
}

Describe 'A reply' {
    It 'that is packed unasked is read' {
        (Invoke-OneCall (Get-JsonReply '{"Success":true}' "Content-Encoding: gzip`r`n") -Gzip).Status | Should -Be Accepted
        (Invoke-OneCall (Get-JsonReply '{"Success":false,"Code":"iot.device.NotExistedDevice"}' "Content-Encoding: gzip`r`n") -Gzip).Status | Should -Be Rejected
    }

    It 'that cannot be read says why: <Word>' -ForEach @(
        @{ Word = 'Content-Encoding'; Header = "Content-Encoding: zstd`r`n"; Type = 'application/json' }
        @{ Word = 'charset'; Header = ''; Type = 'application/json; charset=x-nobody-knows' }
    ) {
        $reply = "HTTP/1.1 200 OK`r`nContent-Type: $Type`r`nContent-Length: {length}`r`n$Header`r`n$([char]0xFC)$([char]0xFF)"
        $result = Invoke-OneCall $reply
        $result.Status | Should -Be Unknown
        $result.ErrorMessage | Should -BeLike "*$Word*"
    }

    It 'that says <Body> is <Status>' -ForEach @(
        @{ Body = '{"Success":1}'; Status = 'Accepted' }
        @{ Body = '{"Success":"true"}'; Status = 'Accepted' }
        @{ Body = '{"Success":"yes"}'; Status = 'Unknown' }
        @{ Body = '{"Success":true,"Code":"iot.device.NotExistedDevice"}'; Status = 'Unknown' }
        @{ Body = '{"Success":false,"Success":true}'; Status = 'Unknown' }
        @{ Body = '{"Success":true,"success":false}'; Status = 'Unknown' }
    ) {
        (Invoke-OneCall (Get-JsonReply $Body)).Status | Should -Be $Status
    }

    It 'of 503 with a code that refuses contradicts itself, and is not sent again' {
        $peer = Start-Peer (Get-JsonReply '{"Code":"InvalidParameter"}' -Status '503 Service Unavailable')
        try {
            $null = 'd1' | Invoke-IotThingsService Set -Credential (Get-Connection $peer) -ErrorVariable failure -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
            $peer.Requests.Count | Should -Be 1
        }
        finally {
            $peer.Dispose()
        }
    }

    It 'of the year <_> spoils no later request' -ForEach '9999', '0001' {
        $peer = Start-Peer (Get-JsonReply '{"Code":"InvalidTimeStamp.Expired"}' "Date: Fri, 31 Dec $_ 23:59:59 GMT`r`n" '400 Bad Request')
        try {
            foreach ($i in 1..2) {
                $result = 'd1' | Invoke-IotThingsService Set -Credential (Get-Connection $peer) -ErrorVariable failure -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
                $result.Status | Should -Be Rejected
                $failure[0].FullyQualifiedErrorId | Should -BeLike 'ClockRefused,*'
            }
        }
        finally {
            $peer.Dispose()
        }
    }
}
