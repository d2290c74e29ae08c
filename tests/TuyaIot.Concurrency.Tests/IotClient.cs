using System;
using System.Threading;
using System.Threading.Tasks;
using TuyaIot.Api;
using TuyaIot.Delivery;

namespace TuyaIot;

/// <summary>Stands for the client, without a network: what a call comes to is said by the test.</summary>
internal sealed class IotClient(Func<ApiCall, CancellationToken, Task<Outcome>> send)
{
    public async Task<ApiResult<TReply>> SendAsync<TReply>(ApiCall<TReply> call, CancellationToken cancellationToken)
        where TReply : class => new(await send(call, cancellationToken), null);
}

internal sealed record ApiResult<TReply>(Outcome Outcome, TReply? Reply)
    where TReply : class;
