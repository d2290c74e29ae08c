using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;
using TuyaIot.Api;
using TuyaIot.Benchmarks.Support;

namespace TuyaIot.Benchmarks.Lists;

/// <summary>
/// The same pages, fetched with HttpClient by URLs of the same length and parsed with System.Text.Json: eight pages under way by
/// number, then one after the other by token, as the API demands.
/// </summary>
internal static class PlainList
{
    private const int InFlight = 8;
    private const int WarmUps = 10;
    private const int Rounds = 5;

    private static readonly string Rest = "&SignatureMethod=HMAC-SHA1&SignatureNonce=0123456789abcdef0123456789abcdef&Timestamp=2026-11-25T10%3A00%3A00Z&Signature=" + new string('a', 28);

    /// <summary>Prints the median of the seconds of a list.</summary>
    public static async Task RunAsync(Uri endpoint)
    {
        using HttpClient http = new() { BaseAddress = endpoint };
        List<double> seconds = [];
        for (int round = 0; round < WarmUps + Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            int devices = await ListAsync(http);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (devices != DevicePages.Many)
            {
                throw new InvalidOperationException($"{devices} devices were listed.");
            }
        }

        Console.WriteLine(Row.Median(seconds.Skip(WarmUps)).ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<int> ListAsync(HttpClient http)
    {
        Page page = await GetAsync(http, "CurrentPage=1");
        int devices = page.Data!.DeviceInfo!.Length;
        Queue<Task<Page>> asked = new();
        for (int asking = 2; asking <= QueryDevice.MaxPage || asked.Count > 0; asking++)
        {
            if (asking <= QueryDevice.MaxPage)
            {
                int number = asking;
                asked.Enqueue(Task.Run(() => GetAsync(http, $"CurrentPage={number}")));
            }

            if (asked.Count == InFlight || asking > QueryDevice.MaxPage)
            {
                page = await asked.Dequeue();
                devices += page.Data!.DeviceInfo!.Length;
            }
        }

        while (page.NextToken is { Length: > 0 } token)
        {
            page = await GetAsync(http, $"NextToken={token}");
            devices += page.Data!.DeviceInfo!.Length;
        }

        return devices;
    }

    private static async Task<Page> GetAsync(HttpClient http, string page) =>
        (await http.GetFromJsonAsync($"/?AccessKeyId=testid&Action=QueryDevice&PageSize=50&ProductKey=n{DevicePages.Many}&{page}{Rest}", PlainJson.Default.Page))!;
}

internal sealed record Page(PageData? Data, string? NextToken, int Total, int PageCount, bool Success, string? RequestId);

internal sealed record PageData(Device[]? DeviceInfo);

internal sealed record Device(
    string? DeviceId,
    string? DeviceName,
    string? DeviceSecret,
    string? DeviceStatus,
    string? DeviceType,
    string? GmtCreate,
    string? GmtModified,
    string? IotId,
    string? Nickname,
    string? ProductKey,
    DateTime UtcCreate,
    DateTime UtcModified);

[JsonSerializable(typeof(Page))]
internal sealed partial class PlainJson : JsonSerializerContext;
