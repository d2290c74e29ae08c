using System;
using System.Net.Http;
using System.Threading.Tasks;
using TuyaIot.Rpc;

namespace TuyaIot.Benchmarks.Calls;

/// <summary>
/// HttpClient with what was made beforehand: the bytes of a POST's body, the text of a GET's URL. A URL is parsed each time,
/// because no gateway takes the same nonce, and so the same URL, twice.
/// </summary>
internal sealed class PrebuiltCaller : ICaller
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly RpcMethod _method;
    private readonly Uri _endpoint;
    private readonly byte[] _body;
    private readonly string _url;

    public PrebuiltCaller(Uri endpoint, RpcMethod method)
    {
        using PooledBuffer signed = Sample.Sign(endpoint, method);
        _method = method;
        _endpoint = endpoint;
        _body = signed.Written.ToArray();
        _url = signed.ToAsciiString(endpoint + "?");
    }

    public async Task CallAsync(int lane)
    {
        using HttpResponseMessage response = _method is RpcMethod.Get ? await _http.GetAsync(_url) : await PostAsync();
        await response.Content.ReadAsByteArrayAsync();
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> PostAsync()
    {
        using ByteArrayContent content = new(_body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        return await _http.PostAsync(_endpoint, content);
    }
}
