using System.Threading.Tasks;
using Microsoft.Coyote.Specifications;
using Xunit;

namespace TuyaIot.Concurrency.Tests;

/// <summary>An exploration that finds nothing tells something only where it would find a mistake.</summary>
[Collection(Exploration.Collection)]
public sealed class ExplorationTests
{
    [Fact]
    public void A_lost_update_is_found() => Assert.Equal(1, Exploration.Explore(
        static async () =>
        {
            int value = 0;
            Task first = Task.Run(AddAsync);
            Task second = Task.Run(AddAsync);
            await first;
            await second;
            Specification.Assert(value == 2, "An update was lost.");

            async Task AddAsync()
            {
                int before = value;
                await Task.Yield();
                value = before + 1;
            }
        },
        iterations: 100,
        waitsForTime: false).NumOfFoundBugs);
}
