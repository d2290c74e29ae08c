using System.Net;
using System.Threading.Tasks;
using Microsoft.Coyote.Specifications;
using Microsoft.Extensions.Time.Testing;
using TuyaIot.Connection;
using TuyaIot.Delivery;
using Xunit;

namespace TuyaIot.Concurrency.Tests;

[Collection(Exploration.Collection)]
public sealed class SessionPoolTests
{
    private static readonly ConnectionProfile Profile = new(new IotCredentialSettings
    {
        AccessKeyId = "id",
        AccessKeySecret = new NetworkCredential(string.Empty, "secret").SecurePassword,
        Endpoint = "https://gateway.example",
    });

    [Fact]
    public void All_who_have_a_session_at_once_have_the_same_one_and_a_forgotten_one_is_not_lent_again() => Exploration.Run(
        static async () =>
        {
            using SessionPool pool = new(new FakeTimeProvider());
            SessionPool.Lease kept = pool.Rent(Profile);
            Task<GatewaySession>[] users = [Task.Run(UseAsync), Task.Run(UseAsync)];
            Specification.Assert(await users[0] == kept.Session && await users[1] == kept.Session, "There are two sessions of one profile.");

            Task forgetting = Task.Run(() => pool.Forget(Profile));
            Task returning = Task.Run(kept.Dispose);
            await forgetting;
            using SessionPool.Lease next = pool.Rent(Profile);
            await returning;
            Specification.Assert(next.Session != kept.Session, "A forgotten session was lent again.");

            async Task<GatewaySession> UseAsync()
            {
                using SessionPool.Lease lease = pool.Rent(Profile);
                await Task.Yield();
                return lease.Session;
            }
        },
        iterations: 100);
}
