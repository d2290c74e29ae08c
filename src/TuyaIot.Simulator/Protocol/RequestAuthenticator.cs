using System;
using System.Globalization;
using System.Text;
using TuyaIot.Simulator.Http;

namespace TuyaIot.Simulator.Protocol;

/// <summary>Checks that are the same for all actions: common parameters, key, time and signature, in this order.</summary>
internal sealed class RequestAuthenticator(string accessKeyId, byte[] key, string? instanceId, TimeSpan window)
{
    private const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly string[] Required =
    [
        ParameterName.Action,
        ParameterName.AccessKeyId,
        ParameterName.SignatureMethod,
        ParameterName.SignatureNonce,
        ParameterName.Timestamp,
        ParameterName.Signature,
    ];

    /// <summary>The refusal, or null if the request is authentic.</summary>
    internal ActionReply? Check(HttpRequest request, RequestParameters parameters, DateTimeOffset now)
    {
        if (parameters.Repeated is { } repeated)
        {
            return ActionReply.Refused(400, "InvalidParameter", $"The parameter {repeated} occurs more than once.");
        }

        foreach (string name in Required)
        {
            if (string.IsNullOrEmpty(parameters[name]))
            {
                return ActionReply.Missing(name);
            }
        }

        return CheckFixedValues(parameters)
            ?? CheckKey(parameters[ParameterName.AccessKeyId]!)
            ?? CheckTime(parameters[ParameterName.Timestamp]!, now)
            ?? CheckSignature(request.Method, parameters)
            ?? CheckInstance(parameters[ParameterName.IotInstanceId]);
    }

    private static ActionReply? CheckFixedValues(RequestParameters parameters)
    {
        if (parameters[ParameterName.SignatureMethod] != "HMAC-SHA1")
        {
            return ActionReply.Refused(400, "InvalidParameter", "SignatureMethod must be HMAC-SHA1.");
        }

        if (parameters[ParameterName.SignatureVersion] is not (null or "1.0"))
        {
            return ActionReply.Refused(400, "InvalidParameter", "SignatureVersion must be 1.0.");
        }

        if (parameters[ParameterName.Version] is not (null or "2018-01-20" or "2022-01-01"))
        {
            return ActionReply.Refused(400, "InvalidVersion", "Specified parameter Version is not valid.");
        }

        return parameters[ParameterName.Format]?.ToUpperInvariant() is null or "JSON" or "XML"
            ? null
            : ActionReply.Refused(400, "InvalidParameter", "Format must be JSON or XML.");
    }

    private ActionReply? CheckKey(string given) => given == accessKeyId
        ? null
        : ActionReply.Refused(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");

    private ActionReply? CheckInstance(string? given) => instanceId is null || given == instanceId
        ? null
        : ActionReply.Failed("iot.system.InstanceNotFound", "The instance of IotInstanceId does not exist.");

    private ActionReply? CheckTime(string timestamp, DateTimeOffset now)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParseExact(timestamp, TimestampFormat, CultureInfo.InvariantCulture, Utc, out DateTimeOffset time))
        {
            return ActionReply.Refused(400, "InvalidTimeStamp.Format", "Specified time stamp is not well formatted: yyyy-MM-ddTHH:mm:ssZ.");
        }

        return (time - now).Duration() <= window
            ? null
            : ActionReply.Refused(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
    }

    private ActionReply? CheckSignature(string method, RequestParameters parameters)
    {
        ArraySegment<byte> stringToSign = StringToSign.Build(method, parameters.InOrder);
        if (SignatureCheck.Matches(SignatureCheck.Compute(key, stringToSign), parameters[ParameterName.Signature]!))
        {
            return null;
        }

        // The platform echoes its string to sign, and clients must keep it out of their logs. So this gateway echoes it too.
        string echo = Encoding.ASCII.GetString(stringToSign.Array!, stringToSign.Offset, stringToSign.Count);
        return ActionReply.Refused(
            400,
            "SignatureDoesNotMatch",
            "Specified signature is not matched with our calculation. server string to sign is:" + echo);
    }
}
