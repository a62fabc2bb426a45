using Ledger.Import;
using Ledger.Network;

namespace Ledger.EndToEnd.Tests;

/// <summary>Both formats through the whole system, interrupted and resumed, from the samples that come with the program.</summary>
public sealed class ImportTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private LocalNetwork network = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (network is not null)
            await network.DisposeAsync();
        folder.Dispose();
    }

    [Theory(Timeout = 300_000)]
    [InlineData(null)]
    [InlineData(FabricOrderingService.Raft)]
    public async Task Both_samples_are_imported_once_however_often_the_import_is_stopped_and_the_chain_replays(FabricOrderingService? fabric)
    {
        if (fabric is not null)
            FabricPrograms.Require();
        network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Fabric = fabric });
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        using var clients = new NetworkClients(network, TimeProvider.System);
        var audit = new LedgerAudit(network, clients, TimeProvider.System);
        var founding = (await audit.ReplayAsync([], Ct)).Events;

        var britain = await StopAndGoOnAsync("uk-ppd", Sample("uk-ppd.csv"), Lines("uk-ppd.csv") - 1);
        var taiwan = await StopAndGoOnAsync("tw-lvr", Sample("tw-lvr"), Lines("tw-lvr/a_lvr_land_a.csv") - 1);

        Assert.Equal(["C-26"], britain.RefusedByRule.Concat(taiwan.RefusedByRule).Select(rule => rule.Rule));
        Assert.Equal((0, 1), (britain.Refused, taiwan.Refused));
        var chain = await audit.ReplayAsync([], Ct);
        Assert.Equal(founding + (ulong)(britain.Events + taiwan.Events), chain.Events);
    }

    private static string Sample(string name) => Path.Combine(Repository.Root, "network/samples", name);

    /// <summary>Lines of a file, its header included.</summary>
    private static int Lines(string name) => File.ReadLines(Sample(name)).Count();

    private async Task<ImportTotals> StopAndGoOnAsync(string format, string source, int rows)
    {
        var options = new ImportOptions { Pack = 1 };
        // Stopped when the first cases are on the ledger, while others are under way.
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct))
        {
            var before = (await network.StatusAsync(LocalMember.Registration)).Block;
            var import = LocalImport.RunAsync(network, format, source, options, output: null, TimeProvider.System, stop.Token);
            await network.WaitForStatusAsync(LocalMember.Registration, status => status.Block >= before + 3);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => import);
        }

        using var output = new StringWriter();
        var totals = await LocalImport.RunAsync(network, format, source, options, output, TimeProvider.System, Ct);
        Assert.Contains("going on where it ended", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, totals.Open);
        Assert.True(totals.Recorded > 0);
        Assert.True(rows == totals.Recorded + totals.Refused + totals.Unreadable, output.ToString());
        Assert.True(totals.Refused == 0 || totals.RefusedByRule.Sum(rule => rule.Count) >= totals.Refused, output.ToString());

        var again = await LocalImport.RunAsync(network, format, source, options, output: null, TimeProvider.System, Ct);
        Assert.Equal((totals.Recorded, totals.Refused, totals.Unreadable, totals.Events), (again.Recorded, again.Refused, again.Unreadable, again.Events));
        return totals;
    }
}
