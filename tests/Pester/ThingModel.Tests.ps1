# The thing model as a user meets it: both of its forms, commands that are checked against it, and what Tab offers.
BeforeAll {
    . "$PSScriptRoot/Package.ps1"
    . "$PSScriptRoot/Peer.ps1"

    $withSpecs = @'
{"_ppk":{"version":"1700000000001"},"productKey":"pk1","deviceSecret":"Hidden-1",
 "properties":[
  {"identifier":"level","name":"Level","dataType":"DOUBLE","rwFlag":"READ_WRITE","required":false,"dataSpecs":{"dataType":"DOUBLE","min":"0","max":"100","step":"0.5","unit":"%"}},
  {"identifier":"mode","name":"Mode","dataType":"ENUM","rwFlag":"READ_ONLY","dataSpecsList":[{"dataType":"ENUM","name":"idle","value":0},{"dataType":"ENUM","name":"run","value":1}]}],
 "services":[{"identifier":"openValve","serviceName":"Open valve","callType":"ASYNC","inputParams":[
  {"identifier":"seconds","name":"Seconds","dataType":"INT","paraOrder":0,"required":true,"dataSpecs":{"dataType":"INT","min":"1","max":"600","step":"1","unit":"s"}},
  {"identifier":"flow","name":"Flow","dataType":"FLOAT","paraOrder":1,"dataSpecs":{"dataType":"FLOAT","min":"0","max":"20"}},
  {"identifier":"force","name":"Force","dataType":"BOOL","paraOrder":2,"dataSpecsList":[{"name":"no","value":0},{"name":"yes","value":1}]}],"outputParams":[]}],
 "events":[{"identifier":"leak","eventName":"Leak","eventType":"ALERT_EVENT_TYPE","outputdata":[]}]}
'@
    $withTypes = @'
{"profile":{"productKey":"pk1","version":"1700000000001"},
 "properties":[
  {"identifier":"level","name":"Level","accessMode":"rw","dataType":{"type":"double","specs":{"min":"0","max":"100","step":"0.5","unit":"%"}}},
  {"identifier":"mode","name":"Mode","accessMode":"r","dataType":{"type":"enum","specs":{"0":"idle","1":"run"}}}],
 "services":[{"identifier":"openValve","name":"Open valve","callType":"async","inputData":[
  {"identifier":"seconds","name":"Seconds","required":true,"dataType":{"type":"int","specs":{"min":"1","max":"600","step":"1","unit":"s"}}},
  {"identifier":"flow","name":"Flow","dataType":{"type":"float","specs":{"min":"0","max":"20"}}},
  {"identifier":"force","name":"Force","dataType":{"type":"bool","specs":{"0":"no","1":"yes"}}}],"outputData":[]}],
 "events":[{"identifier":"leak","name":"Leak","type":"alert","outputData":[]}]}
'@
    $models = @{ Specs = $withSpecs; Types = $withTypes }

    # A gateway that answers every request with this model; a command takes the reply for accepted.
    function Start-ModelPeer {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper.')]
        param([string] $Model)
        Start-Peer -Reply (Get-JsonReply -Body (@{ RequestId = 'A-1'; Success = $true; ProductKey = 'pk1'; Data = @{ ThingModelJson = $Model } } | ConvertTo-Json -Depth 5))
    }

    function Set-PeerCredential {
        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A test helper.')]
        param([object] $Peer)
        Set-IotCredential -AccessKeyId testid -AccessKeySecret ([Net.NetworkCredential]::new('', 'secret').SecurePassword) -Endpoint "http://127.0.0.1:$($Peer.Port)" -ProductKey pk1
    }

    # The Args of the commands that the peer received.
    function Get-SentArg {
        param([object] $Peer)
        foreach ($request in $Peer.Requests) {
            if ($request -match 'Action=InvokeThingsService' -and $request -match '[?&]Args=([^& ]*)') { [uri]::UnescapeDataString($Matches[1]) }
        }
    }
}

AfterAll {
    Get-IotCredential | Remove-IotCredential
}

Describe 'Get-IotThingModel with a model in the form <_>' -ForEach 'Specs', 'Types' {
    BeforeAll {
        $peer = Start-ModelPeer -Model $models[$_]
        Set-PeerCredential $peer
        $model = Get-IotThingModel
    }

    AfterAll {
        $peer.Dispose()
    }

    It 'is one typed object' {
        $model | Should -BeOfType ([TuyaIot.IotThingModel])
        $model.ProductKey, $model.Version | Should -Be 'pk1', '1700000000001'
        $model.Properties.Identifier | Should -Be 'level', 'mode'
        $model.Services.Identifier | Should -Be 'openValve'
        $model.Events.EventType | Should -Be 'ALERT'
    }

    It 'has limits as numbers and values with names' {
        $level, $mode = $model.Properties
        $level.Min, $level.Max, $level.Step | Should -Be 0, 100, 0.5
        $level.Access, $mode.Access | Should -Be 'READ_WRITE', 'READ_ONLY'
        "$($mode.EnumValues)" | Should -Be '0 (idle) 1 (run)'
        $model.Services[0].Input.DataType | Should -Be 'INT', 'FLOAT', 'BOOL'
        $model.Services[0].Input.Required | Should -Be $true, $false, $false
    }

    It 'fits 80 columns' {
        $screen = @($model; $model.Properties; $model.Services; $model.Events; $model.Services.Input) | ForEach-Object { $_ | Format-Table | Out-String -Stream -Width 80 }
        $screen | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 80 }
        $screen -join "`n" | Should -Match '0 to 100 %, step 0.5'
    }

    It 'shows no secret' {
        "$($model.Raw) $(Get-IotThingModel -Raw)" | Should -Not -Match 'Hidden-1'
        (Get-IotThingModel -Raw | ConvertFrom-Json).services.identifier | Should -Be 'openValve'
    }
}

Describe 'A model that is no JSON' {
    BeforeAll {
        $peer = Start-ModelPeer -Model '{ broken'
        Set-PeerCredential $peer
    }

    AfterAll {
        $peer.Dispose()
    }

    It 'is an error with a way out, which works' {
        { Get-IotThingModel -ErrorAction Stop } | Should -Throw -ErrorId 'ThingModelUnreadable,*' -PassThru |
            ForEach-Object { $_.ErrorDetails.RecommendedAction } | Should -Match 'Get-IotThingModel pk1 -Raw'
        Get-IotThingModel pk1 -Raw | Should -BeExactly '{ broken'
    }
}

Describe '-UseThingModel with a model in the form <_>' -ForEach 'Specs', 'Types' {
    BeforeEach {
        $peer = Start-ModelPeer -Model $models[$_]
        Set-PeerCredential $peer
    }

    AfterEach {
        $peer.Dispose()
    }

    It 'sends 10.0 for a FLOAT and 10 for an INT' {
        (1..250 | ForEach-Object { "d$_" } | Invoke-IotThingsService openValve @{ seconds = 10; flow = 10 } -UseThingModel -RequestsPerSecond 0).Status | Should -Be (@('Accepted') * 3)
        Get-SentArg $peer | Should -BeExactly (@('{"flow":10.0,"seconds":10}') * 3)
        @($peer.Requests -match 'Action=QueryThingModelPublished').Count | Should -Be 1
    }

    It 'names every fault at once and sends nothing' {
        $failure = { 'd1', 'd2' | Invoke-IotThingsService openValve @{ flow = 20.5; force = $true; extra = 1 } -UseThingModel } | Should -Throw -ErrorId 'ThingModelMismatch,*' -PassThru
        foreach ($fault in 'flow is 20.5 (allowed: FLOAT, 0 to 20)', 'force is true: write 1 (allowed: BOOL, 0 (no), 1 (yes))', 'there is no extra: the model has seconds, flow, force', 'seconds is missing (allowed: INT, 1 to 600 s)') {
            $failure.Exception.Message | Should -BeLike "*$fault*"
        }

        Get-SentArg $peer | Should -BeNullOrEmpty
    }

    It 'sends a JSON text byte for byte or not at all' {
        $null = 'd1' | Invoke-IotThingsService openValve '{ "seconds" : 1, "flow": 1.50 }' -UseThingModel
        { 'd1' | Invoke-IotThingsService openValve '{"seconds":1,"flow":1}' -UseThingModel } | Should -Throw -ErrorId 'ThingModelMismatch,*'
        Get-SentArg $peer | Should -BeExactly '{ "seconds" : 1, "flow": 1.50 }'
    }

    It 'goes on after a row that the model refuses' {
        $rows = @'
DeviceName,Args
d1,"{""seconds"":700}"
d2,"{""seconds"":7}"
d3,"{""seconds"":""7""}"
'@ | ConvertFrom-Csv
        $results = $rows | Invoke-IotThingsService openValve -UseThingModel -ErrorAction SilentlyContinue -ErrorVariable failures
        $results.DeviceName | Should -Be 'd2'
        $failures.FullyQualifiedErrorId | Should -BeLike 'ThingModelMismatch,*'
        @($failures).Count | Should -Be 2
    }
}

Describe 'Tab' {
    BeforeAll {
        $peer = Start-ModelPeer -Model $withSpecs
        Set-PeerCredential $peer

        function Get-Offer {
            param([string] $Line)
            (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches
        }
    }

    AfterAll {
        $peer.Dispose()
    }

    It 'completes services and their input, and reads the model once' {
        # Services that this session called before follow those of the model.
        @(Get-Offer 'Invoke-IotThingsService ')[0].CompletionText | Should -Be 'openValve'
        (Get-Offer 'Invoke-IotThingsService -Identifier open').ToolTip | Should -BeExactly 'Open valve: seconds INT, flow FLOAT, force BOOL'
        (Get-Offer 'Invoke-IotThingsService openValve ')[0].CompletionText | Should -BeExactly '@{ seconds = ; flow = ; force = }'
        (Get-Offer 'Invoke-IotThingsService openValve -Args ')[1].ToolTip | Should -BeExactly 'seconds: INT, 1 to 600 s (Seconds)'
        $peer.Requests.Count | Should -Be 1
    }
}
