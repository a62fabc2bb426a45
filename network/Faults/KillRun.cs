using System.Globalization;
using Ledger.Facts;
using Ledger.Import;
using Ledger.Verifier;

namespace Ledger.Network;

/// <summary>
/// Kills processes of a running network at random moments while clerks write and an import runs, starts them again, and audits
/// the ledger after each time.
/// </summary>
internal sealed class KillRun : IDisposable
{
    private const int Writers = 6;

    /// <summary>Acts acknowledged between two kills, at least and at most.</summary>
    private const int FewestActs = 4;
    private const int MostActs = 24;

    /// <summary>The parcel of the flats that are sold, with the letter of buildings.</summary>
    private const string Building = "441900004001GB00012F";

    /// <summary>Most ms between an acknowledgement and the kill: longer than an act takes, so that every step of one is hit.</summary>
    private const int LongestDelay = 40;

    private readonly LocalNetwork network;
    private readonly TimeProvider clock;
    private readonly Random random;
    private readonly NetworkClients clients;
    private readonly Counter counter;
    private readonly AcknowledgedWrites acknowledged = new();
    private readonly LedgerAudit audit;
    private readonly ImportLoad import;
    private readonly List<ILoad> loads;
    private ulong founded;
    private int flats;

    /// <summary>A run on a network that runs with a process per department.</summary>
    /// <param name="network">The network.</param>
    /// <param name="seed">Chooses whom and when.</param>
    /// <param name="sales">Sales in the file that is imported meanwhile.</param>
    /// <param name="clock">Dates the acts and measures restarts.</param>
    public KillRun(LocalNetwork network, int seed, int sales, TimeProvider clock)
    {
        this.network = network;
        this.clock = clock;
#pragma warning disable CA5394 // Choices that a seed repeats; nothing secret.
        random = new Random(seed);
#pragma warning restore CA5394
        clients = new NetworkClients(network, clock);
        audit = new LedgerAudit(network, clients, clock);
        var numbers = new DemoNumbers(Day.At((ulong)clock.GetUtcNow().ToUnixTimeMilliseconds()));
        counter = Counter.Open(LocalImport.ClerksOf(network).Registration, LocalImport.ClerksOf(network).Reviewer);
        import = new ImportLoad(network, sales, clock);
        loads =
        [
            import, .. Enumerable.Range(0, Writers).Select(_ => new SaleWriter(clients, () => new SalePapers(numbers, NextFlat(), counter), acknowledged)),
        ];
    }

    /// <summary>Acts acknowledged so far.</summary>
    public int Acknowledged => acknowledged.Count;

    /// <summary>Kills, restarts and audits so many times.</summary>
    /// <param name="kills">How often.</param>
    /// <param name="progress">Told after each audit.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="FaultFoundException">Something acknowledged is lost, the peers differ, or a record stays open.</exception>
    /// <exception cref="LedgerException">A writer's act was refused, or an answer did not verify.</exception>
    public async Task RunAsync(int kills, IProgress<KillOutcome>? progress, CancellationToken ct)
    {
        // The network's staff stands on the ledger before anything is written.
        founded = (await audit.ReplayAsync([], ct)).Events;
        for (var number = 1; number <= kills; number++)
        {
            using var pause = new CancellationTokenSource();
            using var failed = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var writing = loads.ConvertAll(load => RunAsync(load, failed, pause.Token));
            var (killed, before, restart) = await KillAsync(Task.WhenAll(writing), failed.Token);
            // Something is written after the restart too, besides what was under way.
            await Task.WhenAny(acknowledged.WaitForAsync(before + Writers, failed.Token), Task.WhenAll(writing));
            await pause.CancelAsync();
            await Task.WhenAll(writing);

            var block = await audit.WaitUntilSettledAsync(ct);
            var receipts = await audit.VerifyReceiptsAsync(acknowledged.ToList(), ct);
            progress?.Report(new KillOutcome(number, killed, before, restart, block, receipts));
        }
    }

    /// <summary>
    /// Runs the import to its end, replays the chain and compares it with everything acknowledged and with every department's
    /// records.
    /// </summary>
    /// <exception cref="FaultFoundException">They differ; something is missing, or was written twice.</exception>
    public async Task<AuditedChain> ConcludeAsync(CancellationToken ct)
    {
        var imported = await import.FinishAsync(ct);
        var chain = await audit.ReplayAsync(acknowledged.ToList(), ct);
        var written = acknowledged.ToList().Aggregate(0UL, static (sum, write) => sum + (ulong)write.Receipt.Payload.Events.Count);
        return chain.Events == founded + imported + written
            ? chain
            : throw new FaultFoundException(
                $"{founded} events founded the network, {written} were acknowledged and {imported} imported; the ledger holds {chain.Events} events.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        counter.Dispose();
        clients.Dispose();
    }

    private static async Task RunAsync(ILoad load, CancellationTokenSource failed, CancellationToken pause)
    {
        try
        {
            await load.RunAsync(pause, failed.Token);
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
    }

    private async Task<(IReadOnlyList<string> Killed, int Before, TimeSpan Restart)> KillAsync(Task writing, CancellationToken ct)
    {
        var victims = ChooseVictims();
        var wait = acknowledged.WaitForAsync(acknowledged.Count + Next(FewestActs, MostActs), ct);
        if (await Task.WhenAny(wait, writing) == writing)
            await writing;
        await wait;
        await Task.Delay(TimeSpan.FromMilliseconds(Next(0, LongestDelay)), clock, ct);

        var before = acknowledged.Count;
        var begun = clock.GetTimestamp();
        await Task.WhenAll(victims.Select(KillAsync));
        foreach (var victim in victims)
            await StartAsync(victim, ct);
        return (victims, before, clock.GetElapsedTime(begun));
    }

    private Task KillAsync(string victim) => IsOfFabric(victim) ? network.Fabric!.KillNodeAsync(victim) : network.KillNodeAsync(victim);

    private Task StartAsync(string victim, CancellationToken ct) =>
        IsOfFabric(victim) ? network.Fabric!.StartNodeAsync(victim, ct) : network.StartNodeAsync(victim, ct);

    private bool IsOfFabric(string victim) => network.Fabric?.Nodes.Contains(victim, StringComparer.Ordinal) ?? false;

    /// <summary>
    /// Everybody at once, the ordering node, or one of the others; the ordering node stands first, for the others wait for it. Where
    /// Fabric orders, also one of its peers, orderers or chaincodes.
    /// </summary>
    private List<string> ChooseVictims()
    {
        var nodes = network.Nodes.OrderByDescending(node => node.Orders).Select(node => node.Organisation).ToList();
        return Next(0, network.IsOnFabric ? 4 : 3) switch
        {
            0 => nodes,
            1 => [nodes[0]],
            3 => [network.Fabric!.Nodes[Next(0, network.Fabric.Nodes.Count)]],
            _ => [nodes[Next(1, nodes.Count)]],
        };
    }

#pragma warning disable CA5394 // As above.
    private int Next(int from, int below) => random.Next(from, below);
#pragma warning restore CA5394

    private string NextFlat() => string.Create(CultureInfo.InvariantCulture, $"{Building}{10_000 + Interlocked.Increment(ref flats):D8}");
}
