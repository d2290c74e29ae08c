using System;
using System.Globalization;
using System.Text;
using TuyaIot.Simulator.Http;
using TuyaIot.Simulator.Replies;

namespace TuyaIot.Simulator.Checks;

/// <summary>What the gateway checks before it looks at the action: parameters, key, time and signature, in this order.</summary>
internal sealed class CommonCheck(string accessKeyId, byte[] key, string? instanceId, TimeSpan window)
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

    /// <summary>The refusal, or null where the request passes.</summary>
    internal Answer? Check(HttpRequest request, RequestParameters parameters, DateTimeOffset now)
    {
        if (parameters.Repeated is { } repeated)
        {
            return Answer.Refused(400, "InvalidParameter", $"The parameter {repeated} stands more than once.");
        }

        foreach (string name in Required)
        {
            if (string.IsNullOrEmpty(parameters[name]))
            {
                return Answer.Missing(name);
            }
        }

        return CheckFixedValues(parameters)
            ?? CheckKey(parameters[ParameterName.AccessKeyId]!)
            ?? CheckTime(parameters[ParameterName.Timestamp]!, now)
            ?? CheckSignature(request.Method, parameters)
            ?? CheckInstance(parameters[ParameterName.IotInstanceId]);
    }

    private static Answer? CheckFixedValues(RequestParameters parameters)
    {
        if (parameters[ParameterName.SignatureMethod] != "HMAC-SHA1")
        {
            return Answer.Refused(400, "InvalidParameter", "SignatureMethod must be HMAC-SHA1.");
        }

        if (parameters[ParameterName.SignatureVersion] is not (null or "1.0"))
        {
            return Answer.Refused(400, "InvalidParameter", "SignatureVersion must be 1.0.");
        }

        if (parameters[ParameterName.Version] is not (null or "2018-01-20" or "2022-01-01"))
        {
            return Answer.Refused(400, "InvalidVersion", "Specified parameter Version is not valid.");
        }

        return parameters[ParameterName.Format]?.ToUpperInvariant() is null or "JSON" or "XML"
            ? null
            : Answer.Refused(400, "InvalidParameter", "Format must be JSON or XML.");
    }

    private Answer? CheckKey(string given) => given == accessKeyId
        ? null
        : Answer.Refused(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");

    private Answer? CheckInstance(string? given) => instanceId is null || given == instanceId
        ? null
        : Answer.Failed("iot.system.InstanceNotFound", "The instance named by IotInstanceId does not exist.");

    private Answer? CheckTime(string timestamp, DateTimeOffset now)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParseExact(timestamp, TimestampFormat, CultureInfo.InvariantCulture, Utc, out DateTimeOffset time))
        {
            return Answer.Refused(400, "InvalidTimeStamp.Format", "Specified time stamp is not well formatted: yyyy-MM-ddTHH:mm:ssZ.");
        }

        return (time - now).Duration() <= window
            ? null
            : Answer.Refused(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
    }

    private Answer? CheckSignature(string method, RequestParameters parameters)
    {
        ArraySegment<byte> stringToSign = StringToSign.Build(method, parameters.InOrder);
        if (Signature.Matches(Signature.Compute(key, stringToSign), parameters[ParameterName.Signature]!))
        {
            return null;
        }

        // The real gateway echoes its string to sign, which clients must keep out of their logs: so does this one.
        string echo = Encoding.ASCII.GetString(stringToSign.Array!, stringToSign.Offset, stringToSign.Count);
        return Answer.Refused(
            400,
            "SignatureDoesNotMatch",
            "Specified signature is not matched with our calculation. server string to sign is:" + echo);
    }
}
