using Ledger.Network;

namespace Ledger.EndToEnd.Tests;

public sealed class KillTests : IAsyncDisposable
{
    /// <summary>Kills, in this order, all nodes, the ordering node and another one.</summary>
    private const int Seed = 18;

    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;

    public KillTests() => network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"] });

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 300_000)]
    public async Task Nothing_acknowledged_is_lost_when_processes_are_killed_during_writes()
    {
        var ct = TestContext.Current.CancellationToken;
        await network.StartAsync(NodePlacement.ProcessPerDepartment, ct);
        var outcomes = new List<KillOutcome>();
        using var run = new KillRun(network, Seed, sales: 60, TimeProvider.System);

        await run.RunAsync(3, new Collector(outcomes), ct);
        var chain = await run.ConcludeAsync(ct);

        Assert.Equal([4, 1, 1], outcomes.Select(outcome => outcome.Killed.Count));
        Assert.Equal([LocalMember.Registration], outcomes[1].Killed);
        Assert.Equal(run.Acknowledged, outcomes[^1].Receipts);
        Assert.True(chain.Events > (ulong)run.Acknowledged + 60);
    }

    [Fact(Timeout = 3_600_000)]
    public async Task Nothing_acknowledged_is_lost_over_65_kills()
    {
        Assert.SkipUnless(Seeds.IsNightly, "Takes half an hour: LEDGER_NIGHTLY=1.");
        var ct = TestContext.Current.CancellationToken;
        await network.StartAsync(NodePlacement.ProcessPerDepartment, ct);
        using var run = new KillRun(network, Seeds.Read(TestContext.Current.TestOutputHelper), sales: 300, TimeProvider.System);

        await run.RunAsync(65, new Collector([]), ct);
        await run.ConcludeAsync(ct);

        Assert.True(run.Acknowledged >= 65);
    }

    private sealed class Collector(List<KillOutcome> outcomes) : IProgress<KillOutcome>
    {
        public void Report(KillOutcome value) => outcomes.Add(value);
    }
}
