using System.Diagnostics;
using Ledger.Import;

namespace Ledger.Network.Tests;

public sealed class ImportResumeTests : IAsyncDisposable
{
    /// <summary>Blocks after which the sample's import is certainly under way and not over.</summary>
    private const ulong Midway = 6;

    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;
    private ulong founding;
    private ulong midway;

    public ImportResumeTests() => network = LocalNetwork.Create(
        new LocalNetworkOptions { Folder = folder["net"], QuorumWait = TimeSpan.FromSeconds(60) });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static ImportOptions OneByOne { get; } = new() { Pack = 1, RowsInFlight = 2, EnvelopesInFlight = 1 };

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 300_000)]
    public async Task An_import_that_was_stopped_goes_on_where_it_ended_and_doubles_nothing()
    {
        await StartAsync(NodePlacement.OneProcess);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var first = RunAsync(stop.Token);
        await WaitForBlockAsync(midway);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        var totals = await RunAsync(Ct);
        await AssertCompleteAsync(totals);

        Assert.Equal(totals.Events, (await RunAsync(Ct)).Events);
    }

    [Fact(Timeout = 300_000)]
    public async Task An_import_whose_process_was_killed_goes_on_and_doubles_nothing()
    {
        await StartAsync(NodePlacement.OneProcess);
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Ledger.Network"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        foreach (var argument in (string[])["import", "--format", "tw-lvr", SalesData.TwSample, "--dir", network.Folder, "--pack", "1",
            "--in-flight", "2", "--envelopes", "1"])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await WaitForBlockAsync(midway);
        process.Kill();
        await process.WaitForExitAsync(Ct);

        await AssertCompleteAsync(await RunAsync(Ct));
    }

    [Fact(Timeout = 300_000)]
    public async Task An_import_goes_on_when_every_node_was_killed_and_started_again()
    {
        await StartAsync(NodePlacement.ProcessPerDepartment);
        var run = RunAsync(Ct);
        await WaitForBlockAsync(midway);
        await network.KillAsync();
        await network.StartAsync(NodePlacement.ProcessPerDepartment, Ct);

        await AssertCompleteAsync(await run);
    }

    private async Task AssertCompleteAsync(ImportTotals totals)
    {
        Assert.Equal((12, 1, 3, 0), (totals.Recorded, totals.Refused, totals.Unreadable, totals.Open));

        // What the seller of a lot would keep is no fraction of 64 bits; the contract is refused, so there is nothing to take back.
        Assert.Equal(("C-26", 1), (Assert.Single(totals.RefusedByRule).Rule, totals.RefusedByRule[0].Count));

        // 11 openings, and for each of 12 sales a contract signed and filed, taxes declared, assessed and paid, a case accepted, reviewed
        // and recorded.
        Assert.Equal(11 + (12 * 8), totals.Events);

        // Nothing but these envelopes, the genesis and the seals is on the ledger: what was sent twice is there once.
        var status = await network.StatusAsync(LocalMember.Registration);
        Assert.Equal((ulong)totals.Envelopes, status.Size - status.Block - 2 - founding);
    }

    private Task<ImportTotals> RunAsync(CancellationToken ct)
        => LocalImport.RunAsync(network, "tw-lvr", SalesData.TwSample, OneByOne, output: null, TimeProvider.System, ct);

    /// <summary>Starts the network; what its founding wrote does not count.</summary>
    private async Task StartAsync(NodePlacement placement)
    {
        await network.StartAsync(placement, Ct);
        var founded = await network.StatusAsync(LocalMember.Registration);
        (founding, midway) = (founded.Size - founded.Block - 2, founded.Block + Midway);
    }

    private async Task WaitForBlockAsync(ulong block)
    {
        while ((await network.StatusAsync(LocalMember.Registration)).Block < block)
            await Task.Delay(5, Ct);
    }
}
