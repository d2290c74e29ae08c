using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.Journals;
using TuyaIot.Progress;
using TuyaIot.Signing;

namespace TuyaIot.Pipeline;

/// <summary>
/// The base of cmdlets that send one command to many devices: names from the pipeline, gathered into requests, a few in flight. A
/// derived cmdlet has the command's own parameters, and says with CreateCall what they come to.
/// </summary>
public abstract class DeviceBatchCommand : IotCommand
{
    /// <summary>Names come as text.</summary>
    private protected const string NameSet = "Name";

    /// <summary>
    /// Objects come, and the command's parameters may be among their properties. In a set of its own, because the engine would ask each
    /// name for each of these properties, twice: half of its whole time for a name. InputObject selects this set: it accepts anything
    /// that is not a string.
    /// </summary>
    private protected const string RowSet = "Row";

    private HashSet<string> _commandLine = [];
    private IotCredential? _credential;
    private IotClient? _client;
    private DeviceRun? _run;
    private ShouldProcessGate? _gate;
    private RunMonitor? _monitor;
    private RunWriter? _writer;
    private RowBinding? _rows;
    private DeviceBatchCall? _call;
    private bool _hasName;
    private bool _isDebug;

    /// <summary>
    /// Names of devices, from the pipeline as text or as objects with this property. Blank names are skipped. A name that is twice in
    /// one request is sent once.
    /// </summary>
    [Parameter(ParameterSetName = NameSet, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "Device")]
    [DeviceNameTransformation]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? DeviceName { get; set; }

    /// <summary>
    /// An object from the pipeline, such as a row of a CSV file or a result. Its properties bind to the parameters. It is for the
    /// pipeline alone.
    /// </summary>
    [Parameter(ParameterSetName = RowSet, Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The product of the devices. Default: the credential's.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ProductKeyCompleter))]
    public string? ProductKey { get; set; }

    /// <summary>How many devices one request carries, 1 to 100. Default: 100, the most that the API takes.</summary>
    [Parameter]
    [ValidateRange(1, DeviceBatchCall.MaxDeviceNames)]
    public int BatchSize { get; set; } = DeviceBatchCall.MaxDeviceNames;

    /// <summary>How many devices will come down the pipeline. It is for the progress bar and the closing warning.</summary>
    [Parameter]
    [Alias("Count")]
    [ValidateRange(0, long.MaxValue)]
    public long ExpectedCount { get; set; }

    /// <summary>How many requests may be in flight at once. Default: 8.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The highest number of requests a second; 0 is no limit. Default: the credential's, which is 10 by default.</summary>
    [Parameter]
    [InvariantNumber]
    [ValidateRange(0d, 100_000d)]
    public double RequestsPerSecond { get; set; }

    /// <summary>How often a request is tried that could not be sent. A throttled reply does not count. Default: 5.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int MaxAttempts { get; set; } = 5;

    /// <summary>
    /// Sends again what may have been carried out already, because its reply was lost. Devices may then execute the command twice, so
    /// this is for commands that do no harm when they are repeated.
    /// </summary>
    [Parameter]
    public SwitchParameter RetryUnknown { get; set; }

    /// <summary>
    /// Records the run in this file, as JSON Lines. The same command with the same file goes on where the earlier run ended: accepted
    /// devices are skipped, and those in flight when it died are reported as Unknown.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>What happens to a batch that is rejected because of a device in it: Report or Split. Default: Report.</summary>
    [Parameter]
    public OnRejected OnRejected { get; set; }

    /// <summary>Writes one result a device instead of one a request.</summary>
    [Parameter]
    public SwitchParameter PerDevice { get; set; }

    /// <summary>The name of the run, for people.</summary>
    private protected abstract string Title { get; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _commandLine = new HashSet<string>(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        if (!MyInvocation.ExpectingInput && (DeviceName ?? []).All(string.IsNullOrWhiteSpace))
        {
            ThrowTerminatingError(InputError.NoDeviceName(DeviceName));
        }

        _isDebug = MyInvocation.BoundParameters.ContainsKey("Debug")
            || !Equals(GetVariableValue("DebugPreference"), ActionPreference.SilentlyContinue);
        _credential = ResolveCredential();
        _rows = new RowBinding(MyInvocation.MyCommand.Parameters, RowSet, _commandLine, MyInvocation.BoundParameters, Same);
        double requestsPerSecond = IsFromCommandLine(nameof(RequestsPerSecond)) ? RequestsPerSecond : _credential.RequestsPerSecond;
        _gate = new ShouldProcessGate(this, requestsPerSecond);
        DeliveryOptions delivery = new() { MaxAttempts = MaxAttempts, RetryUnknown = RetryUnknown, RequestsPerSecond = requestsPerSecond };
        DeviceRunOptions options = new()
        {
            BatchSize = BatchSize,
            ThrottleLimit = ThrottleLimit,
            OnRejected = OnRejected,
            Delivery = delivery,
            Journal = OpenJournal(),
        };
        _monitor = new RunMonitor(this, Warn, Title, Expected(), hasJournal: options.Journal is not null, quiet: _gate.IsWhatIf);
        _writer = new RunWriter(this, _monitor, CreateResults);
        _client = _credential.Connect(delivery);
        _run = new DeviceRun(_client, options, ShouldSend, _writer.Write, CancellationToken);
        _monitor.State = () => (_run.Skipped, _run.Waiting);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_rows!.IsForNothing(InputObject))
        {
            WriteError(InputError.DeviceNameGivenTwice(InputObject!));
            return;
        }

        DeviceBatchCall? call = null;
        try
        {
            if (InputObject is null)
            {
                foreach (string? name in DeviceName ?? [])
                {
                    Add(name, ref call);
                }

                return;
            }

            foreach (object? value in _rows.NamesOf(InputObject, DeviceName))
            {
                Add(value, ref call);
            }
        }
        catch (IotArgumentException exception) when (exception.ErrorId == DeviceNameParser.ErrorId || IsOfRow(exception))
        {
            WriteError(IotError.From(exception));
        }
        catch (IotArgumentException exception)
        {
            // The command line is the same for every name: one error, not one for each.
            End(IotError.From(exception), hasBegun: _call is not null);
        }
        catch (RunEndedException ended)
        {
            End(_writer!.WriteLast(ended));
        }
    }

    /// <summary>What cannot be a name is an error of its own, and the names beside it are sent.</summary>
    private void Add(object? value, ref DeviceBatchCall? call)
    {
        try
        {
            string? name = DeviceNameParser.ParseValue(value);
            if (!string.IsNullOrEmpty(name))
            {
                _hasName = true;
                _run!.Add(call ??= CurrentCall(), name!);
            }
        }
        catch (IotArgumentException exception) when (exception.ErrorId == DeviceNameParser.ErrorId)
        {
            WriteError(IotError.From(exception));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!_hasName)
        {
            Warn("No device name came down the pipeline; nothing was sent.");
        }

        try
        {
            _run!.Complete();
        }
        catch (RunEndedException ended)
        {
            End(_writer!.WriteLast(ended));
        }
        catch (JournalException exception)
        {
            End(IotError.From(exception));
        }

        _gate!.Conclude(Title);
        if (_run!.Skipped > 0)
        {
            WriteSkipped(_run.Skipped);
        }

        _monitor!.Conclude(completed: true);
    }

    /// <summary>What the parameters come to, for the current record.</summary>
    /// <exception cref="IotArgumentException">A parameter cannot be used.</exception>
    private protected abstract DeviceBatchCall CreateCall(string productKey);

    /// <summary>Checks what only a complete command must have, since a row may bring it.</summary>
    /// <exception cref="IotArgumentException">A parameter is missing.</exception>
    private protected virtual void CheckCall(DeviceBatchCall call)
    {
    }

    private protected abstract IEnumerable<object> CreateResults(FinishedBatch finished);

    /// <summary>Whether a row's value of a parameter means the same as the command line's.</summary>
    private protected virtual bool Same(string parameter, object? row, object? commandLine) =>
        string.Equals(
            LanguagePrimitives.ConvertTo<string>(row)?.Trim(), LanguagePrimitives.ConvertTo<string>(commandLine)?.Trim(), StringComparison.Ordinal);

    /// <summary>Cancels the requests in flight and waits until they have ended.</summary>
    private protected override void End()
    {
        _run?.Dispose();
        _client?.Dispose();
        _monitor?.Dispose();
    }

    private protected bool IsFromCommandLine(string parameter) => _commandLine.Contains(parameter);

    /// <summary>Whether the current object is a result whose value of a parameter is not the command line's.</summary>
    private protected bool IsResultOfAnother(string parameter) => InputObject is not null && _rows!.IsResultOfAnother(InputObject, parameter);

    /// <summary>What is missing from the first object on, and is no property of it, is missing on the command line.</summary>
    private bool IsOfRow(IotArgumentException exception) =>
        InputObject is not null && (_call is not null || !_rows!.IsMissingOnCommandLine(InputObject, exception.ErrorId));

    private long? Expected() => IsFromCommandLine(nameof(ExpectedCount)) ? ExpectedCount
        : MyInvocation.ExpectingInput ? null
        : DeviceName?.Length;

    private void End(ErrorRecord error, bool hasBegun = true)
    {
        _monitor!.Conclude(completed: false, hasBegun);
        ThrowTerminatingError(error);
    }

    private void WriteSkipped(long skipped)
    {
        string text = InputError.Skipped(skipped);
        if (_monitor!.HasResults)
        {
            Verbose(text);
            return;
        }

        Warn($"{text} The journal has nothing left to do.");
    }

    /// <summary>
    /// The journal's command is the part that is the same for every device: the parameters of the command line. A mistake on the command
    /// line is found here, before the first name.
    /// </summary>
    private Journal? OpenJournal()
    {
        try
        {
            string? productKey = string.IsNullOrWhiteSpace(ProductKey) ? _credential!.ProductKey : ProductKey!.Trim();
            DeviceBatchCall call = CreateCall(productKey ?? string.Empty);
            if (JournalPath is null || _gate!.IsWhatIf)
            {
                return null;
            }

            IEnumerable<RpcParameter> parameters = call.GetParameters()
                .Where(parameter => parameter.Name == nameof(ProductKey) ? productKey is not null : IsFromCommandLine(parameter.Name));
            JournalCommand command = new(_credential!.Endpoint, call.Action.Name, [.. parameters]);
            using JournalProgress progress = new(this, JournalPath);
            return Journal.Open(FilePath.Resolve(this, JournalPath), command, TimeProvider.System, Expected(), progress, CancellationToken);
        }
        catch (OperationCanceledException) when (CancellationToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (IotArgumentException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
            throw;
        }
        catch (JournalException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
            throw;
        }
    }

    /// <summary>The same object as long as nothing has changed, which is how a group of names is found at once.</summary>
    private DeviceBatchCall CurrentCall()
    {
        if (InputObject is not null)
        {
            _rows!.CheckContradictions(InputObject);
        }
        else if (_call is not null && !_rows!.HasRows)
        {
            return _call;
        }

        string? productKey = string.IsNullOrWhiteSpace(ProductKey) ? _credential!.ProductKey : ProductKey!.Trim();
        DeviceBatchCall call = CreateCall(TextParser.Parse(nameof(ProductKey), productKey ?? throw InputError.NoProductKey()));
        CheckCall(call);
        return _call = call.Equals(_call) ? _call! : call;
    }

    private bool ShouldSend(DeviceBatch batch)
    {
        if (!_gate!.ShouldSend(batch, Title))
        {
            return false;
        }

        if (!_isDebug)
        {
            return true;
        }

        WriteDebug($"{batch.Call.Action.Name} {_credential!.Method} {_credential.Endpoint} {string.Join(" ", batch.Call.GetParameters().Select(Describe))} {Describe(batch.DeviceName)}");
        return true;
    }

    private static string Describe(RpcParameter parameter) => $"{parameter.Name}={parameter.Value}";

    private static string Describe(IReadOnlyList<string> names) =>
        names.Count == 1 ? $"DeviceName.1={names[0]}" : $"DeviceName.1..{names.Count}={names[0]}…{names[names.Count - 1]}";
}
