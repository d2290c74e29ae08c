using System;
using System.Globalization;
using System.Linq;
using TuyaIot.Api;
using TuyaIot.Client.Tests.Support;
using TuyaIot.Connection;
using TuyaIot.Replies;
using TuyaIot.Signing;
using Xunit;

namespace TuyaIot.Client.Tests.Signing;

/// <summary>The same bytes wherever the machine stands: other calendars, other digits, other rules of casing and sorting.</summary>
public sealed class CultureTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public static TheoryData<string> Cultures => ["tr-TR", "ar-SA", "th-TH", "fa-IR", "da-DK", "sv-SE"];

    public void Dispose() => CultureInfo.CurrentCulture = _before;

    /// <summary>Without the calendars and the casing of these cultures the tests below would prove nothing.</summary>
    [Fact]
    public void The_cultures_differ_from_the_invariant_one()
    {
        Assert.NotEqual("2024", Sample.Now.ToString("yyyy", new CultureInfo("th-TH")));
        Assert.NotEqual("2024", Sample.Now.ToString("yyyy", new CultureInfo("ar-SA")));
        Assert.NotEqual("i", "I".ToLower(new CultureInfo("tr-TR")));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void A_request_is_signed_alike(string culture)
    {
        RpcRequest Request()
        {
            InvokeThingsService call = new("a1İıI", "Set", JsonObjectText.Parse("{\"i\":1.5}"), Qos: 1);
            using RequestSigner signer = Sample.Signer(Sample.Options());
            RequestTemplate template = signer.Prepare(call.Action.Name, call.GetParameters(), DeviceBatchCall.DeviceNameList);
            return new RpcRequest(template, [.. Enumerable.Range(1, 100).Select(static i => $"i{i}-İ")]);
        }

        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        string invariant = Sample.Query(Request(), Sample.Options());

        CultureInfo.CurrentCulture = new CultureInfo(culture);

        Assert.Equal(invariant, Sample.Query(Request(), Sample.Options()));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void A_reply_is_read_alike(string culture)
    {
        CultureInfo.CurrentCulture = new CultureInfo(culture);

        RpcReply reply = Replied.With(400, null, """{"SUCCESS":"FALSE","REQUESTID":"1","CODE":"INVALID"}"""u8.ToArray());

        Assert.Equal((false, "1", "INVALID"), (reply.Success, reply.RequestId, reply.Code));
        Assert.Equal(
            "HTTP 502 with a body that is no reply of the API (no content type, 0 bytes).",
            Replied.With(502, null, default).ErrorMessage);
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void An_endpoint_is_read_alike(string culture)
    {
        CultureInfo.CurrentCulture = new CultureInfo(culture);

        Assert.Equal(new Uri("https://iot.example:8686/"), IotEndpoint.Parse("HTTPS://IOT.EXAMPLE", allowUnencrypted: false));
    }
}
