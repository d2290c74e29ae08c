using System;
using System.Collections.Generic;
using TuyaIot.Api;

namespace TuyaIot.Pipeline;

/// <summary>
/// Reads the pages of a product's devices in their order. The first page goes on before another one is asked for, so that a pipeline
/// that wants a few devices costs one request. Then the window grows by a page for each that was taken. Beyond 10,000 devices each page
/// has the token of the next, so that one page is under way while the pipeline takes the one before. Where devices come or go meanwhile,
/// as in Get-IotDevice | Remove-IotDevice, a number would mean other devices than before: the token of the last page goes on from there.
/// </summary>
/// <param name="productKey">The product.</param>
/// <param name="limit">The most pages under way at once.</param>
/// <param name="ask">Asks for a page. What comes back waits for it; null where there is none.</param>
internal sealed class DeviceListing(string productKey, int limit, Func<QueryDevice, Func<QueryDeviceReply?>> ask)
{
    private readonly Queue<Func<QueryDeviceReply?>> _asked = new();
    private long _lastPage = 1;
    private int _askedPages;
    private int _takenPages;
    private long _devices;
    private long? _total;
    private string? _token;
    private string? _next;
    private bool _hasChanged;

    /// <summary>Whether the pages ended before the last device, because no token came.</summary>
    public bool LacksToken { get; private set; }

    public IEnumerable<QueryDeviceReply> Read()
    {
        AskByNumber();
        while (_asked.Count > 0 && _asked.Dequeue()() is QueryDeviceReply page)
        {
            if (_token is null && !string.IsNullOrEmpty(_next) && page.Total != _total)
            {
                (_hasChanged, _total) = (true, null);
                _asked.Clear();
                AskByToken(_next!);
                continue;
            }

            _takenPages++;
            _next = page.NextToken;
            Note(page);
            if (_takenPages > 1)
            {
                AskAhead(page);
            }

            yield return page;
            if (_takenPages == 1)
            {
                AskAhead(page);
            }
        }
    }

    private void Note(QueryDeviceReply page)
    {
        _devices += page.Count;
        _total ??= _hasChanged ? null : page.Total;
        long? pages = page.PageCount ?? (_total + QueryDevice.PageSize - 1) / QueryDevice.PageSize;
        bool isFull = page.Count == QueryDevice.PageSize;
        _lastPage = Math.Max(_lastPage, pages ?? (isFull ? _askedPages + 1 : _askedPages));
    }

    private void AskAhead(QueryDeviceReply page)
    {
        while (!_hasChanged && _askedPages < Math.Min(_lastPage, QueryDevice.MaxPage) && _asked.Count < Math.Min(limit, _takenPages))
        {
            AskByNumber();
        }

        if (_asked.Count > 0 || (!_hasChanged && _askedPages < QueryDevice.MaxPage) || page.Count == 0 || _devices >= _total)
        {
            return;
        }

        LacksToken = string.IsNullOrEmpty(page.NextToken) ? _total is not null : page.NextToken == _token;
        if (!LacksToken && !string.IsNullOrEmpty(page.NextToken))
        {
            AskByToken(page.NextToken!);
        }
    }

    private void AskByToken(string token)
    {
        _token = token;
        _asked.Enqueue(ask(new QueryDevice(productKey, ++_askedPages, token)));
    }

    private void AskByNumber() => _asked.Enqueue(ask(new QueryDevice(productKey, ++_askedPages)));
}
