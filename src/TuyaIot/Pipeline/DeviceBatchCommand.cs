using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding;
using TuyaIot.Binding.Completion;
using TuyaIot.Connection;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.Journals;
using TuyaIot.Progress;
using TuyaIot.Signing;

namespace TuyaIot.Pipeline;

/// <summary>
/// What every cmdlet has that tells many devices the same: names from the pipeline, gathered into requests, sent a few at a
/// time. Only Dispose covers every way in which a pipeline can end, so that is where what is in flight is cancelled and joined.
/// </summary>
public abstract class DeviceBatchCommand : IotCommand, IDisposable
{
    /// <summary>Names come as text.</summary>
    private protected const string NameSet = "Name";

    /// <summary>
    /// Objects come, and what they are told may be among their properties. In a set of its own, because the engine would ask each
    /// name for each of these properties, twice: half of all that it does for a name. What makes an object bind in this set, and
    /// a name not, is InputObject, which takes whatever is no text.
    /// </summary>
    private protected const string RowSet = "Row";

    private HashSet<string> _commandLine = [];
    private IotCredential? _credential;
    private DeviceRun? _run;
    private ShouldProcessGate? _consent;
    private RunMonitor? _tally;
    private RunWriter? _writer;
    private RowProperties? _propertiesOfRows;
    private bool _debug;
    private bool _hasName;

    /// <summary>
    /// Names of devices, from the pipeline as text or as objects with this property. Blank ones are skipped; a name that stands
    /// twice in one request is sent once.
    /// </summary>
    [Parameter(ParameterSetName = NameSet, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "Device")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? DeviceName { get; set; }

    /// <summary>
    /// An object from the pipeline, such as a row of a CSV file or a result, whose properties name the devices and say what they
    /// are told. It is for the pipeline alone.
    /// </summary>
    [Parameter(ParameterSetName = RowSet, Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The product that the devices belong to. Where it is left out, the credential's.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ProductKeyCompleter))]
    public string? ProductKey { get; set; }

    /// <summary>How many devices one request carries: 1 to 100, which is also the default and the most that the API takes.</summary>
    [Parameter]
    [ValidateRange(1, DeviceNameList.Most)]
    public int BatchSize { get; set; } = DeviceNameList.Most;

    /// <summary>How many devices will come down the pipeline, for the progress bar alone: what it says is neither checked nor needed.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long Count { get; set; }

    /// <summary>How many requests may be under way at once; 8 where unsaid.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>How many requests a second may go out; 0 is no limit. Where it is left out, the credential's, which is 10 where unsaid.</summary>
    [Parameter]
    [ValidateRange(0d, 100_000d)]
    public double RequestsPerSecond { get; set; }

    /// <summary>How often a request is tried that was refused for now, as by throttling, or that was never sent; 5 where unsaid.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int MaxAttempts { get; set; } = 5;

    /// <summary>
    /// Sends again what may have been carried out already because its answer was lost. Devices may then be told twice, so this
    /// is for commands that do no harm when they are repeated.
    /// </summary>
    [Parameter]
    public SwitchParameter RetryUnknown { get; set; }

    /// <summary>
    /// Records the run in this file, as JSON Lines. The same command with the same file goes on where the run before ended: what
    /// was accepted is not sent again, and what was in flight when it died is reported as Unknown.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>What is done with a batch that is refused for the sake of a device in it: Report, where unsaid, or Split.</summary>
    [Parameter]
    public OnRejected OnRejected { get; set; }

    /// <summary>One result a device instead of one a request.</summary>
    [Parameter]
    public SwitchParameter PerDevice { get; set; }

    /// <summary>What the run does, for people.</summary>
    private protected abstract string Title { get; }

    /// <summary>The action that the API is asked for.</summary>
    private protected abstract string Action { get; }

    private RowProperties PropertiesOfRows => _propertiesOfRows ??= new RowProperties(MyInvocation.MyCommand.Parameters, RowSet);

    /// <summary>Cancels what is in flight and waits until it has ended.</summary>
    public void Dispose()
    {
        _run?.Dispose();
        _tally?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _commandLine = new HashSet<string>(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        if (!MyInvocation.ExpectingInput && (DeviceName ?? []).All(string.IsNullOrWhiteSpace))
        {
            ThrowTerminatingError(InputError.NoDeviceName(DeviceName));
        }

        _credential = ResolveCredential();
        double requestsPerSecond = IsFromCommandLine(nameof(RequestsPerSecond)) ? RequestsPerSecond : _credential.RequestsPerSecond;
        _consent = new ShouldProcessGate(this, requestsPerSecond);
        _debug = MyInvocation.BoundParameters.ContainsKey("Debug")
            || !Equals(GetVariableValue("DebugPreference"), ActionPreference.SilentlyContinue);
        DeviceRunOptions options = new()
        {
            BatchSize = BatchSize,
            ThrottleLimit = ThrottleLimit,
            OnRejected = OnRejected,
            Delivery = new DeliveryOptions
            {
                MaxAttempts = MaxAttempts,
                RetryUnknown = RetryUnknown,
                RequestsPerSecond = requestsPerSecond,
            },
            Journal = OpenJournal(),
        };
        _tally = new RunMonitor(this, Title, SaidCount(), () => _run?.Skipped ?? 0, quiet: _consent.IsWhatIf);
        _writer = new RunWriter(this, _tally, CreateResults);
        _run = new DeviceRun(_credential.Gateway, options, Consent, _writer.Write);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsForNothing())
        {
            WriteError(InputError.DeviceNameGivenTwice(InputObject!));
            return;
        }

        IDeviceCall? call = null;
        foreach (string? value in CurrentNames())
        {
            try
            {
                if (DeviceNameParser.Read(value) is string name)
                {
                    _hasName = true;
                    _run!.Add(call ??= CurrentCall(), name);
                }
            }
            catch (IotArgumentException exception) when (exception.ErrorId == DeviceNameParser.ErrorId || RowsSayMoreThanName())
            {
                WriteError(IotError.From(exception));
            }
            catch (IotArgumentException exception)
            {
                // What the command line says is the same for every name: one error, not one for each.
                End(IotError.From(exception));
            }
            catch (RunEndedException ended)
            {
                End(_writer!.WriteLast(ended));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!_hasName)
        {
            WriteWarning("No device name came down the pipeline; nothing was sent.");
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

        _consent!.Conclude(Title);
        _writer!.Finish(_run!.Skipped);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _run?.Cancel();

    /// <summary>What the current record tells its devices. The same object as long as nothing has changed.</summary>
    private protected abstract IDeviceCall ReadCall(string productKey);

    /// <summary>What the command line, and no row, says to the API, without the product.</summary>
    private protected abstract IEnumerable<RpcParameter> ReadCommandLine();

    private protected abstract IEnumerable<object> CreateResults(FinishedBatch finished);

    private protected bool IsFromCommandLine(string parameter) => _commandLine.Contains(parameter);

    private long? SaidCount() => MyInvocation.BoundParameters.ContainsKey(nameof(Count)) ? Count
        : MyInvocation.ExpectingInput ? null
        : DeviceName?.Length;

    private void End(ErrorRecord error)
    {
        _tally!.Conclude(completed: false);
        ThrowTerminatingError(error);
    }

    private Journal? OpenJournal()
    {
        if (JournalPath is null || _consent!.IsWhatIf)
        {
            return null;
        }

        string? productKey = ProductKey ?? _credential!.ProductKey;
        RpcParameter[] product = productKey is null ? [] : [new RpcParameter(nameof(ProductKey), productKey.Trim())];
        JournalCommand command = new(_credential!.Endpoint, Action, [.. product, .. ReadCommandLine()]);
        try
        {
            return Journal.Open(GetUnresolvedProviderPathFromPSPath(JournalPath), command, TimeProvider.System);
        }
        catch (JournalException exception)
        {
            ThrowTerminatingError(IotError.From(exception));
            throw;
        }
    }

    /// <summary>An object without a name among its properties is taken by its text, as the engine does where it asks for text.</summary>
    private string?[] CurrentNames()
    {
        if (DeviceName is null && InputObject is PSObject row && !PropertiesOfRows.Bring(row, nameof(DeviceName)))
        {
            return LanguagePrimitives.ConvertTo<string?[]>(row);
        }

        return DeviceName ?? [];
    }

    private IDeviceCall CurrentCall()
    {
        string? productKey = string.IsNullOrWhiteSpace(ProductKey) ? _credential!.ProductKey : ProductKey!.Trim();
        return ReadCall(productKey ?? throw InputError.NoProductKey());
    }

    /// <summary>
    /// Whether this record or one before it brought more than a name, so that the next one may be right where this one is wrong.
    /// </summary>
    private bool RowsSayMoreThanName() => MyInvocation.BoundParameters.Keys.Any(IsFromRow);

    private bool IsFromRow(string parameter) =>
        !IsFromCommandLine(parameter) && parameter is not (nameof(DeviceName) or nameof(InputObject));

    /// <summary>Where the command line names the devices, a row may say what they are told; a name would not be called.</summary>
    private bool IsForNothing() => InputObject is PSObject row
        && IsFromCommandLine(nameof(DeviceName))
        && !PropertiesOfRows.Of(row).Any(IsFromRow);

    private bool Consent(DeviceBatch batch)
    {
        if (!_consent!.Ask(batch, Title))
        {
            return false;
        }

        if (_debug)
        {
            RpcRequest request = batch.Call.ToRequest(batch.DeviceName);
            WriteDebug($"{request.Action} {string.Join(" ", request.Parameters.Select(parameter => $"{parameter.Name}={parameter.Value}"))}");
        }

        return true;
    }
}
