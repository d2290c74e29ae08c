using System;
using System.Globalization;
using System.Text.Json;
using TuyaIot.Api;
using TuyaIot.Replies;

namespace TuyaIot.Messages;

/// <summary>
/// The fields of the bodies of all kinds, as those of replies are read: keys in any case, and fields of another form than documented
/// tolerated. Each is looked for where it is needed, because a message has few of them and there are many messages.
/// </summary>
/// <param name="body">A JSON object.</param>
internal sealed class MessageFields(JsonElement body)
{
    public string? DeviceName => FindName("deviceName");

    public string? GwDeviceName => FindName("gwDeviceName");

    public string? IotId => FindName("iotId");

    public string? GwIotId => FindName("gwIotId");

    public string? Identifier => FindName("identifier");

    public string? RequestId => FindName("requestId");

    public string? Topic => FindName("topic");

    public string? Status => FindText("status");

    public string? Action => FindText("action");

    public string? Type => FindText("type");

    public string? Message => FindText("message");

    public long? Code => Find("code") switch
    {
        JsonElement { ValueKind: JsonValueKind.Number } number => number.TryGetInt64(out long code) ? code : null,
        JsonElement other => long.TryParse(TolerantValue.ReadText(other), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long code) ? code : null,
        _ => null,
    };

    public DateTime? GmtCreate => FindTime("gmtCreate");

    public DateTime? MessageCreateTime => FindTime("messageCreateTime");

    public DateTime? Time => FindTime("time");

    public DateTime? UtcTime => FindTime("utcTime");

    public JsonElement? Items => Find("items");

    public JsonElement? Value => Find("value");

    public JsonElement? Data => Find("data");

    private JsonElement? Find(string name) =>
        ApiList.FindProperty(body, name) is JsonElement { ValueKind: not JsonValueKind.Null } found ? found : null;

    private string? FindText(string name) =>
        Find(name) is JsonElement found && TolerantValue.ReadText(found) is string text ? LogSanitizer.CleanValue(text) : null;

    private string? FindName(string name) =>
        Find(name) is JsonElement found && TolerantValue.ReadText(found) is string text ? NameConverter.CleanName(text) : null;

    private DateTime? FindTime(string name) => TolerantTimeConverter.ReadField(body, name);
}
