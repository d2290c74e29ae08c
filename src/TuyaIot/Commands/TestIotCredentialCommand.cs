using System;
using System.Globalization;
using System.Management.Automation;
using TuyaIot.Api;
using TuyaIot.Binding.Completion;
using TuyaIot.Delivery;
using TuyaIot.Errors;
using TuyaIot.Pipeline;

namespace TuyaIot.Commands;

/// <summary>
/// <para type="synopsis">Tests a credential against its gateway.</para>
/// <para type="description">Sends one signed query that changes nothing. What is wrong stands in the object that it writes.</para>
/// </summary>
/// <remarks>developer.tuya.com/en/docs/tuya-iot, page id Kdxoakfh1ynh0.</remarks>
[Cmdlet(VerbsDiagnostic.Test, "IotCredential")]
[OutputType(typeof(IotCredentialTest), typeof(bool))]
public sealed class TestIotCredentialCommand : IotCommand
{
    /// <summary>A product that cannot exist. That the gateway does not know it says that it accepted the key.</summary>
    private const string NoProduct = "0";

    /// <summary>A Date header counts whole seconds, and the reply has been under way for a while.</summary>
    private static readonly TimeSpan ClockPrecision = TimeSpan.FromSeconds(2);

    /// <summary>Creates the cmdlet.</summary>
    public TestIotCredentialCommand() => MaxAttempts = 2;

    /// <summary>The credentials, as for every cmdlet, also from the pipeline. Default: the runspace's default credential.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CredentialNameCompleter))]
    public override object? Credential { get; set; }

    /// <summary>Writes $true or $false alone.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!TryUseCredential())
        {
            return;
        }

        QueryProduct call = new(UsedCredential.ProductKey ?? NoProduct);
        IotCredentialTest test = CreateTest(Read(call, $"the test of {UsedCredential.Name}").Outcome, call);
        WriteObject(Quiet ? test.Success : test);
    }

    /// <summary>A test does not wait for minutes.</summary>
    private protected override DeliveryOptions CreateDelivery() => base.CreateDelivery() with { MaxThrottledTime = TimeSpan.FromSeconds(10) };

    private IotCredentialTest CreateTest(Outcome outcome, QueryProduct call)
    {
        bool isReached = outcome.Reply.Failure is not { Sent: false };
        bool isTls = UsedCredential.Endpoint.Scheme == Uri.UriSchemeHttps;
        bool isProductMissing = outcome.Reply.Code?.StartsWith("iot.prod.", StringComparison.OrdinalIgnoreCase) ?? false;
        bool works = outcome.Verdict.Status is DeliveryStatus.Accepted || isProductMissing;
        TimeSpan? offset = ClockOffset(outcome);
        (string? problem, string? recommendation) = FindProblem(outcome, call, works, offset);
        return new IotCredentialTest(UsedCredential)
        {
            Success = works,
            Reachable = isReached || outcome.Verdict.Reason is RejectionReason.TlsFailed,
            Tls = !isTls ? null : isReached ? true : outcome.Verdict.Reason is RejectionReason.TlsFailed ? false : null,
            KeyAccepted = outcome.Verdict.Reason switch
            {
                RejectionReason.UnknownKey or RejectionReason.WrongSecret => false,
                _ when works || IsOfPlatform(outcome) => true,
                _ => null,
            },
            ClockOffset = offset,
            Latency = outcome.Latency,
            Problem = problem,
            Recommendation = recommendation,
            Code = outcome.Reply.Code,
        };
    }

    /// <summary>The platform's own codes come after the check of the signature; the gateway in front of it has others.</summary>
    private static bool IsOfPlatform(Outcome outcome) =>
        outcome.Verdict.Status is DeliveryStatus.Rejected && (outcome.Reply.Code?.StartsWith("iot.", StringComparison.OrdinalIgnoreCase) ?? false);

    private (string? Problem, string? Recommendation) FindProblem(Outcome outcome, QueryProduct call, bool works, TimeSpan? offset)
    {
        if (works && outcome.Verdict.Status is not DeliveryStatus.Accepted && UsedCredential.ProductKey is string productKey)
        {
            return ($"The gateway does not know the product {productKey} of the credential.", "Correct it with Set-IotCredential -ProductKey.");
        }

        if (works)
        {
            return offset is TimeSpan off && off != TimeSpan.Zero
                ? (string.Format(
                    CultureInfo.InvariantCulture,
                    "This machine's clock is {0:c} {1} the gateway's.",
                    off.Duration(),
                    off > TimeSpan.Zero ? "behind" : "ahead of"), "Set this machine's clock: a gateway refuses requests whose time is too far from its own.")
                : (null, null);
        }

        ErrorRecord error = QueryError.Create(outcome, call.Action, $"a product from {UsedCredential.Endpoint.Authority}", null);
        return (error.Exception.Message, error.ErrorDetails.RecommendedAction);
    }

    private static TimeSpan? ClockOffset(Outcome outcome)
    {
        if ((outcome.CorrectedClock ?? outcome.Reply.Date - (outcome.SentAt + outcome.Latency)) is not TimeSpan offset)
        {
            return null;
        }

        return offset.Duration() <= ClockPrecision ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Round(offset.TotalSeconds));
    }
}
