using System.Threading.Tasks;
using TuyaIot.Tests.Servers;

namespace TuyaIot.Tests.Pipeline;

/// <summary>
/// Answers the first request and, once a window full has arrived behind it, the second. The others of that window are held
/// until the test ends, so a pipeline that ends at the second result leaves the others in flight.
/// </summary>
internal sealed class HeldGateway
{
    internal const int ThrottleLimit = 4;

    /// <summary>The first, which goes alone, and a window full.</summary>
    internal const int Arriving = 1 + ThrottleLimit;

    private readonly TaskCompletionSource _windowIsFull = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly GatewayReply _second;

    internal HeldGateway(GatewayReply second)
    {
        _second = second;
        Gateway = new TestGateway(AnswerAsync);
    }

    internal TestGateway Gateway { get; }

    internal void Release() => _release.TrySetResult();

    private async Task<GatewayReply> AnswerAsync(GatewayRequest request)
    {
        if (request["AccessKeyId"] == "marker" || request.Number == 1)
        {
            return GatewayReply.Accepted;
        }

        if (request.Number == Arriving)
        {
            _windowIsFull.TrySetResult();
        }

        if (request.Number == 2)
        {
            await _windowIsFull.Task;
            return _second;
        }

        await _release.Task;
        return GatewayReply.Accepted;
    }
}
