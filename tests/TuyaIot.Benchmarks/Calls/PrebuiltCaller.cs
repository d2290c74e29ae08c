using System;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using TuyaIot.Benchmarks.Support;
using TuyaIot.Signing;

namespace TuyaIot.Benchmarks.Calls;

/// <summary>
/// HttpClient with bytes that were made beforehand: a POST's body, a GET's URL. No gateway takes the same nonce, and so the same
/// URL, twice, so that what HttpClient asks of a new URL is done each time: made a text, because it takes no bytes, and parsed.
/// </summary>
internal sealed class PrebuiltCaller : ICaller
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly RpcMethod _method;
    private readonly Uri _endpoint;
    private readonly byte[] _bytes;

    public PrebuiltCaller(Uri endpoint, RpcMethod method)
    {
        using PooledBuffer signed = Sample.Sign(endpoint, method);
        _method = method;
        _endpoint = endpoint;
        _bytes = method is RpcMethod.Get ? [.. Encoding.ASCII.GetBytes(endpoint + "?"), .. signed.Written] : signed.Written.ToArray();
    }

    public async Task CallAsync(int lane)
    {
        using HttpResponseMessage response = _method is RpcMethod.Get ? await _http.GetAsync(Encoding.ASCII.GetString(_bytes)) : await PostAsync();
        await response.Content.ReadAsByteArrayAsync();
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> PostAsync()
    {
        using ByteArrayContent content = new(_bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        return await _http.PostAsync(_endpoint, content);
    }
}
