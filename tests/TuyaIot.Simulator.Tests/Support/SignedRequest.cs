using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace TuyaIot.Simulator.Tests.Support;

/// <summary>A request as the documentation spells it. It shares no code with what it tests.</summary>
internal sealed class SignedRequest
{
    internal static readonly DateTimeOffset Noon = new(2024, 11, 19, 12, 0, 0, TimeSpan.Zero);

    private SignedRequest()
    {
    }

    internal Dictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

    internal string Secret { get; init; } = "simulator";

    internal static SignedRequest Invoke(params string[] devices)
    {
        SignedRequest call = Of("InvokeThingsService");
        call.Parameters["ProductKey"] = "a1BwAGV0001";
        call.Parameters["Identifier"] = "Set";
        call.Parameters["Args"] = "{\"param1\":1}";
        for (int i = 0; i < devices.Length; i++)
        {
            call.Parameters[string.Create(CultureInfo.InvariantCulture, $"DeviceName.{i + 1}")] = devices[i];
        }

        return call;
    }

    internal static SignedRequest Of(string action, string secret = "simulator") => new SignedRequest
    {
        Secret = secret,
        Parameters =
        {
            ["Action"] = action,
            ["AccessKeyId"] = "simulator",
            ["SignatureMethod"] = "HMAC-SHA1",
            ["SignatureNonce"] = Guid.NewGuid().ToString("N"),
        },
    }.At(Noon);

    internal SignedRequest At(DateTimeOffset time) =>
        With("Timestamp", time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    internal SignedRequest With(string name, string? value)
    {
        if (value is null)
        {
            Parameters.Remove(name);
        }
        else
        {
            Parameters[name] = value;
        }

        return this;
    }

    /// <summary>The parameters and their signature for this method, ready for a query or a form.</summary>
    internal string Sign(string method = "GET")
    {
        string canonical = string.Join('&', Parameters
            .OrderBy(static parameter => parameter.Key, StringComparer.Ordinal)
            .Select(static parameter => Uri.EscapeDataString(parameter.Key) + "=" + Uri.EscapeDataString(parameter.Value)));
        string text = method + "&%2F&" + Uri.EscapeDataString(canonical);
#pragma warning disable CA5350 // The API defines HMAC-SHA1.
        byte[] hash = HMACSHA1.HashData(Encoding.UTF8.GetBytes(Secret + "&"), Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
        return canonical + "&Signature=" + Uri.EscapeDataString(Convert.ToBase64String(hash));
    }
}
