using Microsoft.Extensions.Time.Testing;

namespace Ledger.Peers.Tests;

public sealed class GatheringTests
{
    [Fact]
    public async Task While_cosignatures_are_owed_envelopes_gather_in_one_block_until_the_wait_is_over()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var options = new EmbeddedOrderingOptions { Time = time, BlocksInFlight = 1, MaxGather = TimeSpan.FromSeconds(1) };
        await using var single = new SinglePeer(options: options);

        // The other peers are missing, so genesis lacks the quorum.
        var submitted = Enumerable.Range(0, 5).Select(i => single.SubmitAsync("tax", TestContract.PutEvent($"unit/{i}", "a"))).ToList();
        Assert.DoesNotContain(submitted, answer => answer.IsCompleted);
        while (!Task.WhenAll(submitted).IsCompleted)
        {
            time.Advance(options.MaxGather);
            await Task.Delay(5, TestNetwork.Limit);
        }

        Assert.All(submitted, answer => Assert.Equal(1UL, Assert.IsType<SubmitResult.Admitted>(answer.Result).Block));
    }

    [Fact]
    public async Task A_full_block_does_not_wait()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var single = new SinglePeer(options: new EmbeddedOrderingOptions { Time = time, BlocksInFlight = 1, MaxEntries = 2 });

        var submitted = Enumerable.Range(0, 4).Select(i => single.SubmitAsync("tax", TestContract.PutEvent($"unit/{i}", "a"))).ToList();

        Assert.All(await Task.WhenAll(submitted), answer => Assert.IsType<SubmitResult.Admitted>(answer));
    }

    [Fact]
    public async Task An_idle_ledger_cuts_at_once()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var single = new SinglePeer(options: new EmbeddedOrderingOptions { Time = time });

        Assert.Equal(1UL, (await single.AdmitAsync("tax", TestContract.PutEvent("unit/1", "a"))).Block);
    }
}
