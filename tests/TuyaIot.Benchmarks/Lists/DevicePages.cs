using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TuyaIot.Api;
using TuyaIot.Benchmarks.Servers;

namespace TuyaIot.Benchmarks.Lists;

/// <summary>The pages of a product's devices, prebuilt. The key of a product is how many devices it has, such as n100000.</summary>
internal sealed class DevicePages
{
    public const int Many = 100_000;
    public const int Few = 10_000;

    private readonly Dictionary<int, byte[][]> _products = new() { [Many] = Build(Many), [Few] = Build(Few) };

    /// <summary>The page of CurrentPage, or else of NextToken, which is its number.</summary>
    public byte[] Find(ReadOnlySpan<byte> request) =>
        _products[Number(request, "ProductKey=n"u8)][Math.Max(Number(request, "CurrentPage="u8), Number(request, "NextToken="u8)) - 1];

    private static int Number(ReadOnlySpan<byte> request, ReadOnlySpan<byte> name)
    {
        int start = request.IndexOf(name);
        return start >= 0 && Utf8Parser.TryParse(request[(start + name.Length)..], out int number, out _) ? number : 0;
    }

    private static byte[][] Build(int devices)
    {
        int pages = devices / QueryDevice.PageSize;
        return
        [
            .. Enumerable.Range(1, pages).Select(page => FixedReplyServer.Build(string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {"Data":{"DeviceInfo":[{{string.Join(",", Enumerable.Range((page - 1) * QueryDevice.PageSize, QueryDevice.PageSize).Select(Describe))}}]},"NextToken":"{{(page == pages ? "" : $"{page + 1}")}}","Page":{{page}},"PageCount":{{pages}},"PageSize":50,"RequestId":"0123456789abcdef","Success":true,"Total":{{devices}}}
                """))),
        ];
    }

    private static string Describe(int i) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"DeviceId":"","DeviceName":"device-{{i:0000000000}}","DeviceSecret":"0123456789abcdef0123456789{{i:000000}}","DeviceStatus":"ONLINE","DeviceType":"","GmtCreate":"Wed, 20-Feb-2019 02:16:09 GMT","GmtModified":"Wed, 20-Feb-2019 02:16:09 GMT","IotId":"Q7uOhVRdZRRlDnTLv{{i:0000000000}}","Nickname":"Pump {{i}}","ProductKey":"a1BwAGV0001","UtcCreate":"2019-02-20T02:16:09.000Z","UtcModified":"2019-02-20T02:16:09.000Z"}
        """);
}
